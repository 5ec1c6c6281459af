package org.tonotopy.encoding.feature;

/** How alike two images are. */
public final class ImageCorrelation {
    private ImageCorrelation() {}

    /** Pearson correlation over all values; undefined where one is constant or they differ in size. */
    public static FeatureValue between(FeatureImage first, FeatureImage second) {
        float[] x = first.values();
        float[] y = second.values();
        if (x.length != y.length || first.axes().width() != second.axes().width()) {
            return FeatureValue.undefined(UndefinedFeature.DIFFERENT_SHAPES);
        }
        double meanX = mean(x);
        double meanY = mean(y);
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < x.length; i++) {
            xx += (x[i] - meanX) * (x[i] - meanX);
            yy += (y[i] - meanY) * (y[i] - meanY);
            xy += (x[i] - meanX) * (y[i] - meanY);
        }
        if (!Double.isFinite(xy)) {
            return FeatureValue.undefined(UndefinedFeature.NOT_FINITE);
        }
        return xx > 0 && yy > 0
                ? FeatureValue.of(xy / Math.sqrt(xx * yy))
                : FeatureValue.undefined(UndefinedFeature.NO_ENERGY);
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
