package org.tonotopy.encoding.report;

import java.util.List;
import org.tonotopy.encoding.recording.Finding;
import org.tonotopy.encoding.recording.ResponseKind;
import org.tonotopy.encoding.response.ResponseSmoothing;

/**
 * The report on a recording that was accepted.
 *
 * @param dtMs width of a time bin in milliseconds
 * @param bands frequency bands
 * @param lowestFrequencyHz centre of the lowest band
 * @param highestFrequencyHz centre of the highest band
 * @param responseKind counts or traces
 * @param smoothing how repeats were smoothed before powers and ceilings were computed
 * @param recordedShare share of all bins of all neurons and repeat slots that were recorded
 * @param stimuli one for each stimulus
 * @param neurons one for each neuron
 * @param duplicateStimuli groups of stimuli with the same cochleagram, bit for bit
 * @param duplicateNeurons groups of neurons that fired, and fired the same in every bin
 * @param leftOut neurons whose {@code cc_norm} is undefined on the whole recording, and why
 * @param alignment whether the responses lie on the time axis of the sounds
 * @param notices what was found while reading, among it what was left out of the file
 */
public record RecordingReport(
        double dtMs,
        int bands,
        double lowestFrequencyHz,
        double highestFrequencyHz,
        ResponseKind responseKind,
        ResponseSmoothing smoothing,
        double recordedShare,
        List<StimulusSummary> stimuli,
        List<NeuronSummary> neurons,
        List<List<Integer>> duplicateStimuli,
        List<List<Integer>> duplicateNeurons,
        List<LeftOutNeuron> leftOut,
        Alignment alignment,
        List<Finding> notices) {

    public RecordingReport {
        stimuli = List.copyOf(stimuli);
        neurons = List.copyOf(neurons);
        duplicateStimuli = List.copyOf(duplicateStimuli);
        duplicateNeurons = List.copyOf(duplicateNeurons);
        leftOut = List.copyOf(leftOut);
        notices = List.copyOf(notices);
    }
}
