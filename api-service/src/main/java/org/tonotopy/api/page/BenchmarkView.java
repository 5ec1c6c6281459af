package org.tonotopy.api.page;

import java.util.List;
import java.util.Optional;

/**
 * A benchmark as its page shows it: every value is a text already.
 *
 * @param reference name and version
 * @param dataset reference of the dataset
 * @param rules in the words of whoever defined it; may be empty
 * @param facts name and value
 * @param hidden whether the test responses are hidden
 * @param entries on its board
 * @param others all versions of this name
 * @param parts which stimuli are for what; of folds, one line each
 * @param leftOut how many folds are not listed
 * @param neurons indices of those that count; empty: all
 * @param criteria by which neurons and stimuli were chosen
 * @param citation how to cite its board
 * @param cite how to cite its dataset
 */
record BenchmarkView(
        String reference,
        String dataset,
        String rules,
        List<Fact> facts,
        boolean hidden,
        int entries,
        List<String> others,
        List<Part> parts,
        int leftOut,
        Optional<String> neurons,
        List<Criterion> criteria,
        String citation,
        List<String> cite) {
    /**
     * A turn of the split.
     *
     * @param name of the fold, or that there is one turn only
     * @param train indices of stimuli
     * @param validation indices of stimuli
     * @param test indices of stimuli
     */
    record Part(String name, String train, String validation, String test) {}

    /**
     * What a criterion does, alone.
     *
     * @param name of the criterion
     * @param kept how many meet it
     * @param leftOut how many do not
     * @param unknown of how many it is not known
     */
    record Criterion(String name, int kept, int leftOut, int unknown) {}
}
