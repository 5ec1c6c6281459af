package org.tonotopy.api.paging;

import org.tonotopy.api.problem.FieldProblem;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;

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
        if (limit < 1 || limit > MOST) {
            throw new ProblemException(
                    ProblemType.INVALID_PARAMETER,
                    new FieldProblem("limit", "it is out of range", "It must be from 1 to " + MOST + "."));
        }
        return limit;
    }
}
