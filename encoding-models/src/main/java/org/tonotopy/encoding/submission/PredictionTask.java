package org.tonotopy.encoding.submission;

import java.util.List;

/**
 * What is to be predicted.
 *
 * @param stimuli the test stimuli, ascending
 * @param neurons indices in the dataset of the neurons that count, ascending
 */
public record PredictionTask(List<Stimulus> stimuli, List<Integer> neurons) {
    /** Copies the lists. */
    public PredictionTask {
        stimuli = List.copyOf(stimuli);
        neurons = List.copyOf(neurons);
    }

    /**
     * A test stimulus.
     *
     * @param index in the dataset
     * @param bins its length in time bins
     */
    public record Stimulus(int index, int bins) {}

    /** Values that are to be predicted. */
    long values() {
        return stimuli.stream().mapToLong(Stimulus::bins).sum() * neurons.size();
    }
}
