package org.tonotopy.encoding.network.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.tonotopy.encoding.network.Dropout;
import org.tonotopy.encoding.network.OutputNonlinearity;
import org.tonotopy.encoding.network.ParameterLayout;
import org.tonotopy.encoding.network.ParameterNames;
import org.tonotopy.encoding.network.RandomBatch;
import org.tonotopy.encoding.network.RelativeError;
import org.tonotopy.encoding.network.TestedNetworks;
import org.tonotopy.encoding.network.Transformer;

/** Against loops written from the equations alone. */
class TransformerEquationTest {
    private static final int PATCHES = 6;
    private static final int UNITS = 7;
    private static final int HIDDEN = 5;
    private static final int BANDS = TestedNetworks.SHAPE.bands();
    private static final int NEURONS = TestedNetworks.SHAPE.neurons();
    private static final Transformer SPEC = new Transformer(PATCHES, UNITS, HIDDEN, 0.1, OutputNonlinearity.IDENTITY);

    private final ParameterLayout layout = SPEC.layout(TestedNetworks.SHAPE);
    private final float[] parameters = TestedNetworks.parameters(SPEC, 31);

    @Test
    void respondsAsTheEquationsSay() {
        int bins = 11;
        float[] input =
                RandomBatch.draw(TestedNetworks.SHAPE, 32, bins).clips().get(0).input();
        double[] sound =
                IntStream.range(0, input.length).mapToDouble(i -> input[i]).toArray();
        double[] expected = new double[bins * NEURONS];
        for (int bin = 0; bin < bins; bin++) {
            System.arraycopy(respond(sound, bin), 0, expected, bin * NEURONS, NEURONS);
        }
        INDArray found = new Nd4jBackend(DataType.DOUBLE)
                .network(SPEC, TestedNetworks.SHAPE)
                .forward(
                        Nd4j.createFromArray(parameters),
                        List.of(Nd4j.createFromArray(sound).reshape(bins, BANDS)),
                        Dropout.NONE)
                .responses()
                .get(0);
        assertThat(RelativeError.of(found.dup('c').data().asDouble(), expected)).isLessThan(1e-12);
    }

    private double[] respond(double[] sound, int bin) {
        double[][] patches = new double[PATCHES][];
        for (int i = 0; i < PATCHES; i++) {
            int seen = bin - PATCHES + 1 + i;
            double[] frame = new double[BANDS];
            if (seen >= 0) {
                System.arraycopy(sound, seen * BANDS, frame, 0, BANDS);
            }
            double[] embedded = map(ParameterNames.EMBEDDING_WEIGHT, ParameterNames.EMBEDDING_BIAS, 0, frame, UNITS);
            double[] code = new double[UNITS];
            for (int unit = 0; unit < UNITS; unit++) {
                code[unit] = parameters[layout.offset(ParameterNames.POSITION_CODE) + i * UNITS + unit];
            }
            patches[i] = sum(embedded, code);
        }
        double[] mean = new double[UNITS];
        for (int i = 0; i < PATCHES; i++) {
            double[] attended = attend(patches, i);
            double[] added = map(
                    ParameterNames.ATTENTION_OUTPUT_WEIGHT, ParameterNames.ATTENTION_OUTPUT_BIAS, 0, attended, UNITS);
            double[] u = norm(
                    sum(patches[i], added), ParameterNames.ATTENTION_NORM_SCALE, ParameterNames.ATTENTION_NORM_SHIFT);
            double[] hidden = map(
                    ParameterNames.FEED_FORWARD_HIDDEN_WEIGHT, ParameterNames.FEED_FORWARD_HIDDEN_BIAS, 0, u, HIDDEN);
            for (int j = 0; j < HIDDEN; j++) {
                hidden[j] = Math.max(hidden[j], 0);
            }
            double[] fed = map(
                    ParameterNames.FEED_FORWARD_OUTPUT_WEIGHT,
                    ParameterNames.FEED_FORWARD_OUTPUT_BIAS,
                    0,
                    hidden,
                    UNITS);
            double[] y =
                    norm(sum(u, fed), ParameterNames.FEED_FORWARD_NORM_SCALE, ParameterNames.FEED_FORWARD_NORM_SHIFT);
            for (int unit = 0; unit < UNITS; unit++) {
                mean[unit] += y[unit] / PATCHES;
            }
        }
        return map(ParameterNames.READOUT_WEIGHT, ParameterNames.READOUT_BIAS, 0, mean, NEURONS);
    }

    private double[] attend(double[][] patches, int i) {
        double[] query = projected(patches[i], 0);
        double[] powers = new double[PATCHES];
        double total = 0;
        for (int j = 0; j < PATCHES; j++) {
            double[] key = projected(patches[j], 1);
            double product = 0;
            for (int unit = 0; unit < UNITS; unit++) {
                product += query[unit] * key[unit];
            }
            powers[j] = Math.exp(product / Math.sqrt(UNITS));
            total += powers[j];
        }
        double[] attended = new double[UNITS];
        for (int j = 0; j < PATCHES; j++) {
            double[] value = projected(patches[j], 2);
            for (int unit = 0; unit < UNITS; unit++) {
                attended[unit] += powers[j] / total * value[unit];
            }
        }
        return attended;
    }

    /** Query, key or value: the first, second or third part of one map. */
    private double[] projected(double[] patch, int part) {
        return map(
                ParameterNames.ATTENTION_INPUT_WEIGHT, ParameterNames.ATTENTION_INPUT_BIAS, part * UNITS, patch, UNITS);
    }

    private double[] map(String weight, String bias, int firstRow, double[] x, int outputs) {
        double[] y = new double[outputs];
        for (int output = 0; output < outputs; output++) {
            int row = firstRow + output;
            y[output] = parameters[layout.offset(bias) + row];
            for (int i = 0; i < x.length; i++) {
                y[output] += parameters[layout.offset(weight) + row * x.length + i] * x[i];
            }
        }
        return y;
    }

    private double[] norm(double[] x, String scale, String shift) {
        double mean = 0;
        for (double value : x) {
            mean += value / x.length;
        }
        double variance = 0;
        for (double value : x) {
            variance += (value - mean) * (value - mean) / x.length;
        }
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = (x[i] - mean) / Math.sqrt(variance + 1e-5) * parameters[layout.offset(scale) + i]
                    + parameters[layout.offset(shift) + i];
        }
        return y;
    }

    private static double[] sum(double[] a, double[] b) {
        double[] sum = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            sum[i] = a[i] + b[i];
        }
        return sum;
    }
}
