package org.tonotopy.registry.dataset;

import java.util.List;
import java.util.Optional;

/**
 * What is in a dataset, as far as requests are checked against it.
 *
 * @param dtMs width of a time bin in milliseconds
 * @param bands number of frequency bands
 * @param stimuli in the order of the recording
 * @param neurons in the order of the recording
 * @param centerFrequenciesHz centre of each band, none where the recording does not say; empty for a dataset that was
 *     accepted before this was kept
 * @param responseKind what the responses are; empty for a dataset that was accepted before this was kept
 */
public record DatasetShape(
        double dtMs,
        int bands,
        List<StimulusShape> stimuli,
        List<NeuronShape> neurons,
        Optional<List<Double>> centerFrequenciesHz,
        Optional<ResponseKind> responseKind) {
    /**
     * One stimulus.
     *
     * @param name unique in the dataset
     * @param bins its length in time bins
     */
    public record StimulusShape(String name, int bins) {}

    /**
     * One neuron.
     *
     * @param name unique in the dataset
     */
    public record NeuronShape(String name) {}

    /** Copies the lists. */
    public DatasetShape {
        stimuli = List.copyOf(stimuli);
        neurons = List.copyOf(neurons);
        centerFrequenciesHz = centerFrequenciesHz.map(List::copyOf);
    }

    /**
     * The same dataset with some of its neurons.
     *
     * @param indices of the neurons that stay
     */
    public DatasetShape ofNeurons(List<Integer> indices) {
        return new DatasetShape(
                dtMs, bands, stimuli, indices.stream().map(neurons::get).toList(), centerFrequenciesHz, responseKind);
    }

    /** Length in bins of the shortest stimulus. */
    public int shortestStimulusBins() {
        return stimuli.stream().mapToInt(StimulusShape::bins).min().orElse(0);
    }
}
