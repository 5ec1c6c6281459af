package org.tonotopy.api.leaderboard;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tonotopy.api.problem.FieldProblem;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.api.problem.WholeRange;
import org.tonotopy.registry.job.Units;
import org.tonotopy.registry.model.FittedSpec;

/**
 * Which entries of a board are shown, and in which order. Ranks and fronts are those of the whole board: a filter hides entries and
 * changes nothing else.
 *
 * @param kind of the model
 * @param author who asked for at least one of the fits
 * @param units what one network predicts
 * @param minSeeds fewest seeds
 * @param search words that all stand in kind, label, settings, models or authors, in capitals or not
 * @param sort what comes first
 */
public record BoardFilter(
        Optional<String> kind,
        Optional<String> author,
        Optional<Units> units,
        Optional<Integer> minSeeds,
        Optional<String> search,
        BoardOrder sort) {
    /** Shows everything, best mean first. */
    public static final BoardFilter NONE = new BoardFilter(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), BoardOrder.MEAN);

    /**
     * A filter as a query string has it.
     *
     * @throws ProblemException where {@code kind}, {@code units} or {@code sort} is no word that is known, or {@code min_seeds} is negative
     */
    public static BoardFilter of(
            Optional<String> kind,
            Optional<String> author,
            Optional<String> units,
            Optional<Integer> minSeeds,
            Optional<String> search,
            Optional<String> sort) {
        kind.ifPresent(word -> known("kind", word, FittedSpec.kinds()));
        minSeeds.ifPresent(least -> WholeRange.require("min_seeds", least, 0, Integer.MAX_VALUE));
        return new BoardFilter(
                kind,
                author,
                units.map(word -> word("units", word, Units.values())),
                minSeeds,
                search,
                sort.map(word -> word("sort", word, BoardOrder.values())).orElse(BoardOrder.MEAN));
    }

    private static <E extends Enum<E>> E word(String parameter, String word, E[] known) {
        List<String> words = Stream.of(known).map(BoardFilter::word).toList();
        known(parameter, word, words);
        return known[words.indexOf(word)];
    }

    private static void known(String parameter, String word, List<String> words) {
        if (!words.contains(word)) {
            throw new ProblemException(
                    ProblemType.INVALID_PARAMETER,
                    new FieldProblem(
                            parameter, "it cannot be " + word, "Write one of " + String.join(", ", words) + "."));
        }
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /**
     * The entries that it shows, in its order.
     *
     * @param metric that ranks
     */
    public <E extends ShownEntry> List<E> of(List<E> entries, String metric) {
        Comparator<ShownEntry> order = sort.comparator(metric);
        return entries.stream().filter(this::shows).sorted(order).toList();
    }

    private boolean shows(ShownEntry entry) {
        return kind.filter(wanted -> !entry.kind().equals(wanted)).isEmpty()
                && author.filter(wanted -> !entry.authors().contains(wanted)).isEmpty()
                && units.filter(wanted -> entry.units() != wanted).isEmpty()
                && minSeeds.filter(wanted -> entry.fewestSeeds() < wanted).isEmpty()
                && search.filter(wanted -> !isFound(entry, wanted)).isEmpty();
    }

    private static boolean isFound(ShownEntry entry, String words) {
        String text = Stream.of(
                        Stream.of(
                                entry.kind(),
                                entry.label(),
                                entry.model().values().toString(),
                                entry.training().values().toString()),
                        entry.models().stream(),
                        entry.authors().stream())
                .flatMap(part -> part)
                .collect(Collectors.joining("\n"))
                .toLowerCase(Locale.ROOT);
        return Stream.of(words.toLowerCase(Locale.ROOT).split("\\s+", -1)).allMatch(text::contains);
    }
}
