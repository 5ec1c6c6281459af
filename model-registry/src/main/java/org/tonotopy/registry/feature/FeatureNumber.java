package org.tonotopy.registry.feature;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The numbers that sum a feature up. */
public enum FeatureNumber {
    /** Where the feature is strongest. */
    BEST_FREQUENCY_HZ("Hz", "Centre frequency of the band with the most energy."),
    /** How wide it is. */
    BANDWIDTH_OCTAVES("octaves", "Width at half height of the energy over frequency, around the best frequency."),
    /** When it is strongest. */
    LATENCY_MS("ms", "Time before the response at which the best frequency has the most energy."),
    /** Whether it is a product of frequency and time. */
    SEPARABILITY("1", "Share of the energy that one product of a frequency profile and a time course explains."),
    /** Whether sound drives or holds down. */
    ON_OFF_BALANCE("1", "Sum of the values over the sum of their magnitudes: 1 is all ON, -1 all OFF."),
    /** Memory. */
    HORIZON_50_MS("ms", "Lag within which half of the energy lies."),
    /** Memory. */
    HORIZON_90_MS("ms", "Lag within which 90 % of the energy lies."),
    /** Memory. */
    HORIZON_95_MS("ms", "Lag within which 95 % of the energy lies."),
    /** What the dream reached. */
    RESPONSE_REACHED("response", "Response to the dream, in the unit of the model's output."),
    /** Beside what real sounds reach. */
    RESPONSE_RATIO("1", "Response to the dream over the strongest response to a training stimulus."),
    /** Whether restarts found the same. */
    RESTART_AGREEMENT("1", "Mean correlation between the dreams of the restarts."),
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
