package org.tonotopy.encoding.network.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.tonotopy.encoding.network.ContrastGain;
import org.tonotopy.encoding.network.ContrastReference;
import org.tonotopy.encoding.network.Dropout;
import org.tonotopy.encoding.network.FullKernel;
import org.tonotopy.encoding.network.OutputNonlinearity;
import org.tonotopy.encoding.network.ParameterLayout;
import org.tonotopy.encoding.network.ParameterNames;
import org.tonotopy.encoding.network.RandomBatch;
import org.tonotopy.encoding.network.RelativeError;
import org.tonotopy.encoding.network.TestedNetworks;

/** Against loops written from the equations alone. */
class ContrastGainEquationTest {
    private static final int DELAYS = 4;
    private static final int WINDOW = 5;
    private static final double FLOOR = -0.5;
    private static final double LEAST = 0.2;
    private static final double GREATEST = 1.1;
    private static final int BANDS = TestedNetworks.SHAPE.bands();
    private static final int NEURONS = TestedNetworks.SHAPE.neurons();
    private static final int BINS = 23;

    @ParameterizedTest
    @EnumSource(
            value = OutputNonlinearity.class,
            names = {"SIGMOID4", "DEXP"})
    void respondsAsTheEquationsSay(OutputNonlinearity output) {
        ContrastGain spec = new ContrastGain(
                DELAYS,
                new FullKernel(),
                output,
                WINDOW,
                new ContrastReference(
                        Collections.nCopies(BANDS, FLOOR),
                        Collections.nCopies(BANDS, LEAST),
                        Collections.nCopies(BANDS, GREATEST)));
        ParameterLayout layout = spec.layout(TestedNetworks.SHAPE);
        float[] parameters = TestedNetworks.parameters(spec, 41);
        float[] input =
                RandomBatch.draw(TestedNetworks.SHAPE, 42, BINS).clips().get(0).input();
        double[] sound =
                IntStream.range(0, input.length).mapToDouble(i -> input[i]).toArray();
        double[] expected = new double[BINS * NEURONS];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = respond(output, layout, parameters, sound, i / NEURONS, i % NEURONS);
        }
        INDArray found = new Nd4jBackend(DataType.DOUBLE)
                .network(spec, TestedNetworks.SHAPE)
                .forward(
                        Nd4j.createFromArray(parameters),
                        List.of(Nd4j.createFromArray(sound).reshape(BINS, BANDS)),
                        Dropout.NONE)
                .responses()
                .get(0);
        assertThat(RelativeError.of(found.dup('c').data().asDouble(), expected)).isLessThan(1e-12);
    }

    private static double respond(
            OutputNonlinearity output,
            ParameterLayout layout,
            float[] parameters,
            double[] sound,
            int bin,
            int neuron) {
        double x = parameters[layout.offset(ParameterNames.STRF_BIAS) + neuron];
        double through = 0;
        double magnitude = 0;
        for (int lag = 0; lag < DELAYS; lag++) {
            for (int band = 0; band < BANDS; band++) {
                int row = (DELAYS - 1 - lag) * BANDS + band;
                double weight = parameters[layout.offset(ParameterNames.STRF_WEIGHT) + row * NEURONS + neuron];
                magnitude += Math.abs(weight);
                if (bin >= lag) {
                    x += weight * sound[(bin - lag) * BANDS + band];
                    through += Math.abs(weight) * scaled(sound, bin - lag, band);
                }
            }
        }
        double k = through / magnitude;
        double a = between(layout, parameters, ParameterNames.OUTPUT_AMPLITUDE, neuron, k, false, 0);
        double b = between(layout, parameters, ParameterNames.OUTPUT_BASE, neuron, k, false, 0);
        double c = between(layout, parameters, ParameterNames.OUTPUT_SHIFT, neuron, k, false, 0);
        if (output == OutputNonlinearity.DEXP) {
            double steepness = between(layout, parameters, ParameterNames.OUTPUT_STEEPNESS, neuron, k, true, 0);
            return b + a * Math.exp(-Math.exp(-steepness * (x - c)));
        }
        double width = between(layout, parameters, ParameterNames.OUTPUT_WIDTH, neuron, k, true, 0.001);
        return b + a / (1 + Math.exp(-(x - c) / width));
    }

    private static double between(
            ParameterLayout layout,
            float[] parameters,
            String name,
            int neuron,
            double k,
            boolean positive,
            double least) {
        double low = parameters[layout.offset(name) + neuron];
        double high = parameters[layout.offset(name + ".high_contrast") + neuron];
        if (positive) {
            low = least + Math.log1p(Math.exp(low));
            high = least + Math.log1p(Math.exp(high));
        }
        return low + (high - low) * k;
    }

    private static double scaled(double[] sound, int bin, int band) {
        int first = Math.max(0, bin - WINDOW + 1);
        int count = bin - first + 1;
        double mean = 0;
        double square = 0;
        for (int i = first; i <= bin; i++) {
            double level = Math.max(sound[i * BANDS + band] - FLOOR, 0);
            mean += level / count;
            square += level * level / count;
        }
        double contrast = mean == 0 ? 0 : Math.sqrt(Math.max(square - mean * mean, 0)) / mean;
        return Math.min(Math.max((contrast - LEAST) / (GREATEST - LEAST), 0), 1);
    }
}
