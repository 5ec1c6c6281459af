package org.tonotopy.encoding.feature;

/** How much may be asked for. */
public final class FeatureLimits {
    /** The longest image. */
    public static final double LONGEST_MS = 20_000;
    /** The figures' usual duration. */
    public static final double USUAL_MS = 400;

    private FeatureLimits() {}

    static void requireDuration(double durationMs) {
        if (!(durationMs > 0 && durationMs <= LONGEST_MS)) {
            throw new FeatureRefusedException(
                    "duration_ms", "duration_ms must be above 0 and at most " + LONGEST_MS + ", not " + durationMs);
        }
    }
}
