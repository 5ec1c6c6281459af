package org.tonotopy.api.benchmark;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tonotopy.api.problem.FieldProblems;
import org.tonotopy.registry.benchmark.StimulusFilter;
import org.tonotopy.registry.dataset.DatasetShape;

/** Checks by what stimuli are to be chosen, and leaves the others out of the split's lists. */
final class StimulusFilterCheck {
    private static final String FIELD = "stimulus_filter";

    private final DatasetShape shape;
    private final FieldProblems problems;
    private final Optional<StimulusFilter> filter;

    StimulusFilterCheck(
            CreateBenchmarkRequest.@Nullable StimulusFilter sent, DatasetShape shape, FieldProblems problems) {
        this.shape = shape;
        this.problems = problems;
        this.filter = sent == null ? Optional.empty() : read(sent);
    }

    private Optional<StimulusFilter> read(CreateBenchmarkRequest.StimulusFilter sent) {
        if (sent.kinds() != null && !shape.keepsAttributes()) {
            NeuronFilterCheck.refuseOldDataset(FIELD, problems);
            return Optional.empty();
        }
        List<String> known = shape.stimuli().stream()
                .flatMap(stimulus -> stimulus.kind().stream())
                .distinct()
                .sorted()
                .toList();
        return new WordList(FIELD + ".kinds", known)
                .check(sent.kinds(), problems)
                .map(kinds -> StimulusFilter.of(kinds, shape));
    }

    /** The filter; empty where every stimulus may take part. */
    Optional<StimulusFilter> filter() {
        return filter;
    }

    /**
     * Those of some stimuli that take part.
     *
     * @param field path of their list in the request
     * @param stimuli indices; empty where something is wrong with them
     */
    List<Integer> keep(String field, List<Integer> stimuli) {
        if (filter.isEmpty() || stimuli.isEmpty()) {
            return stimuli;
        }
        List<Integer> kept = filter.get().keep(stimuli, shape);
        if (kept.isEmpty()) {
            problems.add(
                    FIELD,
                    "it leaves none of the " + stimuli.size() + " stimuli of " + field + "; of all "
                            + shape.stimuli().size() + ", "
                            + NeuronFilterCheck.inWords(filter.get().counts()),
                    "Name more kinds, or other stimuli in " + field + ".");
        }
        return kept;
    }
}
