package org.tonotopy.api.page;

import java.util.Locale;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.job.Units;

/** What jobs make, in a few words. */
final class JobLabels {
    private JobLabels() {}

    /** For instance {@code statenet, seed 0}. */
    static String of(JobSpec spec) {
        if (spec instanceof JobSpec.Fit fit) {
            return fit.model().kind() + ", seed " + fit.seed()
                    + (fit.units() == Units.EACH_NEURON ? ", a network for each neuron" : "")
                    + (fit.neurons().isEmpty() ? "" : ", " + fit.neurons().size() + " of the neurons");
        }
        if (spec instanceof JobSpec.Feature feature) {
            return of(feature);
        }
        if (spec instanceof JobSpec.Export export) {
            return export.dataset() + " as " + export.format().key();
        }
        if (spec instanceof JobSpec.Score score) {
            return (score.format().holdsWeights() ? "weights of " : "predictions of ") + score.modelName();
        }
        if (spec instanceof JobSpec.Reproduce again) {
            return again.model() + " made again";
        }
        if (spec instanceof JobSpec.Predict predict) {
            return "predictions by " + predict.model();
        }
        return spec instanceof JobSpec.Ensemble ensemble
                ? "ensemble of " + ensemble.members().size()
                : spec.kind().name().toLowerCase(Locale.ROOT);
    }

    /** For instance {@code dream of 12 neurons}. */
    static String of(JobSpec.Feature feature) {
        String whose = feature.population()
                ? "the population"
                : feature.neurons().size() == 1
                        ? "neuron " + feature.neurons().get(0)
                        : feature.neurons().size() + " neurons";
        return feature.feature().kind().replace('_', ' ') + " of " + whose;
    }
}
