package org.tonotopy.registry.feature;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The numbers that sum a feature up. */
public enum FeatureNumber {
    /** Where the feature is strongest. */
    BEST_FREQUENCY_HZ("Hz", "Centre frequency of the band of the highest value."),
    /** How wide it is. */
    BANDWIDTH_OCTAVES("octaves", "Full width at half the height of the peak, over the bands at its time."),
    /** When it is strongest. */
    LATENCY_MS("ms", "Time of the highest value before the response; 0 is the response's own bin."),
    /** Whether it is a product of frequency and time. */
    SEPARABILITY("1", "Share of the energy in one product of a frequency profile and a time course; 1 is separable."),
    /** Whether sound drives or holds down. */
    ON_OFF_BALANCE("1", "From 1, answers the start of sound in the best band, to -1, answers its end."),
    /** Memory. */
    HORIZON_50_MS("ms", "Length of the past within which half of the energy lies."),
    /** Memory. */
    HORIZON_90_MS("ms", "Length of the past within which 90 % of the energy lie."),
    /** Memory. */
    HORIZON_95_MS("ms", "Length of the past within which 95 % of the energy lie."),
    /** Whether the memory is longer than what was looked at. */
    OLDEST_TENTH(
            "1",
            "Share of the energy in the oldest tenth; above 0.01 the duration cuts the memory off and the horizons are too"
                    + " short."),
    /** What the dream reached. */
    RESPONSE_REACHED("response", "Response to the dream, in the unit of the model's output."),
    /** Beside what real sounds reach. */
    RESPONSE_RATIO("1", "Response to the dream over the strongest response to a training stimulus."),
    /** Whether restarts found the same. */
    RESTART_AGREEMENT("1", "Mean correlation between the dreams of the restarts that rose."),
    /** Contrasts alone. */
    CORRELATION("1", "Correlation between the two dreams of a contrast.");

    private final String unit;
    private final String meaning;

    FeatureNumber(String unit, String meaning) {
        this.unit = unit;
        this.meaning = meaning;
    }

    /** Its name in JSON and tables. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Its unit; 1 where it has none. */
    public String unit() {
        return unit;
    }

    /** What it says, in a sentence. */
    public String meaning() {
        return meaning;
    }

    /** The number of this name. */
    public static Optional<FeatureNumber> ofKey(String key) {
        return Arrays.stream(values())
                .filter(number -> number.key().equals(key))
                .findFirst();
    }
}
