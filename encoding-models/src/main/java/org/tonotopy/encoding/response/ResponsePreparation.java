package org.tonotopy.encoding.response;

import java.util.List;
import org.tonotopy.encoding.recording.Recording;

/** Makes what models are fitted to and scored against, the same way for everybody. */
public final class ResponsePreparation {

    private ResponsePreparation() {}

    /**
     * Prepares the responses of some neurons to some stimuli.
     *
     * @param recording the recording; kept, so that repeats can be read again without storing them twice
     * @param stimuli stimulus indices, in the order in which predictions will come
     * @param smoothing applied to every repeat
     * @param neurons neuron indices, in the order in which predictions will come
     * @throws IllegalArgumentException where an index names nothing, or a list is empty
     */
    public static PreparedResponses prepare(
            Recording recording, List<Integer> stimuli, ResponseSmoothing smoothing, List<Integer> neurons) {
        requireWithin("stimulus", stimuli, recording.stimuli().size());
        requireWithin("neuron", neurons, recording.neurons().size());
        return new PreparedResponses(recording, stimuli, neurons, smoothing);
    }

    private static void requireWithin(String what, List<Integer> indices, int count) {
        if (indices.isEmpty()) {
            throw new IllegalArgumentException("no " + what + " is left to prepare");
        }
        for (int index : indices) {
            if (index < 0 || index >= count) {
                throw new IllegalArgumentException(
                        what + " " + index + " does not exist: indices go from 0 to " + (count - 1));
            }
        }
    }
}
