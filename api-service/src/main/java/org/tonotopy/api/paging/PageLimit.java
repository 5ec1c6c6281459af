package org.tonotopy.api.paging;

import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.WholeRange;

/** How many elements a page may take. */
public final class PageLimit {
    /** Where the client does not say. */
    public static final String DEFAULT = "50";

    /** At most. */
    public static final int MOST = 200;

    private PageLimit() {}

    /**
     * Checks what a client asked for.
     *
     * @throws ProblemException if it is not allowed
     */
    public static int check(int limit) {
        return WholeRange.require("limit", limit, 1, MOST);
    }
}
