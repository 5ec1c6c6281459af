package org.tonotopy.encoding.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.tonotopy.encoding.response.PreparedResponses;

/**
 * What the repeats of a neuron say about its signal and its noise, before any model: averages over stimuli weighted by
 * their length in bins.
 *
 * @param signalPower power that the repeats share (Sahani and Linden 2003)
 * @param noisePower power of a single repeat beyond it
 * @param snr signal power over noise power
 * @param noiseOfMean noise power that is left in the PSTH: noise power over the number of repeats
 * @param ccMax the ceiling of the correlation with the PSTH (Hsu, Borst and Theunissen 2004)
 * @param repeatedStimuli stimuli with at least two repeats, which enter the powers
 * @param unrepeatedStimuli stimuli that were recorded, but with fewer than two repeats
 * @param unreliableStimuli repeated stimuli whose halves do not correlate positively; they do not enter the ceiling
 */
public record NeuronSignal(
        MetricValue signalPower,
        MetricValue noisePower,
        MetricValue snr,
        MetricValue noiseOfMean,
        MetricValue ccMax,
        int repeatedStimuli,
        int unrepeatedStimuli,
        int unreliableStimuli) {

    /** Measures the neuron at a position of the prepared responses. */
    public static NeuronSignal measure(PreparedResponses responses, int neuron) {
        List<List<double[]>> repeats = new ArrayList<>();
        for (int stimulus = 0; stimulus < responses.stimuli(); stimulus++) {
            repeats.add(responses.repeats(stimulus, neuron));
        }
        return measure(repeats);
    }

    /** Measures a neuron from its repeats to each stimulus. */
    static NeuronSignal measure(List<List<double[]>> repeatsByStimulus) {
        double signal = 0;
        double noise = 0;
        double noiseOfMean = 0;
        double weight = 0;
        double ceiling = 0;
        double ceilingWeight = 0;
        int repeated = 0;
        int unrepeated = 0;
        int unreliable = 0;
        for (List<double[]> repeats : repeatsByStimulus) {
            RepeatCovariance covariance = RepeatCovariance.of(repeats);
            if (!covariance.isRepeated()) {
                unrepeated += repeats.isEmpty() ? 0 : 1;
                continue;
            }
            repeated++;
            int bins = covariance.bins();
            double stimulusNoise = covariance.noisePower();
            signal += bins * covariance.signalPower();
            noise += bins * stimulusNoise;
            noiseOfMean += bins * stimulusNoise / covariance.repeats();
            weight += bins;
            OptionalDouble rho = covariance.halfSplitCorrelation();
            if (rho.isPresent() && rho.getAsDouble() > 0) {
                ceiling += bins * Math.sqrt(2 * rho.getAsDouble() / (1 + rho.getAsDouble()));
                ceilingWeight += bins;
            } else {
                unreliable++;
            }
        }
        if (repeated == 0) {
            MetricValue none =
                    MetricValue.undefined(unrepeated == 0 ? UndefinedReason.NOT_RECORDED : UndefinedReason.NO_REPEATS);
            return new NeuronSignal(none, none, none, none, none, 0, unrepeated, 0);
        }
        return new NeuronSignal(
                MetricValue.of(signal / weight),
                MetricValue.of(noise / weight),
                noise > 0
                        ? MetricValue.of(signal / noise)
                        : MetricValue.undefined(UndefinedReason.NOISE_POWER_NOT_POSITIVE),
                MetricValue.of(noiseOfMean / weight),
                ceilingWeight > 0
                        ? MetricValue.of(ceiling / ceilingWeight)
                        : MetricValue.undefined(UndefinedReason.NO_RELIABLE_STIMULUS),
                repeated,
                unrepeated,
                unreliable);
    }
}
