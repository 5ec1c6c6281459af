package org.tonotopy.registry.model;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What people say of a model version.
 *
 * @param tags short words, in order
 * @param note what its owner says of it; empty: nothing
 * @param aliases of its name, each with the version that it stands for
 */
public record ModelLabels(List<String> tags, Optional<String> note, SortedMap<String, Integer> aliases) {
    /** As many tags a version may have. */
    public static final int MOST_TAGS = 50;

    /** As many characters a tag may have, which is a name otherwise. */
    public static final int LONGEST_TAG = 40;

    /** As many aliases a name may have. */
    public static final int MOST_ALIASES = 50;

    /** As many characters a note may have. */
    public static final int LONGEST_NOTE = 5000;

    /** Copies the collections. */
    public ModelLabels {
        tags = List.copyOf(tags);
        aliases = Collections.unmodifiableSortedMap(new TreeMap<>(aliases));
    }

    /** The aliases that stand for a version. */
    public List<String> aliasesOf(int version) {
        return aliases.entrySet().stream()
                .filter(alias -> alias.getValue() == version)
                .map(SortedMap.Entry::getKey)
                .toList();
    }
}
