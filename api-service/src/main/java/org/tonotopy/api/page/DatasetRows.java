package org.tonotopy.api.page;

import java.util.Optional;
import org.tonotopy.api.problem.ProblemException;

/**
 * From which rows on the tables of a dataset's report are shown.
 *
 * @param firstStimulus place of the first stimulus; empty: from the beginning
 * @param firstNeuron place of the first neuron; empty: from the beginning
 */
record DatasetRows(Optional<Integer> firstStimulus, Optional<Integer> firstNeuron) {
    static final String STIMULI = "stimuli_from";
    static final String NEURONS = "neurons_from";

    /**
     * The part of the table of stimuli.
     *
     * @throws ProblemException where there are fewer
     */
    TablePart stimuli(int all) {
        return TablePart.from(STIMULI, firstStimulus.orElse(0), all);
    }

    /**
     * The part of the table of neurons.
     *
     * @throws ProblemException where there are fewer
     */
    TablePart neurons(int all) {
        return TablePart.from(NEURONS, firstNeuron.orElse(0), all);
    }
}
