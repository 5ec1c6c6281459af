package org.tonotopy.api.page;

import java.util.Optional;
import org.tonotopy.api.problem.ProblemException;

/**
 * What of a model its page shows.
 *
 * @param neuron whose prediction is looked at; empty: that of the best
 * @param stimulus while which is heard; empty: the first
 * @param firstRow place of the first neuron of the table; empty: from the beginning
 */
record ModelChoice(Optional<Integer> neuron, Optional<Integer> stimulus, Optional<Integer> firstRow) {
    static final String ROWS = "neurons_from";

    /**
     * The part of the table of neurons.
     *
     * @throws ProblemException where there are fewer
     */
    TablePart rows(int all) {
        return TablePart.from(ROWS, firstRow.orElse(0), all);
    }
}
