package org.tonotopy.standalone.study;

import java.util.List;
import java.util.Optional;
import org.tonotopy.standalone.demo.Board;
import tools.jackson.databind.JsonNode;

/**
 * The board of a benchmark, once its comparison is current.
 *
 * @param benchmark its reference
 * @param metric that ranks
 * @param citation of the board
 * @param entries best first
 * @param pairs each pair once
 * @param groups of neurons
 * @param failures fits that failed, in a sentence each
 */
record StudyBoard(
        String benchmark,
        String metric,
        String citation,
        List<Entry> entries,
        List<Pair> pairs,
        List<Group> groups,
        List<String> failures) {
    /** Copies the lists. */
    StudyBoard {
        entries = List.copyOf(entries);
        pairs = List.copyOf(pairs);
        groups = List.copyOf(groups);
        failures = List.copyOf(failures);
    }

    /**
     * An entry.
     *
     * @param spec hash that names it
     * @param kind of model
     * @param label kind, and what it is beside one network for all neurons
     * @param rank among the entries; empty where it was not compared
     * @param tied whether others share it
     * @param mean over neurons of the ranking metric
     * @param low lower end of its interval
     * @param high upper end
     * @param median over neurons
     * @param plain mean over neurons of the correlation that is not normalised
     * @param deviation of the mean over seeds
     * @param seeds how many
     * @param neurons that count
     * @param parameters that were fitted
     * @param fitSeconds mean time of a fit
     */
    record Entry(
            String spec,
            String kind,
            String label,
            Optional<Integer> rank,
            boolean tied,
            Optional<Double> mean,
            Optional<Double> low,
            Optional<Double> high,
            Optional<Double> median,
            Optional<Double> plain,
            Optional<Double> deviation,
            int seeds,
            int neurons,
            Optional<Double> parameters,
            Optional<Double> fitSeconds) {}

    /**
     * Two entries on the neurons that count for both.
     *
     * @param first spec of one
     * @param second spec of the other
     * @param neurons how many
     * @param difference mean of first minus second
     * @param low lower end of its interval
     * @param high upper end
     * @param effect rank-biserial correlation
     * @param p corrected for all pairs
     * @param significant below 0.05
     */
    record Pair(
            String first,
            String second,
            int neurons,
            Optional<Double> difference,
            Optional<Double> low,
            Optional<Double> high,
            double effect,
            double p,
            boolean significant) {
        /** The same the other way round. */
        Pair reversed() {
            return new Pair(
                    second,
                    first,
                    neurons,
                    difference.map(value -> -value),
                    high.map(value -> -value),
                    low.map(value -> -value),
                    -effect,
                    p,
                    significant);
        }
    }

    /**
     * A group of neurons.
     *
     * @param criterion what its neurons have in common
     * @param label which of them
     * @param neurons how many
     * @param means of the entries
     */
    record Group(String criterion, String label, int neurons, List<GroupMean> means) {
        /** Copies the list. */
        Group {
            means = List.copyOf(means);
        }

        Optional<Double> mean(String spec) {
            return means.stream()
                    .filter(mean -> mean.spec().equals(spec))
                    .findFirst()
                    .flatMap(GroupMean::mean);
        }
    }

    /** An entry's mean over a group. */
    record GroupMean(String spec, Optional<Double> mean) {}

    /**
     * Reads the answers of the API.
     *
     * @param board of {@code .../leaderboard}
     * @param pairs of {@code .../leaderboard/pairs}
     * @param groups of {@code .../leaderboard/groups}
     */
    static StudyBoard of(JsonNode board, JsonNode pairs, JsonNode groups, List<String> failures) {
        String metric = board.path("ranking_metric").asString("");
        return new StudyBoard(
                board.path("benchmark").asString(""),
                metric,
                board.path("citation").asString(""),
                board.path("entries")
                        .valueStream()
                        .map(entry -> entry(entry, metric))
                        .toList(),
                pairs.path("pairs").valueStream().map(StudyBoard::pair).toList(),
                groups.path("groups").valueStream().map(StudyBoard::group).toList(),
                failures);
    }

    private static Entry entry(JsonNode entry, String metric) {
        JsonNode ranking = Board.metric(entry, metric);
        JsonNode interval = ranking.path("interval");
        String kind = entry.path("kind").asString("");
        String label = entry.path("label").asString("");
        return new Entry(
                entry.path("spec_sha256").asString(""),
                kind,
                label.isEmpty() ? kind : kind + ", " + label,
                number(entry.path("rank")).map(Double::intValue),
                entry.path("tied").asBoolean(false),
                number(interval.path("mean")).or(() -> number(ranking.path("mean"))),
                number(interval.path("mean_low")),
                number(interval.path("mean_high")),
                number(interval.path("median")).or(() -> number(ranking.path("median"))),
                number(Board.metric(entry, "cc").path("mean")),
                number(ranking.path("mean_deviation")),
                Math.max(1, entry.path("seeds").size()),
                ranking.path("counted").asInt(0),
                number(entry.path("parameter_count")),
                number(entry.path("fit_seconds")));
    }

    private static Pair pair(JsonNode pair) {
        return new Pair(
                pair.path("first").asString(""),
                pair.path("second").asString(""),
                pair.path("neurons").asInt(0),
                number(pair.path("difference")),
                number(pair.path("difference_low")),
                number(pair.path("difference_high")),
                pair.path("effect_size").asDouble(Double.NaN),
                pair.path("corrected_p_value").asDouble(Double.NaN),
                pair.path("significant").asBoolean(false));
    }

    private static Group group(JsonNode group) {
        return new Group(
                group.path("criterion").asString(""),
                group.path("label").asString(""),
                group.path("neurons").asInt(0),
                group.path("entries")
                        .valueStream()
                        .map(entry -> new GroupMean(entry.path("spec_sha256").asString(""), number(entry.path("mean"))))
                        .toList());
    }

    private static Optional<Double> number(JsonNode value) {
        return value.isNumber() ? Optional.of(value.doubleValue()) : Optional.empty();
    }
}
