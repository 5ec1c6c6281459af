package org.tonotopy.api.page;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tonotopy.api.leaderboard.BoardGroupsResponse;
import org.tonotopy.api.leaderboard.BoardGroupsResponse.Group;
import org.tonotopy.api.leaderboard.BoardPairsResponse;
import org.tonotopy.api.leaderboard.LeaderboardResponse.Comparison;
import org.tonotopy.api.leaderboard.ShownEntry;

/** What the pages of boards of benchmarks and of suites show alike. */
final class BoardParts {
    /** More pairs are in the JSON. */
    static final int MOST_PAIRS = 25;

    /** What is said of a board until it is computed. */
    static final String UNDER_WAY = "Ranks and intervals are under way.";

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    private BoardParts() {}

    /**
     * What a board was computed over, in a sentence.
     *
     * @param none the sentence where nothing was computed yet
     */
    static String state(Optional<Comparison> comparison, String none) {
        return comparison
                .map(known -> "Ranks and intervals were computed on " + MINUTE.format(known.computedAt())
                        + " UTC over " + known.entries() + (known.entries() == 1 ? " entry" : " entries")
                        + " (set "
                        + known.entriesSha256()
                                .substring(0, Math.min(12, known.entriesSha256().length()))
                        + ")."
                        + (known.current() ? "" : " Scores have come since: newer ones are under way."))
                .orElse(none);
    }

    /** Filters that tell entries apart, and orders. */
    static List<OneBoardView.Choice> choices(BoardQuery query, List<? extends ShownEntry> entries) {
        List<OneBoardView.Choice> choices = new ArrayList<>();
        choices.add(query.choice(
                "Model",
                BoardQuery.KIND,
                entries.stream().<String>map(ShownEntry::kind).toList()));
        choices.add(query.choice(
                "Author",
                BoardQuery.AUTHOR,
                entries.stream().flatMap(entry -> entry.authors().stream()).toList()));
        choices.add(query.choice(
                "Networks",
                BoardQuery.UNITS,
                entries.stream()
                        .map(entry -> entry.units().name().toLowerCase(Locale.ROOT))
                        .toList()));
        choices.removeIf(choice -> choice.options().size() < BoardQuery.ALL_AND_TWO);
        choices.add(query.order());
        return choices;
    }

    /**
     * The entries that are shown on groups of neurons; empty where there are no groups, or no entries.
     *
     * @param shown in the order of the board
     */
    static Optional<GroupTable> groups(BoardGroupsResponse groups, List<? extends ShownEntry> shown) {
        if (groups.groups().isEmpty() || shown.isEmpty()) {
            return Optional.empty();
        }
        List<Map<String, Optional<Double>>> means = groups.groups().stream()
                .map(group -> group.entries().stream()
                        .collect(Collectors.toMap(
                                BoardGroupsResponse.Entry::specSha256, BoardGroupsResponse.Entry::mean)))
                .toList();
        return Optional.of(new GroupTable(
                groups.groups().stream().map(BoardParts::head).toList(),
                shown.stream()
                        .map(entry -> new GroupTable.Row(
                                entry.kind(),
                                entry.label(),
                                means.stream()
                                        .map(known -> PageNumbers.score(
                                                known.getOrDefault(entry.specSha256(), Optional.empty())))
                                        .toList()))
                        .toList()));
    }

    private static String head(Group group) {
        return group.criterion() + " " + group.label() + " (" + group.neurons() + ")";
    }

    /** Pairs in words. */
    static List<OneBoardView.Pair> pairs(List<BoardPairsResponse.Pair> pairs, EntryLabels labels) {
        return pairs.stream().map(pair -> pair(pair, labels)).toList();
    }

    private static OneBoardView.Pair pair(BoardPairsResponse.Pair pair, EntryLabels labels) {
        return new OneBoardView.Pair(
                labels.of(pair.first()),
                labels.of(pair.second()),
                pair.first(),
                pair.second(),
                PageNumbers.score(pair.difference()) + " "
                        + PageNumbers.interval(pair.differenceLow(), pair.differenceHigh()),
                PageNumbers.probability(pair.correctedPValue()),
                String.format(Locale.ROOT, "%.2f", pair.effectSize()),
                String.valueOf(pair.neurons()),
                pair.significant() ? "differ" : "no difference shown");
    }
}
