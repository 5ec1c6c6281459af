package org.tonotopy.encoding.submission;

import java.io.Serial;
import java.util.List;

/** A file does not hold the predictions that were asked for. Carries everything that was found, not only the first. */
public final class PredictionsRefusedException extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<PredictionProblem> problems;

    /**
     * A refusal.
     *
     * @param problems at least one
     */
    public PredictionsRefusedException(List<PredictionProblem> problems) {
        super(problems.get(0).sentence()
                + (problems.size() == 1 ? "" : " Problems of this kind and others: " + problems.size() + "."));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong. */
    public List<PredictionProblem> problems() {
        return problems;
    }
}
