package org.tonotopy.encoding.network.vector;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.tonotopy.encoding.network.ParameterLayout;
import org.tonotopy.encoding.network.ParameterNames;

/** An output nonlinearity between a base and a base plus an amplitude, with four parameters per neuron. */
abstract class SaturatingStage implements Stage {
    /** Rows of the parameters in use. */
    static final int BASE = 0;

    static final int AMPLITUDE = 1;
    static final int SHIFT = 2;
    static final int SLOPE = 3;

    private static final int ROWS = 4;

    final int stride;
    /** {@code [row][neuron]}. */
    final float[] values;

    private final int width;
    private final int[] offsets;
    private final boolean[] positive;
    private final double leastSlope;
    /** Derivatives of the values by the parameters. */
    private final double[] valueSlopes;

    /**
     * @param nonNegative whether base and amplitude are held above zero
     * @param slopeName the fourth parameter, which is always held above zero
     * @param leastSlope the fourth parameter's least value
     * @param naming from the parameters' plain names to those of the layout
     */
    SaturatingStage(
            int width,
            ParameterLayout layout,
            boolean nonNegative,
            String slopeName,
            double leastSlope,
            UnaryOperator<String> naming) {
        this.width = width;
        this.stride = Lanes.padded(width);
        this.offsets = List.of(
                        ParameterNames.OUTPUT_BASE,
                        ParameterNames.OUTPUT_AMPLITUDE,
                        ParameterNames.OUTPUT_SHIFT,
                        slopeName)
                .stream()
                .map(naming)
                .mapToInt(layout::offset)
                .toArray();
        this.positive = new boolean[] {nonNegative, nonNegative, false, true};
        this.leastSlope = leastSlope;
        this.values = new float[ROWS * stride];
        this.valueSlopes = new double[ROWS * stride];
        // Padding never divides by zero.
        Arrays.fill(values, SLOPE * stride, ROWS * stride, 1);
    }

    /**
     * Responses of one bin.
     *
     * @param inUse the parameters in use, as {@link #values}
     */
    abstract void respond(float[] inUse, float[] x, int xAt, float[] y, int yAt);

    /**
     * Turns the gradient of one bin's responses into that of what came in, in place, and adds up those of the parameters
     * in use.
     */
    abstract void goBack(float[] inUse, float[] x, int xAt, float[] slopes, int slopesAt, float[] valueGradient);

    /** Writes the gradient of the parameters, given that of the values. */
    final void write(float[] valueGradient, float[] gradient) {
        for (int row = 0; row < ROWS; row++) {
            for (int i = 0; i < width; i++) {
                int at = row * stride + i;
                gradient[offsets[row] + i] = (float) (valueGradient[at] * valueSlopes[at]);
            }
        }
    }

    @Override
    public final int inputWidth() {
        return width;
    }

    @Override
    public final int outputWidth() {
        return width;
    }

    @Override
    public final void load(float[] parameters) {
        for (int row = 0; row < ROWS; row++) {
            for (int i = 0; i < width; i++) {
                double raw = parameters[offsets[row] + i];
                double least = row == SLOPE ? leastSlope : 0;
                values[row * stride + i] = (float) (positive[row] ? SoftplusValue.of(raw) + least : raw);
                valueSlopes[row * stride + i] = positive[row] ? SoftplusValue.slope(raw) : 1;
            }
        }
    }

    @Override
    public final StageRun run() {
        return new Run();
    }

    private final class Run implements StageRun {
        private Sequence input = Sequence.zeros(0, width);
        private Sequence output = Sequence.zeros(0, width);
        private final float[] valueGradient = new float[ROWS * stride];

        @Override
        public Sequence forward(Sequence given) {
            input = given;
            if (output.bins() != given.bins()) {
                output = Sequence.zeros(given.bins(), width);
            }
            for (int bin = 0; bin < given.bins(); bin++) {
                respond(values, input.values(), input.at(bin), output.values(), output.at(bin));
            }
            Lanes.clearPadding(output, width);
            return output;
        }

        @Override
        public Sequence backward(Sequence outputGradient, float[] gradient, boolean toInput) {
            Arrays.fill(valueGradient, 0);
            for (int bin = 0; bin < outputGradient.bins(); bin++) {
                goBack(
                        values,
                        input.values(),
                        input.at(bin),
                        outputGradient.values(),
                        outputGradient.at(bin),
                        valueGradient);
            }
            write(valueGradient, gradient);
            return outputGradient;
        }
    }
}
