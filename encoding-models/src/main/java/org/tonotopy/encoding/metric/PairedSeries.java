package org.tonotopy.encoding.metric;

import java.util.Optional;

/** A prediction and a response over the same recorded bins, and the sums that metrics are made of. */
final class PairedSeries {

    /** Keeps the logarithm of the Poisson loss finite. */
    private static final double POISSON_FLOOR = 1e-8;

    private final double[] prediction;
    private final double[] response;

    PairedSeries(double[] prediction, double[] response) {
        this.prediction = prediction;
        this.response = response;
    }

    int bins() {
        return response.length;
    }

    /** Why no metric can be computed at all, if none can. */
    Optional<UndefinedReason> unusable() {
        if (response.length == 0) {
            return Optional.of(UndefinedReason.NOT_RECORDED);
        }
        for (double value : prediction) {
            if (!Double.isFinite(value)) {
                return Optional.of(UndefinedReason.PREDICTION_NOT_FINITE);
            }
        }
        return Optional.empty();
    }

    /** Why the response has no variance, if it has none. */
    Optional<UndefinedReason> responseWithoutVariance() {
        if (response.length < 2) {
            return Optional.of(UndefinedReason.TOO_FEW_BINS);
        }
        return Rounding.isConstant(response) ? Optional.of(UndefinedReason.CONSTANT_RESPONSE) : Optional.empty();
    }

    /** Why there is no correlation, if there is none. */
    Optional<UndefinedReason> uncorrelatable() {
        return responseWithoutVariance()
                .or(() -> Rounding.isConstant(prediction)
                        ? Optional.of(UndefinedReason.CONSTANT_PREDICTION)
                        : Optional.empty());
    }

    double correlation() {
        return covariance() / Math.sqrt(predictionVariance() * responseVariance());
    }

    double covariance() {
        return covariance(prediction, response);
    }

    double predictionVariance() {
        return covariance(prediction, prediction);
    }

    double responseVariance() {
        return covariance(response, response);
    }

    double meanSquaredError() {
        double sum = 0;
        for (int t = 0; t < response.length; t++) {
            sum += (prediction[t] - response[t]) * (prediction[t] - response[t]);
        }
        return sum / response.length;
    }

    double poissonLoss() {
        double sum = 0;
        for (int t = 0; t < response.length; t++) {
            sum += prediction[t] - response[t] * Math.log(Math.max(prediction[t], POISSON_FLOOR) + POISSON_FLOOR);
        }
        return sum / response.length;
    }

    private static double covariance(double[] left, double[] right) {
        double leftMean = mean(left);
        double rightMean = mean(right);
        double sum = 0;
        for (int t = 0; t < left.length; t++) {
            sum += (left[t] - leftMean) * (right[t] - rightMean);
        }
        return sum / (left.length - 1);
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
