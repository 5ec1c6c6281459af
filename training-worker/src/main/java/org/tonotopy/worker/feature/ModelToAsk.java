package org.tonotopy.worker.feature;

import java.util.List;
import org.tonotopy.encoding.feature.DifferentiableResponse;
import org.tonotopy.encoding.feature.FeatureStimuli;
import org.tonotopy.encoding.feature.ResponseTarget;
import org.tonotopy.encoding.fitting.FittedModel;
import org.tonotopy.registry.model.ModelVersion;
import org.tonotopy.registry.reference.VersionedName;

/**
 * A fitted model, ready to be asked what it listens for.
 *
 * @param reference its name and version
 * @param fitted its weights
 * @param response of all its neurons
 * @param stimuli of the recording that it was fitted to, as it hears them
 * @param neurons indices in the dataset of its neurons, in its own order
 */
record ModelToAsk(
        VersionedName reference,
        FittedModel fitted,
        DifferentiableResponse response,
        FeatureStimuli stimuli,
        List<Integer> neurons) {
    /** Copies the list. */
    ModelToAsk {
        neurons = List.copyOf(neurons);
    }

    /** One neuron of the dataset. */
    ResponseTarget target(int neuron) {
        return ResponseTarget.neuron(place(neuron));
    }

    /** The mean of some neurons of the dataset. */
    ResponseTarget target(List<Integer> some) {
        return new ResponseTarget(some.stream().map(this::place).toList());
    }

    /** Where a neuron of the dataset stands in the model. */
    int place(int neuron) {
        int place = neurons.indexOf(neuron);
        if (place < 0) {
            throw new IllegalStateException(reference + " has no neuron " + neuron);
        }
        return place;
    }

    /** The train stimuli of a model's benchmark. */
    static List<Integer> train(ModelVersion version) {
        return version.benchmark().definition().split().train();
    }
}
