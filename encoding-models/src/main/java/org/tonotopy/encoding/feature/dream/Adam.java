package org.tonotopy.encoding.feature.dream;

/**
 * Adam on an image, upwards (Kingma &amp; Ba 2015 arXiv:1412.6980), with epsilon added to the corrected root, as PyTorch
 * has it. Under a bound on the norm all values share one second moment: with one each, every value would move as far as the
 * others and the image would turn to the signs of the gradient instead of its direction.
 */
final class Adam {
    private static final double FIRST_DECAY = 0.9;
    private static final double SECOND_DECAY = 0.999;
    private static final float EPSILON = 1e-8f;

    private final double learningRate;
    private final boolean shared;
    private final float[] mean;
    private final float[] square;
    private double sharedSquare;

    Adam(int values, double learningRate, boolean shared) {
        this.learningRate = learningRate;
        this.shared = shared;
        this.mean = new float[values];
        this.square = new float[shared ? 0 : values];
    }

    /**
     * One step.
     *
     * @param count of this step, from 1
     * @param image changed in place
     */
    void climb(int count, float[] slopes, float[] image) {
        float stepSize = (float) (learningRate / (1 - Math.pow(FIRST_DECAY, count)));
        double correction = 1 - Math.pow(SECOND_DECAY, count);
        if (shared) {
            climbTogether(stepSize, correction, slopes, image);
        } else {
            climbApart(stepSize, (float) (1 / Math.sqrt(correction)), slopes, image);
        }
    }

    private void climbApart(float stepSize, float inverseRoot, float[] slopes, float[] image) {
        for (int i = 0; i < image.length; i++) {
            float slope = slopes[i];
            float first = (float) FIRST_DECAY * mean[i] + (float) (1 - FIRST_DECAY) * slope;
            float second = (float) SECOND_DECAY * square[i] + (float) (1 - SECOND_DECAY) * slope * slope;
            mean[i] = first;
            square[i] = second;
            image[i] += stepSize * first / ((float) Math.sqrt(second) * inverseRoot + EPSILON);
        }
    }

    private void climbTogether(float stepSize, double correction, float[] slopes, float[] image) {
        double sum = 0;
        for (float slope : slopes) {
            sum += (double) slope * slope;
        }
        sharedSquare = SECOND_DECAY * sharedSquare + (1 - SECOND_DECAY) * sum / slopes.length;
        float size = stepSize / (float) (Math.sqrt(sharedSquare / correction) + EPSILON);
        for (int i = 0; i < image.length; i++) {
            mean[i] = (float) FIRST_DECAY * mean[i] + (float) (1 - FIRST_DECAY) * slopes[i];
            image[i] += size * mean[i];
        }
    }
}
