package org.tonotopy.encoding.feature;

/**
 * Values over frequency and the time before a response, time-major; its last bin is the bin of the response.
 *
 * @param axes what rows and columns are
 * @param values {@code [bin][channel][band]}, oldest bin first; not copied
 */
public record FeatureImage(ImageAxes axes, float[] values) {
    /** Checks the length. */
    public FeatureImage {
        if (values.length == 0 || values.length % axes.width() != 0) {
            throw new IllegalArgumentException(
                    values.length + " values do not make bins of " + axes.width() + " values each");
        }
    }

    /** Number of time bins. */
    public int bins() {
        return values.length / axes.width();
    }

    /**
     * One value.
     *
     * @param channel which channel
     * @param band which band
     * @param lag bins before the response, 0 its own
     */
    public float at(int channel, int band, int lag) {
        return values[(bins() - 1 - lag) * axes.width() + channel * axes.bands() + band];
    }

    /** This image minus another of the same size. */
    public FeatureImage minus(FeatureImage other) {
        if (other.values.length != values.length) {
            throw new IllegalArgumentException("the images differ in size");
        }
        float[] difference = new float[values.length];
        for (int i = 0; i < difference.length; i++) {
            difference[i] = values[i] - other.values[i];
        }
        return new FeatureImage(axes, difference);
    }
}
