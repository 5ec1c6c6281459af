package org.tonotopy.encoding.feature.dream;

/** The force with which {@link DreamPenalties} pull an image back: their slope by each of its values. */
final class Pull {
    /** Below this distance an absolute value is rounded off, so that it has a slope at zero. */
    private static final double ROUNDING = 0.01;

    private final int width;
    private final float normWhole;
    private final float acrossBinsWhole;
    private final float acrossBandsWhole;
    private final float sparsity;
    private final float variationAcrossBins;
    private final float variationAcrossBands;

    /**
     * @param width values per bin
     * @param responseRange how far the responses to real sounds lie apart, which the weights are relative to
     */
    Pull(DreamPenalties penalties, int width, double dtMs, double responseRange) {
        double ofValue = responseRange * dtMs / (DreamPenalties.UNIT_MS * width);
        double ofPair = responseRange * dtMs / (DreamPenalties.UNIT_MS * Math.max(1, width - 1));
        this.width = width;
        this.normWhole = (float) (2 * penalties.norm() * ofValue);
        this.acrossBinsWhole = (float) (2 * penalties.smoothness() * ofValue);
        this.acrossBandsWhole = (float) (2 * penalties.smoothness() * ofPair);
        this.sparsity = (float) (penalties.sparsity() * ofValue);
        this.variationAcrossBins = (float) (penalties.totalVariation() * ofValue);
        this.variationAcrossBands = (float) (penalties.totalVariation() * ofPair);
    }

    /**
     * Takes the slopes of the penalties from those of the response.
     *
     * @param distance from the base, {@code [bin][band]}
     * @param slopes changed in place
     * @param share of the penalties that counts
     */
    void subtractFrom(float[] distance, float[] slopes, float share) {
        float norm = share * normWhole;
        float acrossBins = share * acrossBinsWhole;
        float acrossBands = share * acrossBandsWhole;
        for (int i = 0; i < distance.length; i++) {
            slopes[i] -= norm * distance[i];
        }
        for (int i = width; i < distance.length; i++) {
            slopes[i] -= acrossBins * (distance[i] - distance[i - width]);
        }
        for (int i = 0; i < distance.length - width; i++) {
            slopes[i] += acrossBins * (distance[i + width] - distance[i]);
        }
        for (int row = 0; row < distance.length; row += width) {
            for (int i = row + 1; i < row + width; i++) {
                slopes[i] -= acrossBands * (distance[i] - distance[i - 1]);
            }
            for (int i = row; i < row + width - 1; i++) {
                slopes[i] += acrossBands * (distance[i + 1] - distance[i]);
            }
        }
        if (sparsity > 0) {
            for (int i = 0; i < distance.length; i++) {
                slopes[i] -= share * sparsity * sign(distance[i]);
            }
        }
        if (variationAcrossBins > 0) {
            subtractVariation(distance, slopes, share);
        }
    }

    private void subtractVariation(float[] distance, float[] slopes, float share) {
        for (int i = width; i < distance.length; i++) {
            float pull = share * variationAcrossBins * sign(distance[i] - distance[i - width]);
            slopes[i] -= pull;
            slopes[i - width] += pull;
        }
        for (int i = 1; i < distance.length; i++) {
            if (i % width != 0) {
                float pull = share * variationAcrossBands * sign(distance[i] - distance[i - 1]);
                slopes[i] -= pull;
                slopes[i - 1] += pull;
            }
        }
    }

    private static float sign(float value) {
        return (float) (value / Math.sqrt(value * value + ROUNDING * ROUNDING));
    }
}
