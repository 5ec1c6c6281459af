package org.tonotopy.encoding.report;

import java.util.OptionalDouble;

/**
 * One neuron.
 *
 * @param index its index in the recording
 * @param name its name
 * @param stimuliRecorded stimuli with at least one recorded bin
 * @param recordedShare share of its bins, over all stimuli and repeat slots, that were recorded
 * @param meanRateHz spikes per second over its recorded bins; empty for traces, and where nothing was recorded
 * @param signalPower power that the repeats share
 * @param noisePower power of one repeat beyond it
 * @param snr signal power over noise power
 * @param ccMax the best correlation with the PSTH that any model can reach: the noise ceiling
 * @param stimuliRepeated stimuli with at least two repeats, which enter the powers
 * @param stimuliUnreliable those of them whose halves do not correlate positively, which do not enter the ceiling
 */
public record NeuronSummary(
        int index,
        String name,
        int stimuliRecorded,
        double recordedShare,
        OptionalDouble meanRateHz,
        ReportedValue signalPower,
        ReportedValue noisePower,
        ReportedValue snr,
        ReportedValue ccMax,
        int stimuliRepeated,
        int stimuliUnreliable) {}
