package org.tonotopy.api.page;

import java.util.List;
import java.util.UUID;

/**
 * What the page of a sweep shows.
 *
 * @param id identity
 * @param title models and benchmark
 * @param over whether nothing of it will move any more
 * @param done fits that have ended
 * @param size of it
 * @param facts what it is
 * @param counts how many fits are in each state
 * @param best fits by validation score, the best first
 * @param fits of a sweep that is small enough to list them
 * @param moves what can be done with it
 */
record SweepView(
        UUID id,
        String title,
        boolean over,
        int done,
        int size,
        List<Fact> facts,
        List<Fact> counts,
        List<Row> best,
        List<Row> fits,
        List<String> moves) {
    /**
     * A fit.
     *
     * @param job its job
     * @param label what it has of its own
     * @param state where it stands
     * @param score its best validation score so far
     * @param model what it made; empty: nothing yet
     */
    record Row(UUID job, String label, String state, String score, String model) {}

    /** Copies the lists. */
    SweepView {
        facts = List.copyOf(facts);
        counts = List.copyOf(counts);
        best = List.copyOf(best);
        fits = List.copyOf(fits);
        moves = List.copyOf(moves);
    }
}
