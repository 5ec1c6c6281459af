package org.tonotopy.encoding.fitting;

/** What a fit by gradient descent minimises, averaged over the recorded (bin, neuron) entries of a batch. */
public enum LossFunction {
    /** {@code (r - y)^2} for prediction {@code r} and target {@code y}. */
    MEAN_SQUARED_ERROR {
        @Override
        double slope(double prediction, double target) {
            return 2 * (prediction - target);
        }
    },

    /**
     * The negative log-likelihood of a Poisson count, up to a constant of the target:
     * {@code r - y log(max(r, eps) + eps)} with {@code eps = 1e-8}.
     */
    POISSON {
        @Override
        double slope(double prediction, double target) {
            // Below the floor the logarithm is constant.
            return prediction > RATE_FLOOR ? 1 - target / (prediction + RATE_FLOOR) : 1;
        }
    };

    static final double RATE_FLOOR = 1e-8;

    /** The derivative of the loss of one entry with respect to the prediction. */
    abstract double slope(double prediction, double target);
}
