package org.tonotopy.api.page;

import java.util.List;
import java.util.Optional;

/**
 * The board of one benchmark as its page shows it: every value is a text already.
 *
 * @param benchmark reference of the benchmark
 * @param dataset reference of the dataset
 * @param place where the board is
 * @param metric what ranks
 * @param state what ranks and intervals were computed over, in a sentence
 * @param citation how to cite the board
 * @param query what the page was asked for, beginning with {@code ?}; empty where it was asked for everything
 * @param search words to look for
 * @param choices filters and orders to choose from
 * @param rows of the table
 * @param plots accuracy against costs
 * @param groups the same entries on groups of neurons; empty where the dataset says too little of its neurons
 * @param pairs best first, both ways of each pair once
 */
record OneBoardView(
        String benchmark,
        String dataset,
        BoardPlace place,
        String metric,
        String state,
        String citation,
        String query,
        Search search,
        List<Choice> choices,
        List<Row> rows,
        List<PlotView> plots,
        Optional<GroupTable> groups,
        List<Pair> pairs) {
    /** Copies the lists. */
    OneBoardView {
        choices = List.copyOf(choices);
        rows = List.copyOf(rows);
        plots = List.copyOf(plots);
        pairs = List.copyOf(pairs);
    }

    /**
     * The field for words to look for.
     *
     * @param words that are looked for now; may be empty
     * @param kept what else the page was asked for: name and value
     */
    record Search(String words, List<Fact> kept) {
        /** Copies the list. */
        Search {
            kept = List.copyOf(kept);
        }
    }

    /**
     * Something to choose.
     *
     * @param name what it is about
     * @param options to choose from
     */
    record Choice(String name, List<Option> options) {
        /** Copies the list. */
        Choice {
            options = List.copyOf(options);
        }
    }

    /**
     * An option.
     *
     * @param label what it is
     * @param query leads to the page with it
     * @param chosen whether it holds now
     */
    record Option(String label, String query, boolean chosen) {}

    /**
     * An entry.
     *
     * @param rank ties say so
     * @param kind of model
     * @param label what it is beside one network for all neurons; may be empty
     * @param link where an external model is described; empty: nowhere
     * @param settings what tells it from others of its kind
     * @param model reference of one of its models
     * @param spec hash that stands for it
     * @param mean of the ranking metric over neurons
     * @param meanInterval its interval
     * @param median of the ranking metric
     * @param medianInterval its interval
     * @param spread over seeds
     * @param neurons that count
     * @param parameters how many
     * @param fitTime mean wall time
     * @param fronts on which it stands; may be empty
     * @param authors who asked for it
     * @param date of the newest fit
     */
    record Row(
            String rank,
            String kind,
            String label,
            Optional<String> link,
            String settings,
            String model,
            String spec,
            String mean,
            String meanInterval,
            String median,
            String medianInterval,
            String spread,
            String neurons,
            String parameters,
            String fitTime,
            String fronts,
            String authors,
            String date) {}

    /**
     * A pair.
     *
     * @param first label of one entry
     * @param second label of the other
     * @param firstSpec stands for the one
     * @param secondSpec stands for the other
     * @param difference mean and interval
     * @param p corrected
     * @param effect size
     * @param neurons that count for both
     * @param verdict in words
     */
    record Pair(
            String first,
            String second,
            String firstSpec,
            String secondSpec,
            String difference,
            String p,
            String effect,
            String neurons,
            String verdict) {}
}
