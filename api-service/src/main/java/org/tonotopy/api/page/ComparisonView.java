package org.tonotopy.api.page;

import java.util.List;

/**
 * Two entries beside each other as their page shows them.
 *
 * @param board reference of the benchmark or the suite
 * @param place where the board is
 * @param first label of one
 * @param second label of the other
 * @param firstSpec stands for the one
 * @param secondSpec stands for the other
 * @param verdict of the test, in a sentence
 * @param facts numbers of the test
 * @param plot neuron by neuron
 * @param others entries that could stand in the second place: label and hash
 */
record ComparisonView(
        String board,
        BoardPlace place,
        String first,
        String second,
        String firstSpec,
        String secondSpec,
        String verdict,
        List<Fact> facts,
        PlotView plot,
        List<Fact> others) {
    /** Copies the lists. */
    ComparisonView {
        facts = List.copyOf(facts);
        others = List.copyOf(others);
    }
}
