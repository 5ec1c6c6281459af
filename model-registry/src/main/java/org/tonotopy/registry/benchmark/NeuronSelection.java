package org.tonotopy.registry.benchmark;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * The neurons that a benchmark is about. The list is what counts: it was resolved when the benchmark was defined.
 *
 * @param neurons indices in the dataset, from 0, ascending; empty: all
 * @param filter by what they were chosen; empty where all are taken or they were only listed. Absent from the JSON then, so
 *     that definitions keep the hash that they had before there were filters
 */
public record NeuronSelection(
        List<Integer> neurons,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Filter> filter) {
    /**
     * By what neurons were chosen.
     *
     * @param criteria all of which they meet
     * @param counts what each criterion does, alone
     */
    public record Filter(NeuronCriteria criteria, List<CriterionCount> counts) {
        /** Copies the list. */
        public Filter {
            counts = List.copyOf(counts);
        }
    }

    /** Copies the list. */
    public NeuronSelection {
        neurons = List.copyOf(neurons);
    }

    /** Every neuron of the dataset. */
    public static NeuronSelection all() {
        return listed(List.of());
    }

    /** Neurons that were named one by one; ascending. */
    public static NeuronSelection listed(List<Integer> neurons) {
        return new NeuronSelection(neurons, Optional.empty());
    }
}
