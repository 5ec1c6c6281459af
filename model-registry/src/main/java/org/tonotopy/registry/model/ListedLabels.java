package org.tonotopy.registry.model;

import java.util.List;

/**
 * What a list says of what people say of a model version.
 *
 * @param tags short words, in order
 * @param aliases that stand for it, in order
 */
public record ListedLabels(List<String> tags, List<String> aliases) {
    /** Copies the lists. */
    public ListedLabels {
        tags = List.copyOf(tags);
        aliases = List.copyOf(aliases);
    }
}
