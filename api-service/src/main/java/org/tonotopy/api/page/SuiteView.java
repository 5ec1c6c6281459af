package org.tonotopy.api.page;

import java.util.List;

/**
 * The board of a suite as its page shows it: every value is a text already.
 *
 * @param suite its reference
 * @param benchmarks in order: reference, and dataset with neurons
 * @param place where the board is
 * @param metric what ranks
 * @param state what the numbers were computed over, in a sentence
 * @param leftOut how many models lack a benchmark, in a sentence
 * @param citation how to cite the board
 * @param query what the page was asked for, beginning with {@code ?}; empty where it was asked for everything
 * @param search words to look for
 * @param choices filters and orders to choose from
 * @param rows of the table
 * @param pairs the smallest p first
 */
record SuiteView(
        String suite,
        List<Fact> benchmarks,
        BoardPlace place,
        String metric,
        String state,
        String leftOut,
        String citation,
        String query,
        OneBoardView.Search search,
        List<OneBoardView.Choice> choices,
        List<Row> rows,
        List<OneBoardView.Pair> pairs) {
    /** Copies the lists. */
    SuiteView {
        benchmarks = List.copyOf(benchmarks);
        choices = List.copyOf(choices);
        rows = List.copyOf(rows);
        pairs = List.copyOf(pairs);
    }

    /**
     * An entry.
     *
     * @param rank ties say so
     * @param kind of model
     * @param label what it is beside one network for all neurons; may be empty
     * @param settings what tells it from others of its kind
     * @param spec hash that stands for it
     * @param mean of the ranking metric over the neurons of all benchmarks
     * @param meanInterval its interval
     * @param median of the ranking metric
     * @param medianInterval its interval
     * @param neurons that count
     * @param parts benchmark by benchmark
     * @param authors who asked for its fits
     * @param date of the newest fit
     */
    record Row(
            String rank,
            String kind,
            String label,
            String settings,
            String spec,
            String mean,
            String meanInterval,
            String median,
            String medianInterval,
            String neurons,
            List<Part> parts,
            String authors,
            String date) {
        /** Copies the list. */
        Row {
            parts = List.copyOf(parts);
        }
    }

    /**
     * An entry on one benchmark.
     *
     * @param benchmark its reference
     * @param score mean of the ranking metric, and in brackets the neurons that count, as far as they were computed
     * @param page of one of its models there
     */
    record Part(String benchmark, String score, String page) {}
}
