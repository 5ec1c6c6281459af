package org.tonotopy.api.page;

import java.util.List;
import java.util.Optional;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.WholeRange;

/**
 * The rows of a long table that a page shows.
 *
 * @param first place of the first of them, from 0
 * @param end place after the last
 * @param all how many rows there are
 */
record TablePart(int first, int end, int all) {
    private static final int MOST_ROWS = 200;

    /**
     * The rows from one on.
     *
     * @param parameter of the address that says from which
     * @param first its place, from 0
     * @param all how many rows there are
     * @throws ProblemException where there is no such row
     */
    static TablePart from(String parameter, int first, int all) {
        WholeRange.require(parameter, first, 0, Math.max(0, all - 1));
        return new TablePart(first, Math.min(all, first + MOST_ROWS), all);
    }

    /** Those of all rows that are shown. */
    <T> List<T> of(List<T> rows) {
        return rows.subList(first, end);
    }

    /** Whether these are all rows. */
    public boolean isWhole() {
        return end - first == all;
    }

    /** Which rows these are. */
    public String words() {
        return "Rows " + (first + 1) + " to " + end + " of " + all;
    }

    /** From which row on those before are shown; empty where there are none. */
    public Optional<Integer> before() {
        return first == 0 ? Optional.empty() : Optional.of(Math.max(0, first - MOST_ROWS));
    }

    /** From which row on those after are shown; empty where there are none. */
    public Optional<Integer> after() {
        return end == all ? Optional.empty() : Optional.of(end);
    }
}
