package org.tonotopy.encoding.metric;

import java.util.ArrayList;
import java.util.List;
import org.tonotopy.encoding.response.PreparedResponses;

/**
 * The mean response of each neuron in the train stimuli, per bin and unsmoothed: what a model that has learned nothing
 * else would predict.
 *
 * @param countsPerBin one for each neuron, in the order of the prepared responses; NaN where nothing was recorded
 */
public record TrainRates(List<Double> countsPerBin) {

    public TrainRates {
        countsPerBin = List.copyOf(countsPerBin);
    }

    /** No rates: whatever needs them is undefined. */
    public static TrainRates unknown() {
        return new TrainRates(List.of());
    }

    /** The rate of one neuron, NaN where it is not known. */
    double of(int neuron) {
        return neuron < countsPerBin.size() ? countsPerBin.get(neuron) : Double.NaN;
    }

    /** Measures the train stimuli: every recorded bin of every repeat counts once. */
    public static TrainRates of(PreparedResponses train) {
        List<Double> rates = new ArrayList<>();
        for (int neuron = 0; neuron < train.neurons(); neuron++) {
            double sum = 0;
            long bins = 0;
            for (int stimulus = 0; stimulus < train.stimuli(); stimulus++) {
                for (double[] repeat : train.unsmoothedRepeats(stimulus, neuron)) {
                    for (double value : repeat) {
                        if (!Double.isNaN(value)) {
                            sum += value;
                            bins++;
                        }
                    }
                }
            }
            rates.add(bins == 0 ? Double.NaN : sum / bins);
        }
        return new TrainRates(rates);
    }
}
