package org.tonotopy.encoding.network.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.tonotopy.encoding.network.Dropout;
import org.tonotopy.encoding.network.Linear;
import org.tonotopy.encoding.network.NetworkShape;
import org.tonotopy.encoding.network.NetworkSpec;
import org.tonotopy.encoding.network.ParameterLayout;
import org.tonotopy.encoding.network.Prefiltered;
import org.tonotopy.encoding.network.RelativeError;
import org.tonotopy.encoding.network.ShortTermDepression;

/** Against loops written from the equations alone. */
class DepressionEquationTest {
    private static final int BANDS = 4;
    private static final int NEURONS = 2;
    private static final int BINS = 60;

    @Test
    void respondsAsTheEquationsSay() {
        SplittableRandom random = new SplittableRandom(51);
        List<Double> floor = new ArrayList<>();
        for (int band = 0; band < BANDS; band++) {
            floor.add(random.nextDouble(-1, 0));
        }
        NetworkSpec spec = new Prefiltered(new ShortTermDepression(floor, 20), new Linear(1));
        ParameterLayout layout = spec.layout(new NetworkShape(BANDS, NEURONS));
        double[] p = random.doubles(layout.size(), -1, 1).toArray();
        double[][] input = new double[BINS][BANDS];
        double[] expected = new double[BINS * NEURONS];
        double[] resource = DoubleStream.generate(() -> 1).limit(BANDS).toArray();
        int emptied = 0;
        for (int bin = 0; bin < BINS; bin++) {
            for (int neuron = 0; neuron < NEURONS; neuron++) {
                expected[bin * NEURONS + neuron] = p[layout.offset("strf.bias") + neuron];
            }
            for (int band = 0; band < BANDS; band++) {
                input[bin][band] = 2 * random.nextGaussian();
                double x = Math.max(input[bin][band] - floor.get(band), 0);
                for (int neuron = 0; neuron < NEURONS; neuron++) {
                    double weight = p[layout.offset("strf.weight") + band * NEURONS + neuron];
                    expected[bin * NEURONS + neuron] += weight * x * resource[band];
                }
                double r = p[layout.offset("stp.recovery") + band];
                double tau = 1 + r * r;
                double u = Math.log1p(Math.exp(p[layout.offset("stp.use") + band]));
                double d = resource[band];
                double next = d + 1 / tau * (1 - d) - u * d * x;
                emptied += next < 0 ? 1 : 0;
                resource[band] = Math.min(Math.max(next, 0), 1);
            }
        }
        INDArray found = new Nd4jBackend(DataType.DOUBLE)
                .network(spec, new NetworkShape(BANDS, NEURONS))
                .forward(Nd4j.createFromArray(p), List.of(Nd4j.createFromArray(input)), Dropout.NONE)
                .responses()
                .get(0);
        assertThat(emptied).as("bins after which nothing is left").isBetween(1, BINS * BANDS - 1);
        assertThat(RelativeError.of(found.dup('c').data().asDouble(), expected)).isLessThan(1e-12);
    }
}
