package org.tonotopy.api.dataset;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tonotopy.api.problem.FieldProblems;
import org.tonotopy.registry.dataset.FrontEndSettings;
import org.tonotopy.registry.dataset.FrontEndSettings.CompressionKind;
import org.tonotopy.registry.dataset.FrontEndSettings.Scale;
import org.tonotopy.registry.dataset.RecordingFormat;

/** Checks a requested front end and fills in what it leaves out. */
final class FrontEndCheck {
    static final String STANDARD = "standard";
    static final String NS1 = "ns1";
    static final String NS1_PUBLISHED = "ns1_published";

    static final int MOST_BANDS = 512;
    static final int LOWEST_HZ = 1;
    static final int HIGHEST_HZ = 500_000;
    static final double SHORTEST_WINDOW_MS = 0.1;
    static final int LONGEST_WINDOW_MS = 200;
    static final int LOWEST_FLOOR_DB = -400;
    static final int HIGHEST_FLOOR_DB = 100;
    static final double LEAST_EXPONENT = 0.01;
    static final int LARGEST_EXPONENT = 1;

    private static final String FIELD = "recording.front_end";

    private final FieldProblems problems;

    FrontEndCheck(FieldProblems problems) {
        this.problems = problems;
    }

    /**
     * Checks what was sent.
     *
     * @param format of the recording, which has its own defaults
     */
    FrontEndSettings check(@Nullable FrontEndRequest sent, RecordingFormat format) {
        FrontEndSettings defaults = FrontEndSettings.defaultOf(format);
        if (sent == null) {
            return defaults;
        }
        if (sent.preset() != null) {
            return preset(sent.preset(), sent.hasSettings());
        }
        FrontEndSettings settings = new FrontEndSettings(
                choice("scale", sent.scale(), Scale.values(), defaults.scale()),
                (int) number("bands", sent.bands(), defaults.bands(), 1, MOST_BANDS),
                number("lowest_hz", sent.lowestHz(), defaults.lowestHz(), LOWEST_HZ, HIGHEST_HZ),
                number("highest_hz", sent.highestHz(), defaults.highestHz(), LOWEST_HZ, HIGHEST_HZ),
                number("window_ms", sent.windowMs(), defaults.windowMs(), SHORTEST_WINDOW_MS, LONGEST_WINDOW_MS),
                choice("compression", sent.compression(), CompressionKind.values(), defaults.compression()),
                number("floor_db", sent.floorDb(), defaults.floorDb(), LOWEST_FLOOR_DB, HIGHEST_FLOOR_DB),
                number("exponent", sent.exponent(), defaults.exponent(), LEAST_EXPONENT, LARGEST_EXPONENT),
                defaults.alignment());
        requireOrder(settings);
        requireEffect(sent, settings);
        return settings;
    }

    private FrontEndSettings preset(String name, boolean moreIsSet) {
        if (moreIsSet) {
            problems.add(
                    FIELD + ".preset",
                    "a preset stands beside other settings",
                    "Send the preset alone, or the settings without it.");
        }
        return switch (name) {
            case STANDARD -> FrontEndSettings.standard();
            case NS1 -> FrontEndSettings.ns1();
            case NS1_PUBLISHED -> FrontEndSettings.publishedNs1();
            default -> {
                problems.add(
                        FIELD + ".preset",
                        "there is no such preset",
                        "Use " + STANDARD + ", " + NS1 + " or " + NS1_PUBLISHED
                                + ", or leave it out and send settings.");
                yield FrontEndSettings.standard();
            }
        };
    }

    private void requireOrder(FrontEndSettings settings) {
        if (settings.lowestHz() >= settings.highestHz()) {
            problems.add(
                    FIELD + ".highest_hz",
                    "it is " + settings.highestHz() + ", not above lowest_hz, " + settings.lowestHz(),
                    "Send the centre of the highest band; a single band lies halfway on the scale.");
        }
    }

    /** A setting that would change nothing was meant to change something. */
    private void requireEffect(FrontEndRequest sent, FrontEndSettings settings) {
        boolean decibel = settings.compression() == CompressionKind.DECIBEL;
        if (decibel && sent.exponent() != null) {
            problems.add(
                    FIELD + ".exponent",
                    "it has no effect on decibels",
                    "Leave it out, or send \"compression\": \"power\".");
        }
        if (!decibel && sent.floorDb() != null) {
            problems.add(
                    FIELD + ".floor_db",
                    "it has no effect on a power",
                    "Leave it out, or send \"compression\": \"decibel\".");
        }
    }

    private double number(String field, @Nullable Number sent, double otherwise, double least, double most) {
        if (sent == null) {
            return otherwise;
        }
        double value = sent.doubleValue();
        if (!(value >= least && value <= most)) {
            problems.add(
                    FIELD + "." + field,
                    "it is " + sent,
                    "Send a number from " + plain(least) + " to " + plain(most) + ".");
            return otherwise;
        }
        return value;
    }

    private static String plain(double bound) {
        return bound == Math.rint(bound) ? String.valueOf((long) bound) : String.valueOf(bound);
    }

    private <E extends Enum<E>> E choice(String field, @Nullable String sent, E[] values, E otherwise) {
        if (sent == null) {
            return otherwise;
        }
        for (E value : values) {
            if (value.name().toLowerCase(Locale.ROOT).equals(sent)) {
                return value;
            }
        }
        problems.add(
                FIELD + "." + field,
                "there is no such " + field,
                "Use one of "
                        + Arrays.stream(values)
                                .map(value -> value.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))
                        + ".");
        return otherwise;
    }
}
