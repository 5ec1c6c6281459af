package org.tonotopy.api.dataset;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import org.tonotopy.registry.json.RegistryJson;
import tools.jackson.databind.DeserializationFeature;

/**
 * The validation report of a dataset, as the ingest job wrote it.
 *
 * @param dtMs width of a time bin
 * @param bands frequency bands
 * @param lowestFrequencyHz centre of the lowest band
 * @param highestFrequencyHz centre of the highest band
 * @param responseKind counts or traces
 * @param smoothing before powers and ceilings
 * @param recordedShare share of what there could be that was recorded
 * @param stimuli one each
 * @param neurons one each
 * @param duplicateStimuli groups of equal sounds
 * @param duplicateNeurons groups of equal neurons
 * @param leftOut of mean scores
 * @param alignment of responses and sounds
 * @param notices what was found while reading
 */
@Schema(name = "DatasetReport", description = "What to know of a recording before anything is fitted to it.")
public record DatasetReportResponse(
        @Schema(description = "Width of a time bin in milliseconds.")
        double dtMs,

        @Schema(description = "Frequency bands of the cochleagrams.")
        int bands,

        double lowestFrequencyHz,
        double highestFrequencyHz,

        @Schema(description = "What the responses are: spike counts, or a signed trace.")
        ResponseKind responseKind,

        @Schema(description = "How repeats were smoothed before powers and ceilings were computed.")
        Smoothing smoothing,

        @Schema(description = "Share of all bins of all neurons and repeats that were recorded, from 0 to 1.")
        double recordedShare,

        List<Stimulus> stimuli,
        List<Neuron> neurons,

        @Schema(description = "Groups of indices of stimuli whose cochleagrams are equal, bit for bit.")
        List<List<Integer>> duplicateStimuli,

        @Schema(description = "Groups of indices of neurons that fired, and fired the same in every bin.")
        List<List<Integer>> duplicateNeurons,

        @Schema(description = "Neurons that mean scores over this recording would not count.")
        List<LeftOut> leftOut,

        @Schema(
                description = "Whether the responses lie on the time axis of the sounds; null for a dataset that was"
                        + " accepted before this was looked at.")
        Optional<Alignment> alignment,

        @Schema(description = "What was found while the file was read, among it what was left out of it.")
        List<Notice> notices) {
    /** Kinds of responses. */
    @Schema(name = "ReportedResponseKind")
    public enum ResponseKind {
        COUNTS,
        TRACE
    }

    /** Ways of smoothing: not, or by a Hanning window of 21 ms whose highest tap or whose sum is 1. */
    @Schema(name = "ReportedSmoothing")
    public enum Smoothing {
        NONE,
        HANNING_PEAK_ONE,
        HANNING_SUM_ONE
    }

    /**
     * A stimulus.
     *
     * @param index in the recording
     * @param name its name
     * @param kind what sort of sound
     * @param bins its length
     * @param durationMs its length
     * @param neuronsRecorded neurons that heard it
     * @param leastRepeats fewest repeats
     * @param mostRepeats most repeats
     */
    @Schema(name = "ReportedStimulus", description = "A stimulus.")
    public record Stimulus(
            @Schema(description = "Index in the recording, from 0.")
            int index,

            String name,

            @Schema(description = "What sort of sound it is, where the lab says so.")
            Optional<String> kind,

            @Schema(description = "Length in time bins.") int bins,

            double durationMs,

            @Schema(description = "Neurons with at least one recorded bin.")
            int neuronsRecorded,

            @Schema(description = "Fewest repeats among those neurons.")
            int leastRepeats,

            @Schema(description = "Most repeats among those neurons.")
            int mostRepeats) {}

    /**
     * A neuron.
     *
     * @param index in the recording
     * @param name its name
     * @param stimuliRecorded stimuli that it heard
     * @param recordedShare share of its bins that were recorded
     * @param meanRateHz spikes per second
     * @param signalPower what repeats share
     * @param noisePower what they do not
     * @param snr the one over the other
     * @param ccMax noise ceiling
     * @param stimuliRepeated that enter the powers
     * @param stimuliUnreliable that do not enter the ceiling
     */
    @Schema(name = "ReportedNeuron", description = "A neuron.")
    public record Neuron(
            @Schema(description = "Index in the recording, from 0.")
            int index,

            String name,

            @Schema(description = "Stimuli with at least one recorded bin.")
            int stimuliRecorded,

            @Schema(description = "Share of its bins, over all stimuli and repeats, that were recorded, from 0 to 1.")
            double recordedShare,

            @Schema(description = "Spikes per second; null for traces, and where nothing was recorded.")
            Optional<Double> meanRateHz,

            @Schema(description = "Power that the repeats share (Sahani and Linden 2003).")
            Number signalPower,

            @Schema(description = "Power of a single repeat beyond it.")
            Number noisePower,

            @Schema(
                    description = "Signal power over noise power; null for a dataset that was accepted before this was"
                            + " reported.")
            Optional<Number> snr,

            @Schema(
                    description = "The best correlation with the PSTH that a model can reach (Hsu, Borst and Theunissen"
                            + " 2004).")
            Number ccMax,

            @Schema(description = "Stimuli with two repeats or more, which enter the powers.")
            Optional<Integer> stimuliRepeated,

            @Schema(description = "Those of them that do not enter the ceiling: their halves do not correlate.")
            Optional<Integer> stimuliUnreliable) {}

    /**
     * A number that may be undefined.
     *
     * @param value the number
     * @param undefined why there is none
     */
    @Schema(name = "ReportedNumber", description = "A number, or why there is none.")
    public record Number(
            Optional<Double> value,

            @Schema(description = "Why it is undefined; null where it is not.")
            Optional<String> undefined) {}

    /**
     * A neuron that does not count.
     *
     * @param index in the recording
     * @param name its name
     * @param why in a sentence
     */
    @Schema(name = "LeftOutNeuron", description = "A neuron that does not count, and why.")
    public record LeftOut(int index, String name, String why) {}

    /**
     * Whether responses lie on the time axis of the sounds.
     *
     * @param verdict what to think of it
     * @param words why
     * @param remedy what to do
     * @param peak best lag
     * @param curve all lags
     */
    @Schema(
            name = "ReportedAlignment",
            description = "Correlation of the sound level with the mean response of all neurons, over lags.")
    public record Alignment(
            Verdict verdict,

            @Schema(description = "Why, in a sentence.") String words,

            @Schema(description = "What to do; null unless suspicious.")
            Optional<String> remedy,

            @Schema(description = "The lag at which responses follow the sound most closely.")
            Optional<Lag> peak,

            @Schema(description = "Every lag; empty where there is too little to correlate.")
            List<Lag> curve) {}

    /** What to think of the time axes. */
    @Schema(name = "AlignmentVerdict")
    public enum Verdict {
        ALIGNED,
        SUSPICIOUS,
        UNDECIDED
    }

    /**
     * The correlation at a lag.
     *
     * @param lagBins in bins
     * @param lagMs in milliseconds
     * @param correlation at this lag
     * @param bins that it is over
     */
    @Schema(name = "LagCorrelation", description = "The correlation at one lag.")
    public record Lag(
            @Schema(description = "Bins by which the response is later than the sound; negative: earlier.")
            int lagBins,

            double lagMs,
            double correlation,

            @Schema(description = "Pairs of bins that it is over.")
            long bins) {}

    /**
     * Something that was found while reading.
     *
     * @param severity always a notice
     * @param code for programs
     * @param where in the file
     * @param what it is
     * @param remedy what to do
     */
    @Schema(name = "ReportedNotice", description = "Something that was found while the file was read.")
    public record Notice(String severity, String code, String where, String what, String remedy) {}

    /** Reads a stored report; a worker of a newer release may have written more into it. */
    static DatasetReportResponse of(String stored) {
        return RegistryJson.mapper()
                .readerFor(DatasetReportResponse.class)
                .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .readValue(stored);
    }
}
