package org.tonotopy.api.sweep;

import java.util.Locale;
import java.util.stream.Stream;
import org.tonotopy.api.problem.FieldProblem;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;

/** In which order the fits of a sweep are listed. */
public enum SweepOrder {
    /** As they were asked for. */
    CREATED,
    /** The best first. */
    VALIDATION_SCORE;

    /**
     * Reads what a client asked for.
     *
     * @throws ProblemException if there is no such order
     */
    static SweepOrder parse(String asked) {
        return Stream.of(values())
                .filter(order -> order.name().toLowerCase(Locale.ROOT).equals(asked))
                .findFirst()
                .orElseThrow(() -> new ProblemException(
                        ProblemType.INVALID_PARAMETER,
                        new FieldProblem("sort", "there is no order " + asked, "Use created or validation_score.")));
    }
}
