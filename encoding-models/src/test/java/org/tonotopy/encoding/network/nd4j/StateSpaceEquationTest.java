package org.tonotopy.encoding.network.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.tonotopy.encoding.network.DenseEncoder;
import org.tonotopy.encoding.network.Dropout;
import org.tonotopy.encoding.network.LegendreMemory;
import org.tonotopy.encoding.network.NetworkShape;
import org.tonotopy.encoding.network.NetworkSpec;
import org.tonotopy.encoding.network.OutputNonlinearity;
import org.tonotopy.encoding.network.ParameterBlock;
import org.tonotopy.encoding.network.ParameterLayout;
import org.tonotopy.encoding.network.Recurrence;
import org.tonotopy.encoding.network.RelativeError;
import org.tonotopy.encoding.network.StateNet;

/** The state-space recurrences against loops over numbers, written from their equations alone. */
class StateSpaceEquationTest {
    private static final double EXACT = 1e-9;
    private static final int BANDS = 5;
    private static final int HIDDEN = 4;
    private static final int NEURONS = 2;
    private static final int BINS = 30;

    /** Random everywhere, zeros of the start included. */
    private static final class Parameters {
        final ParameterLayout layout;
        final double[] values;

        Parameters(NetworkSpec spec, long seed) {
            layout = spec.layout(new NetworkShape(BANDS, NEURONS));
            values = new double[layout.size()];
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < values.length; i++) {
                values[i] = random.nextDouble(-0.5, 0.5);
            }
        }

        /** Element of a block at these indices. */
        double at(String name, int... indices) {
            ParameterBlock block = layout.find(name).orElseThrow();
            int at = 0;
            for (int axis = 0; axis < indices.length; axis++) {
                at = at * block.shape().get(axis) + indices[axis];
            }
            return values[block.offset() + at];
        }
    }

    private interface Step {
        /** The layer's output for one bin, after those before. */
        double[] at(double[] input);
    }

    @Test
    void aLegendreMemoryUnitDoesWhatItsEquationSays() {
        NetworkSpec spec = spec(Recurrence.LMU);
        Parameters p = new Parameters(spec, 41);
        assertAgrees(spec, p, new Step() {
            private final double[] memory = new double[LegendreMemory.SIZE];
            private double[] state = new double[HIDDEN];

            @Override
            public double[] at(double[] x) {
                double u = 0;
                for (int i = 0; i < HIDDEN; i++) {
                    u += p.at("recurrence.memory.of.input", i) * x[i]
                            + p.at("recurrence.memory.of.state", i) * state[i];
                }
                for (int i = 0; i < memory.length; i++) {
                    u += p.at("recurrence.memory.of.memory", i) * memory[i];
                }
                hold(memory, u);
                double[] next = new double[HIDDEN];
                for (int i = 0; i < HIDDEN; i++) {
                    double sum = 0;
                    for (int j = 0; j < HIDDEN; j++) {
                        sum += p.at("recurrence.input.weight", i, j) * x[j];
                        sum += p.at("recurrence.state.weight", i, j) * state[j];
                    }
                    for (int j = 0; j < memory.length; j++) {
                        sum += p.at("recurrence.memory.weight", i, j) * memory[j];
                    }
                    next[i] = Math.tanh(sum);
                }
                state = next;
                return next;
            }
        });
    }

    /** Follows {@code dm/dt = A m + B u} for one bin, by Runge and Kutta's fourth-order steps. */
    private static void hold(double[] memory, double u) {
        int steps = 800;
        for (int step = 0; step < steps; step++) {
            double[] k1 = slope(memory, u);
            double[] k2 = slope(moved(memory, k1, 0.5 / steps), u);
            double[] k3 = slope(moved(memory, k2, 0.5 / steps), u);
            double[] k4 = slope(moved(memory, k3, 1.0 / steps), u);
            for (int i = 0; i < memory.length; i++) {
                memory[i] += (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]) / (6 * steps);
            }
        }
    }

    private static double[] slope(double[] memory, double u) {
        double theta = 99;
        double[] slope = new double[memory.length];
        for (int i = 0; i < memory.length; i++) {
            double sum = (i % 2 == 0 ? 1 : -1) * u;
            for (int j = 0; j < memory.length; j++) {
                sum += (i < j ? -1 : (i - j + 1) % 2 == 0 ? 1 : -1) * memory[j];
            }
            slope[i] = (2 * i + 1) / theta * sum;
        }
        return slope;
    }

    private static double[] moved(double[] memory, double[] slope, double by) {
        double[] moved = memory.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += by * slope[i];
        }
        return moved;
    }

    /** What the memory is for: a slow signal of half a window ago can be read from it. */
    @Test
    void theMemoryHoldsAWindowOfItsSignal() {
        double[][] transition = LegendreMemory.transition();
        double[] input = LegendreMemory.input();
        double[] memory = new double[LegendreMemory.SIZE];
        int bins = 400;
        for (int bin = 0; bin < bins; bin++) {
            double[] next = new double[memory.length];
            for (int i = 0; i < memory.length; i++) {
                next[i] = input[i] * Math.sin(bin * 0.05);
                for (int j = 0; j < memory.length; j++) {
                    next[i] += transition[i][j] * memory[j];
                }
            }
            memory = next;
        }
        // Legendre polynomials of 2 * 1/2 - 1 = 0: 1, 0, -1/2, 0, 3/8, ...
        double read = 0;
        double polynomial = 1;
        for (int i = 0; i < memory.length; i += 2) {
            read += polynomial * memory[i];
            polynomial *= -(i + 1.0) / (i + 2.0);
        }
        // The signal is held over each bin, so on average it is half a bin late.
        assertThat(read).isCloseTo(Math.sin((bins - 0.5 - LegendreMemory.WINDOW_BINS / 2.0) * 0.05), within(0.03));
    }

    @Test
    void aDiagonalStateSpaceDoesWhatItsEquationSays() {
        NetworkSpec spec = spec(Recurrence.S4);
        Parameters p = new Parameters(spec, 43);
        assertAgrees(spec, p, new Step() {
            private final double[][] real = new double[HIDDEN][32];
            private final double[][] imaginary = new double[HIDDEN][32];

            @Override
            public double[] at(double[] x) {
                double[] passed = new double[HIDDEN];
                for (int i = 0; i < HIDDEN; i++) {
                    double step = Math.exp(p.at("recurrence.step", i));
                    double y = p.at("recurrence.skip", i) * x[i];
                    for (int n = 0; n < 32; n++) {
                        double decay = -Math.exp(p.at("recurrence.mode.decay", i, n));
                        double turn = p.at("recurrence.mode.frequency", i, n);
                        double keptReal = Math.exp(step * decay) * Math.cos(step * turn);
                        double keptImaginary = Math.exp(step * decay) * Math.sin(step * turn);
                        // (Abar - 1) / A
                        double size = decay * decay + turn * turn;
                        double takenReal = ((keptReal - 1) * decay + keptImaginary * turn) / size;
                        double takenImaginary = (keptImaginary * decay - (keptReal - 1) * turn) / size;
                        double newReal = keptReal * real[i][n] - keptImaginary * imaginary[i][n] + takenReal * x[i];
                        double newImaginary =
                                keptReal * imaginary[i][n] + keptImaginary * real[i][n] + takenImaginary * x[i];
                        real[i][n] = newReal;
                        imaginary[i][n] = newImaginary;
                        y += 2
                                * (p.at("recurrence.mode.real", i, n) * newReal
                                        - p.at("recurrence.mode.imaginary", i, n) * newImaginary);
                    }
                    passed[i] = y * normalShare(y);
                }
                double[] mixed = new double[HIDDEN];
                for (int i = 0; i < HIDDEN; i++) {
                    mixed[i] = p.at("recurrence.mix.bias", i);
                    for (int j = 0; j < HIDDEN; j++) {
                        mixed[i] += p.at("recurrence.mix.weight", i, j) * passed[j];
                    }
                }
                return mixed;
            }
        });
    }

    @Test
    void aSelectiveStateSpaceDoesWhatItsEquationSays() {
        NetworkSpec spec = spec(Recurrence.MAMBA);
        Parameters p = new Parameters(spec, 47);
        int wide = 2 * HIDDEN;
        assertAgrees(spec, p, new Step() {
            private final double[][] last = new double[4][wide];
            private final double[][] state = new double[wide][16];

            @Override
            public double[] at(double[] x) {
                for (int bin = 0; bin < 3; bin++) {
                    last[bin] = last[bin + 1];
                }
                last[3] = product(p, "recurrence.wide.weight", x, wide);
                double[] unit = new double[wide];
                for (int i = 0; i < wide; i++) {
                    double sum = p.at("recurrence.convolution.bias", i);
                    for (int bin = 0; bin < 4; bin++) {
                        sum += p.at("recurrence.convolution.weight", i, bin) * last[bin][i];
                    }
                    unit[i] = silu(sum);
                }
                double[] factor = product(p, "recurrence.step.factor", unit, 1);
                double[] step = product(p, "recurrence.step.weight", factor, wide);
                double[] b = product(p, "recurrence.mode.input", unit, 16);
                double[] c = product(p, "recurrence.mode.output", unit, 16);
                double[] gate = product(p, "recurrence.gate.weight", x, wide);
                double[] gated = new double[wide];
                for (int i = 0; i < wide; i++) {
                    double delta = Math.log1p(Math.exp(step[i] + p.at("recurrence.step.bias", i)));
                    double y = p.at("recurrence.skip", i) * unit[i];
                    for (int n = 0; n < 16; n++) {
                        double a = -Math.exp(p.at("recurrence.mode.decay", i, n));
                        state[i][n] = Math.exp(delta * a) * state[i][n] + delta * b[n] * unit[i];
                        y += c[n] * state[i][n];
                    }
                    gated[i] = y * silu(gate[i]);
                }
                double[] output = product(p, "recurrence.mix.weight", gated, HIDDEN);
                for (int i = 0; i < HIDDEN; i++) {
                    output[i] += x[i];
                }
                return output;
            }
        });
    }

    private static double silu(double x) {
        return x / (1 + Math.exp(-x));
    }

    private static double[] product(Parameters p, String weight, double[] x, int outputs) {
        double[] product = new double[outputs];
        for (int i = 0; i < outputs; i++) {
            for (int j = 0; j < x.length; j++) {
                product[i] += p.at(weight, i, j) * x[j];
            }
        }
        return product;
    }

    /** The share of a normal variable below {@code z}, by its power series. */
    private static double normalShare(double z) {
        double term = z;
        double sum = z;
        for (int k = 1; k < 200; k++) {
            term *= z * z / (2 * k + 1);
            sum += term;
        }
        return 0.5 + sum * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    }

    private static NetworkSpec spec(Recurrence recurrence) {
        return new StateNet(new DenseEncoder(HIDDEN), recurrence, OutputNonlinearity.IDENTITY);
    }

    private static void assertAgrees(NetworkSpec spec, Parameters p, Step recurrence) {
        SplittableRandom random = new SplittableRandom(7);
        double[][] input = new double[BINS][BANDS];
        double[] expected = new double[BINS * NEURONS];
        for (int bin = 0; bin < BINS; bin++) {
            for (int band = 0; band < BANDS; band++) {
                input[bin][band] = random.nextGaussian();
            }
            double[] units = recurrence.at(encoded(p, input[bin]));
            for (int neuron = 0; neuron < NEURONS; neuron++) {
                double response = p.at("readout.bias", neuron);
                for (int i = 0; i < HIDDEN; i++) {
                    response += p.at("readout.weight", neuron, i) * units[i];
                }
                expected[bin * NEURONS + neuron] = response;
            }
        }
        Nd4jNetwork network = new Nd4jBackend(DataType.DOUBLE).network(spec, new NetworkShape(BANDS, NEURONS));
        double[] found = network.forward(
                        Nd4j.createFromArray(p.values), List.of(Nd4j.createFromArray(input)), Dropout.NONE)
                .responses()
                .get(0)
                .dup('c')
                .data()
                .asDouble();
        assertThat(RelativeError.of(found, expected)).isLessThanOrEqualTo(EXACT);
    }

    /** A dense encoder, layer normalisation over its channels, a sigmoid. */
    private static double[] encoded(Parameters p, double[] x) {
        double[] units = new double[HIDDEN];
        double mean = 0;
        for (int i = 0; i < HIDDEN; i++) {
            units[i] = p.at("encoder.bias", i);
            for (int band = 0; band < BANDS; band++) {
                units[i] += p.at("encoder.weight", i, band) * x[band];
            }
            mean += units[i] / HIDDEN;
        }
        double variance = 0;
        for (double unit : units) {
            variance += (unit - mean) * (unit - mean) / HIDDEN;
        }
        for (int i = 0; i < HIDDEN; i++) {
            double normed = (units[i] - mean) / Math.sqrt(variance + 1e-5);
            units[i] = 1 / (1 + Math.exp(-(normed * p.at("norm.scale", i) + p.at("norm.shift", i))));
        }
        return units;
    }
}
