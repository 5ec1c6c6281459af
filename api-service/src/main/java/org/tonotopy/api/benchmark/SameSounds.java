package org.tonotopy.api.benchmark;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** The stimuli of a recording that are one sound, as its report lists them. */
final class SameSounds {
    private SameSounds() {}

    /** Groups of indices, each of at least two. */
    static Stream<List<Integer>> in(JsonNode report) {
        return report.path("duplicate_stimuli")
                .valueStream()
                .map(group -> group.valueStream().map(JsonNode::intValue).toList());
    }
}
