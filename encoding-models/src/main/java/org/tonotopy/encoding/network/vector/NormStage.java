package org.tonotopy.encoding.network.vector;

import java.util.Arrays;

/** Layer normalisation over all values of one bin, with a learned scale and shift. */
final class NormStage implements Stage {
    private static final double EPSILON = 1e-5;

    private final int width;
    private final int scaleAt;
    private final int shiftAt;
    private final float[] scale;
    private final float[] shift;

    NormStage(int width, int scaleAt, int shiftAt) {
        this.width = width;
        this.scaleAt = scaleAt;
        this.shiftAt = shiftAt;
        this.scale = new float[width];
        this.shift = new float[width];
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
        System.arraycopy(parameters, scaleAt, scale, 0, width);
        System.arraycopy(parameters, shiftAt, shift, 0, width);
    }

    @Override
    public StageRun run() {
        return new Run();
    }

    private final class Run implements StageRun {
        private Sequence normalised = Sequence.zeros(0, width);
        private Sequence output = Sequence.zeros(0, width);
        private Sequence inputGradient = Sequence.zeros(0, width);
        private float[] inverseDeviation = new float[0];
        private final double[] scaleGradient = new double[width];
        private final double[] shiftGradient = new double[width];

        @Override
        public Sequence forward(Sequence input) {
            int bins = input.bins();
            if (output.bins() != bins) {
                normalised = Sequence.zeros(bins, width);
                output = Sequence.zeros(bins, width);
                inputGradient = Sequence.zeros(bins, width);
                inverseDeviation = new float[bins];
            }
            for (int bin = 0; bin < bins; bin++) {
                inverseDeviation[bin] =
                        normalise(input.values(), input.at(bin), normalised.values(), normalised.at(bin));
                int at = output.at(bin);
                for (int i = 0; i < width; i++) {
                    output.values()[at + i] = normalised.values()[at + i] * scale[i] + shift[i];
                }
            }
            return output;
        }

        private float normalise(float[] x, int from, float[] y, int to) {
            double sum = 0;
            for (int i = 0; i < width; i++) {
                sum += x[from + i];
            }
            double mean = sum / width;
            double squares = 0;
            for (int i = 0; i < width; i++) {
                double centred = x[from + i] - mean;
                squares += centred * centred;
            }
            double inverse = 1 / Math.sqrt(squares / width + EPSILON);
            for (int i = 0; i < width; i++) {
                y[to + i] = (float) ((x[from + i] - mean) * inverse);
            }
            return (float) inverse;
        }

        @Override
        public Sequence backward(Sequence outputGradient, float[] gradient, boolean toInput) {
            Arrays.fill(scaleGradient, 0);
            Arrays.fill(shiftGradient, 0);
            for (int bin = 0; bin < outputGradient.bins(); bin++) {
                goBack(bin, outputGradient.values(), outputGradient.at(bin));
            }
            for (int i = 0; i < width; i++) {
                gradient[scaleAt + i] = (float) scaleGradient[i];
                gradient[shiftAt + i] = (float) shiftGradient[i];
            }
            return inputGradient;
        }

        private void goBack(int bin, float[] slopes, int from) {
            float[] values = normalised.values();
            int at = normalised.at(bin);
            double sum = 0;
            double projection = 0;
            for (int i = 0; i < width; i++) {
                scaleGradient[i] += (double) slopes[from + i] * values[at + i];
                shiftGradient[i] += slopes[from + i];
                double slope = (double) slopes[from + i] * scale[i];
                sum += slope;
                projection += slope * values[at + i];
            }
            double mean = sum / width;
            double share = projection / width;
            for (int i = 0; i < width; i++) {
                double slope = (double) slopes[from + i] * scale[i];
                inputGradient.values()[at + i] =
                        (float) ((slope - mean - values[at + i] * share) * inverseDeviation[bin]);
            }
        }
    }
}
