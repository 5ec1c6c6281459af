package org.tonotopy.worker.feature;

import java.util.List;
import org.tonotopy.encoding.feature.AssembledFields;
import org.tonotopy.encoding.feature.AssembledResponse;
import org.tonotopy.encoding.feature.DifferentiableResponse;
import org.tonotopy.encoding.feature.FeatureStimuli;
import org.tonotopy.encoding.feature.ResponseTarget;
import org.tonotopy.encoding.fitting.FittedAssembly;
import org.tonotopy.encoding.network.NetworkBackend;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.response.InputScaling;
import org.tonotopy.registry.model.ModelVersion;
import org.tonotopy.registry.reference.VersionedName;

/**
 * A fitted model, ready to be asked what it listens for.
 *
 * @param reference its name and version
 * @param response of all its neurons
 * @param fields its receptive fields, where it has some
 * @param stimuli of the recording that it was fitted to, as it hears them
 * @param neurons indices in the dataset of its neurons, in its own order
 */
record ModelToAsk(
        VersionedName reference,
        DifferentiableResponse response,
        AssembledFields fields,
        FeatureStimuli stimuli,
        List<Integer> neurons) {
    /** Copies the list. */
    ModelToAsk {
        neurons = List.copyOf(neurons);
    }

    /** A stored model. */
    static ModelToAsk of(ModelVersion version, FittedAssembly networks, Recording recording, NetworkBackend backend) {
        List<Integer> train = train(version);
        InputScaling scaling = scaling(networks, recording, train);
        FeatureStimuli stimuli = FeatureStimuli.of(recording, train, scaling);
        return new ModelToAsk(
                version.reference(),
                AssembledResponse.of(networks, scaling, backend),
                new AssembledFields(networks, backend, stimuli.axes()),
                stimuli,
                networks.neurons());
    }

    /** The stimuli that any of its networks was fitted to. */
    private static List<Integer> train(ModelVersion version) {
        return version.benchmark().definition().split().turns().stream()
                .flatMap(turn -> turn.train().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** Networks of different folds differ in it; features of their mean are in units of all their train stimuli. */
    private static InputScaling scaling(FittedAssembly networks, Recording recording, List<Integer> train) {
        List<InputScaling> scalings = networks.networks().stream()
                .map(network -> network.model().inputScaling())
                .distinct()
                .toList();
        return scalings.size() == 1 ? scalings.get(0) : InputScaling.ofTrainStimuli(recording, train);
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
    private int place(int neuron) {
        int place = neurons.indexOf(neuron);
        if (place < 0) {
            throw new IllegalStateException(reference + " has no neuron " + neuron);
        }
        return place;
    }
}
