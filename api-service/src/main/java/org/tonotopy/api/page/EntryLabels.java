package org.tonotopy.api.page;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tonotopy.api.leaderboard.LeaderboardResponse.Entry;
import org.tonotopy.api.leaderboard.ShownEntry;
import org.tonotopy.registry.catalogue.Specification;
import org.tonotopy.registry.model.FittedSpec;

/**
 * Names of a board's entries in words: the kind, what it is beside one network, and a model's reference where others have the same
 * words.
 *
 * @param bySpec by hash of the spec
 */
record EntryLabels(Map<String, String> bySpec) {
    /** Copies the map. */
    EntryLabels {
        bySpec = Map.copyOf(bySpec);
    }

    static EntryLabels of(List<? extends ShownEntry> entries) {
        Map<String, Long> same =
                entries.stream().collect(Collectors.groupingBy(EntryLabels::words, Collectors.counting()));
        Map<String, String> labels = new HashMap<>();
        for (ShownEntry entry : entries) {
            String words = words(entry);
            labels.put(
                    entry.specSha256(),
                    same.getOrDefault(words, 1L) == 1
                            ? words
                            : words + " (" + entry.models().get(0) + ")");
        }
        return new EntryLabels(labels);
    }

    private static String words(ShownEntry entry) {
        return entry.label().isEmpty() ? entry.kind() : entry.kind() + ", " + entry.label();
    }

    /** Where an external model is described; empty: nowhere. */
    static Optional<String> link(Specification model) {
        return Optional.ofNullable(model.values().get("link")).map(String::valueOf);
    }

    /** Whether its number of parameters is what its author says of weights that are elsewhere. */
    static boolean claims(Entry entry) {
        return entry.external()
                && entry.parameterCount().isPresent()
                && !entry.model().has(FittedSpec.SENT_WEIGHTS);
    }

    /** What tells a model from others of its kind. */
    static String settings(Specification model) {
        return model.values().entrySet().stream()
                .filter(setting -> !setting.getKey().endsWith("_sha256"))
                .map(setting -> setting.getKey() + " " + setting.getValue())
                .collect(Collectors.joining(", "));
    }

    /**
     * The place of an entry.
     *
     * @param rank empty: not known
     * @param tied whether another entry has it too
     */
    static String place(Optional<Integer> rank, boolean tied) {
        return rank.map(known -> known + (tied ? ", tied" : "")).orElse(PageNumbers.UNDEFINED);
    }

    /** The label of an entry; of one that is no longer there, the beginning of its hash. */
    String of(String spec) {
        return bySpec.getOrDefault(spec, spec.substring(0, Math.min(8, spec.length())));
    }
}
