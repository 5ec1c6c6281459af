package org.tonotopy.encoding.network.vector;

/** A function of each value by itself, without parameters. */
abstract class PointwiseStage implements Stage {
    private final int width;

    PointwiseStage(int width) {
        this.width = width;
    }

    /** Computes {@code y} from {@code x}, both {@code length} values from 0 on. */
    abstract void values(int length, float[] x, float[] y);

    /** Multiplies slopes by the function's own at {@code x}, where it is {@code y}. */
    abstract void slopes(int length, float[] x, float[] y, float[] slopes);

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
        // It has none.
    }

    @Override
    public final StageRun run() {
        return new Run();
    }

    private final class Run implements StageRun {
        private Sequence input = Sequence.zeros(0, width);
        private Sequence output = Sequence.zeros(0, width);

        @Override
        public Sequence forward(Sequence given) {
            input = given;
            if (output.bins() != given.bins()) {
                output = Sequence.zeros(given.bins(), width);
            }
            values(output.values().length, input.values(), output.values());
            return output;
        }

        @Override
        public Sequence backward(Sequence outputGradient, float[] gradient, boolean toInput) {
            slopes(output.values().length, input.values(), output.values(), outputGradient.values());
            return outputGradient;
        }
    }
}
