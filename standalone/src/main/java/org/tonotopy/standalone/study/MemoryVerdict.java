package org.tonotopy.standalone.study;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Whether memory pays on a benchmark: the best StateNet against the strongest model that hears a window of the sound and keeps
 * nothing, on the neurons that count for both.
 *
 * @param stateful the best StateNet
 * @param stateless the strongest model without a state
 * @param pair stateful minus stateless, as the board has it
 * @param groups where the difference lies
 */
record MemoryVerdict(
        StudyBoard.Entry stateful, StudyBoard.Entry stateless, StudyBoard.Pair pair, List<GroupDifference> groups) {
    private static final String STATEFUL = "statenet";

    /** Kinds whose response depends on a window of the sound alone. {@code dnet} keeps a state that leaks. */
    private static final Set<String> STATELESS = Set.of("linear", "ln", "nrf", "cnn2d", "transformer");

    /** Copies the list. */
    MemoryVerdict {
        groups = List.copyOf(groups);
    }

    /**
     * The difference on a group of neurons.
     *
     * @param criterion what its neurons have in common
     * @param label which of them
     * @param neurons how many
     * @param difference of the two means; each over the neurons that count for its entry
     */
    record GroupDifference(String criterion, String label, int neurons, Optional<Double> difference) {}

    /** The verdict of a board; empty where it lacks one of the two, or they were not compared. */
    static Optional<MemoryVerdict> of(StudyBoard board) {
        Optional<StudyBoard.Entry> stateful = best(board, entry -> entry.kind().equals(STATEFUL));
        Optional<StudyBoard.Entry> stateless = best(board, entry -> STATELESS.contains(entry.kind()));
        return stateful.flatMap(with -> stateless.flatMap(without -> pair(board, with, without)
                .map(pair -> new MemoryVerdict(with, without, pair, groups(board, with, without)))));
    }

    private static Optional<StudyBoard.Entry> best(StudyBoard board, Predicate<StudyBoard.Entry> kind) {
        return board.entries().stream()
                .filter(kind)
                .filter(entry -> entry.mean().isPresent())
                .findFirst();
    }

    private static Optional<StudyBoard.Pair> pair(
            StudyBoard board, StudyBoard.Entry stateful, StudyBoard.Entry stateless) {
        return board.pairs().stream()
                .flatMap(pair -> Stream.of(pair, pair.reversed()))
                .filter(pair ->
                        pair.first().equals(stateful.spec()) && pair.second().equals(stateless.spec()))
                .findFirst();
    }

    private static List<GroupDifference> groups(
            StudyBoard board, StudyBoard.Entry stateful, StudyBoard.Entry stateless) {
        return board.groups().stream()
                .map(group -> new GroupDifference(
                        group.criterion(),
                        group.label(),
                        group.neurons(),
                        group.mean(stateful.spec())
                                .flatMap(with -> group.mean(stateless.spec()).map(without -> with - without))))
                .toList();
    }

    /** What was found, in a sentence. */
    public String sentence() {
        if (!pair.significant()) {
            return "No difference between the two is shown here.";
        }
        return pair.difference().orElse(0.0) > 0
                ? "Memory in a state is ahead of the strongest window here."
                : "The strongest window is ahead of memory in a state here.";
    }
}
