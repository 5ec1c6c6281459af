package org.tonotopy.encoding.recording;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * A checked recording: every stimulus, every neuron, every repeat.
 *
 * @param dtMs width of a time bin in milliseconds, the same for sounds and responses
 * @param centerFrequenciesHz centre of each cochleagram band, increasing
 * @param stimuli the sounds
 * @param neurons the neurons
 * @param responseKind what the responses count or measure
 * @param responses one for each stimulus, in the same order
 * @param split the split that came with the recording
 * @param notices what was found while reading that does not stop the recording from being used
 */
public record Recording(
        double dtMs,
        List<Double> centerFrequenciesHz,
        List<Stimulus> stimuli,
        List<Neuron> neurons,
        ResponseKind responseKind,
        List<StimulusResponses> responses,
        Optional<StimulusSplit> split,
        List<Finding> notices) {

    /** @throws IllegalArgumentException where the parts do not fit each other */
    public Recording {
        centerFrequenciesHz = List.copyOf(centerFrequenciesHz);
        stimuli = List.copyOf(stimuli);
        neurons = List.copyOf(neurons);
        responses = List.copyOf(responses);
        notices = List.copyOf(notices);
        if (!(dtMs > 0) || stimuli.isEmpty() || neurons.isEmpty() || responses.size() != stimuli.size()) {
            throw new IllegalArgumentException(
                    "a recording needs a positive dt_ms, stimuli, neurons, and responses to each stimulus");
        }
        for (int i = 0; i < stimuli.size(); i++) {
            if (stimuli.get(i).bands() != centerFrequenciesHz.size()
                    || stimuli.get(i).bins() != responses.get(i).bins()
                    || responses.get(i).neurons() != neurons.size()) {
                throw new IllegalArgumentException(
                        "stimulus " + i + " and its responses differ in bands, bins or neurons");
            }
        }
        if (split.isPresent()) {
            split.get().requireWithin(stimuli.size());
        }
    }

    /**
     * The same recording as if no neuron had been recorded with some of the stimuli.
     *
     * @param hidden indices of these stimuli
     */
    public Recording withoutResponses(Collection<Integer> hidden) {
        List<StimulusResponses> rest = new ArrayList<>(responses);
        for (int stimulus : hidden) {
            rest.set(stimulus, responses.get(stimulus).withoutRepeats());
        }
        return new Recording(dtMs, centerFrequenciesHz, stimuli, neurons, responseKind, rest, split, notices);
    }

    /** Number of frequency bands. */
    public int bands() {
        return centerFrequenciesHz.size();
    }
}
