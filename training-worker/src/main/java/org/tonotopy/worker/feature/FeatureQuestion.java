package org.tonotopy.worker.feature;

import java.util.List;
import java.util.Optional;
import org.tonotopy.encoding.feature.ResponseTarget;
import org.tonotopy.registry.catalogue.Specification;
import org.tonotopy.registry.dataset.DatasetShape.NeuronShape;
import org.tonotopy.registry.feature.FeatureSubject;
import org.tonotopy.registry.job.JobSpec;

/**
 * What is to be computed.
 *
 * @param spec what was asked for
 * @param model the model
 * @param other the other model of a contrast
 * @param names of the dataset's neurons
 * @param subjects whose features are lacking
 * @param threads threads to compute with
 */
record FeatureQuestion(
        JobSpec.Feature spec,
        ModelToAsk model,
        Optional<ModelToAsk> other,
        List<NeuronShape> names,
        List<FeatureSubject> subjects,
        int threads) {
    /** Copies the lists. */
    FeatureQuestion {
        names = List.copyOf(names);
        subjects = List.copyOf(subjects);
    }

    /** Kind and settings. */
    Specification feature() {
        return spec.feature();
    }

    /** Whose response a subject's feature is of. */
    ResponseTarget target(FeatureSubject subject) {
        return subject.neuron().map(model::target).orElseGet(() -> model.target(spec.neurons()));
    }

    /** The targets of the subjects, in their order. */
    List<ResponseTarget> targets() {
        return subjects.stream().map(this::target).toList();
    }
}
