package org.tonotopy.encoding.network.vector;

/**
 * Units that leak through a finite kernel: {@code u_t = sum_{k < K} g (1 - g)^k x_{t-k}} with {@code g = 1 / (1 + d^2)} of
 * each unit; bins before the first have the first one's value.
 */
final class FiniteLeakStage implements Stage {
    private final int width;
    private final int stride;
    private final int lags;
    private final int leakAt;
    private final float[] taps;
    /** Derivatives of the taps by the unit's parameter. */
    private final double[] tapSlopes;

    FiniteLeakStage(int width, int lags, int leakAt) {
        this.width = width;
        this.stride = Lanes.padded(width);
        this.lags = lags;
        this.leakAt = leakAt;
        this.taps = new float[lags * stride];
        this.tapSlopes = new double[lags * stride];
    }

    @Override
    public int inputWidth() {
        return width;
    }

    @Override
    public int outputWidth() {
        return width;
    }

    @Override
    public void load(float[] parameters) {
        for (int i = 0; i < width; i++) {
            double d = parameters[leakAt + i];
            double g = 1 / (1 + d * d);
            double gainSlope = -2 * d * g * g;
            for (int lag = 0; lag < lags; lag++) {
                double decay = Math.pow(1 - g, lag);
                double decaySlope = lag == 0 ? 0 : -lag * Math.pow(1 - g, lag - 1);
                taps[lag * stride + i] = (float) (g * decay);
                tapSlopes[lag * stride + i] = (decay + g * decaySlope) * gainSlope;
            }
        }
    }

    @Override
    public StageRun run() {
        return new Run();
    }

    private final class Run implements StageRun {
        private final DepthwiseFilter filter = DepthwiseFilter.holdingTheFirstBin(lags, width);
        private final float[] tapsGradient = new float[lags * stride];
        private Sequence output = Sequence.zeros(0, width);

        @Override
        public Sequence forward(Sequence input) {
            if (output.bins() != input.bins()) {
                output = Sequence.zeros(input.bins(), width);
            }
            filter.take(input);
            filter.filter(taps, output.values());
            return output;
        }

        @Override
        public Sequence backward(Sequence outputGradient, float[] gradient, boolean toInput) {
            filter.tapsGradient(outputGradient.values(), tapsGradient);
            for (int i = 0; i < width; i++) {
                double sum = 0;
                for (int lag = 0; lag < lags; lag++) {
                    sum += tapsGradient[lag * stride + i] * tapSlopes[lag * stride + i];
                }
                gradient[leakAt + i] = (float) sum;
            }
            filter.clearInputGradient();
            filter.addInputGradient(taps, outputGradient.values());
            return filter.inputGradient();
        }
    }
}
