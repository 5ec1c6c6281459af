package org.tonotopy.registry.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
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
    /** As many stimuli a recording may have. */
    public static final int MOST_STIMULI = 20_000;

    /** As many neurons a recording may have. */
    public static final int MOST_NEURONS = 20_000;

    /** As many frequency bands a recording may have. */
    public static final int MOST_BANDS = 2_000;

    /** As many characters the name of a stimulus or neuron may have. */
    public static final int LONGEST_NAME = 200;

    /** As many characters anything else may have that a laboratory says of a stimulus or neuron. */
    public static final int LONGEST_TEXT = 10_000;

    /**
     * One stimulus.
     *
     * @param name unique in the dataset
     * @param bins its length in time bins
     * @param kind what sort of sound it is; empty where the laboratory does not say
     */
    public record StimulusShape(
            String name,
            int bins,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<String> kind) {
        /** A stimulus of which no kind is known. */
        public StimulusShape(String name, int bins) {
            this(name, bins, Optional.empty());
        }
    }

    /**
     * One neuron.
     *
     * @param name unique in the dataset
     * @param attributes what is known of it; empty for a dataset that was accepted before this was kept
     */
    public record NeuronShape(
            String name,
            @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<NeuronAttributes> attributes) {
        /** A neuron of which only the name was kept. */
        public NeuronShape(String name) {
            this(name, Optional.empty());
        }
    }

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

    /** Whether what is known of neurons and stimuli was kept when the dataset was accepted. */
    public boolean keepsAttributes() {
        return neurons.stream().allMatch(neuron -> neuron.attributes().isPresent());
    }

    /** Length in bins of the shortest stimulus. */
    public int shortestStimulusBins() {
        return stimuli.stream().mapToInt(StimulusShape::bins).min().orElse(0);
    }
}
