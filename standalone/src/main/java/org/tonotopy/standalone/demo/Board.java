package org.tonotopy.standalone.demo;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A leaderboard as a table for a terminal. */
public final class Board {
    private static final String UNDEFINED = "-";

    private final JsonNode entries;

    /** @param leaderboard the API's answer */
    Board(JsonNode leaderboard) {
        this.entries = leaderboard.path("entries");
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    List<String> lines() {
        TextTable table = new TextTable(List.of(
                "model", "CCnorm mean", "median", "CC mean", "median", "neurons", "parameters", "fit time", "seeds"));
        for (JsonNode entry : entries) {
            JsonNode normalised = metric(entry, "cc_norm");
            JsonNode plain = metric(entry, "cc");
            table.row(List.of(
                    entry.path("kind").asString(UNDEFINED),
                    number(normalised.path("mean")),
                    number(normalised.path("median")),
                    number(plain.path("mean")),
                    number(plain.path("median")),
                    neurons(normalised),
                    String.format(
                            Locale.ROOT, "%,d", entry.path("parameter_count").asLong(0)),
                    String.format(
                            Locale.ROOT, "%.1f s", entry.path("fit_seconds").asDouble(0)),
                    entry.path("seeds")
                            .valueStream()
                            .map(seed -> seed.asString())
                            .collect(Collectors.joining(" "))));
        }
        return table.lines();
    }

    /** A metric of a board's entry; a missing node where it has none of this name. */
    public static JsonNode metric(JsonNode entry, String name) {
        return entry.path("metrics")
                .valueStream()
                .filter(metric -> metric.path("metric").asString("").equals(name))
                .findFirst()
                .orElse(entry.path("no such metric"));
    }

    private static String neurons(JsonNode metric) {
        int counted = metric.path("counted").asInt(0);
        return counted + " of " + (counted + metric.path("left_out").asInt(0));
    }

    private static String number(JsonNode value) {
        return value.isNumber() ? String.format(Locale.ROOT, "%.4f", value.asDouble()) : UNDEFINED;
    }
}
