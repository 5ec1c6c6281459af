package org.tonotopy.registry.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tonotopy.registry.dataset.DatasetShape;

/**
 * By what the stimuli were chosen that take part in a benchmark; the split has only these.
 *
 * @param kinds sorts of sound that take part
 * @param counts over all stimuli of the dataset
 */
public record StimulusFilter(List<String> kinds, CriterionCount counts) {
    /** Copies the list. */
    public StimulusFilter {
        kinds = List.copyOf(kinds);
    }

    /**
     * Filters the stimuli of a dataset.
     *
     * @param kinds sorts of sound that take part
     */
    public static StimulusFilter of(List<String> kinds, DatasetShape shape) {
        List<Optional<String>> all =
                shape.stimuli().stream().map(DatasetShape.StimulusShape::kind).toList();
        int kept = Math.toIntExact(all.stream()
                .filter(kind -> kind.filter(kinds::contains).isPresent())
                .count());
        int unknown = Math.toIntExact(all.stream().filter(Optional::isEmpty).count());
        return new StimulusFilter(kinds, new CriterionCount("kinds", kept, all.size() - kept, unknown));
    }

    /** Those of some stimuli that take part, in their order. */
    public List<Integer> keep(List<Integer> stimuli, DatasetShape shape) {
        List<Integer> kept = new ArrayList<>(stimuli);
        kept.removeIf(stimulus ->
                shape.stimuli().get(stimulus).kind().filter(kinds::contains).isEmpty());
        return kept;
    }
}
