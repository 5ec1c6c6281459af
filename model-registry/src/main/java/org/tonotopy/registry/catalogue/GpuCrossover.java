package org.tonotopy.registry.catalogue;

import java.util.Set;
import org.tonotopy.registry.dataset.DatasetShape;

/**
 * From which size on a graphics processor computes a step of a fit faster than two cores of a processor. Measured, one network of one
 * neuron at a time ({@code benchmarks/gpu-check crossover}): between 50 bins per step for {@code cnn2d} and 200 for {@code dnet};
 * more neurons bring it down.
 */
public final class GpuCrossover {
    /** From so many bins per step on, whatever is fitted. */
    public static final int BINS_PER_STEP = 250;

    private static final Set<String> GATED = Set.of("gru", "lstm", "rnn");

    private final double binsOfAStimulus;
    private final int stimuli;

    /** For fits to a recording. */
    public GpuCrossover(DatasetShape shape) {
        this.stimuli = shape.stimuli().size();
        this.binsOfAStimulus = shape.stimuli().stream()
                .mapToInt(DatasetShape.StimulusShape::bins)
                .average()
                .orElse(0);
    }

    /** Whether a fit is computed on a graphics processor at all, and faster there. */
    public boolean pays(FitSpecification fit) {
        return isComputedThere(fit.model())
                && fit.training().kind().equals(TrainingCatalogue.GRADIENT)
                && Math.min(stimuli, fit.training().whole(TrainingCatalogue.BATCH_CLIPS)) * binsOfAStimulus
                        >= BINS_PER_STEP;
    }

    /** Whether there are kernels for a model; of other models a worker with a graphics processor uses its processor. */
    public static boolean isComputedThere(Specification model) {
        return model.choice(ModelCatalogue.PREFILTER).equals(ModelCatalogue.NONE)
                && !model.kind().equals(ModelCatalogue.TRANSFORMER)
                && !model.isOn(ModelCatalogue.CONTRAST_GAIN)
                && (!model.has(ModelCatalogue.RECURRENCE) || GATED.contains(model.choice(ModelCatalogue.RECURRENCE)));
    }
}
