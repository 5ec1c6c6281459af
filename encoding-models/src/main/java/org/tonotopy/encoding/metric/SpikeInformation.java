package org.tonotopy.encoding.metric;

import java.util.Arrays;
import java.util.List;

/** How many bits each spike gains when the prediction replaces the mean train rate, under Poisson statistics. */
final class SpikeInformation {

    private SpikeInformation() {}

    /**
     * @param countsByStimulus unsmoothed repeats, NaN where not recorded
     * @param predictionByStimulus expected counts in each bin
     * @param trainRates for each stimulus the mean count in a bin of the train stimuli
     */
    static MetricValue bitsPerSpike(
            List<List<double[]>> countsByStimulus, List<double[]> predictionByStimulus, double[] trainRates) {
        if (!Arrays.stream(trainRates).allMatch(rate -> rate > 0)) {
            return MetricValue.undefined(UndefinedReason.NO_TRAIN_RATE);
        }
        double modelLoss = 0;
        double nullLoss = 0;
        double spikes = 0;
        long bins = 0;
        for (int stimulus = 0; stimulus < countsByStimulus.size(); stimulus++) {
            double[] prediction = predictionByStimulus.get(stimulus);
            double trainRate = trainRates[stimulus];
            for (double[] repeat : countsByStimulus.get(stimulus)) {
                for (int t = 0; t < repeat.length; t++) {
                    if (Double.isNaN(repeat[t])) {
                        continue;
                    }
                    if (!Double.isFinite(prediction[t])) {
                        return MetricValue.undefined(UndefinedReason.PREDICTION_NOT_FINITE);
                    }
                    if (prediction[t] <= 0) {
                        return MetricValue.undefined(UndefinedReason.PREDICTION_NOT_POSITIVE);
                    }
                    modelLoss += prediction[t] - repeat[t] * Math.log(prediction[t]);
                    nullLoss += trainRate - repeat[t] * Math.log(trainRate);
                    spikes += repeat[t];
                    bins++;
                }
            }
        }
        if (spikes == 0) {
            return MetricValue.undefined(bins == 0 ? UndefinedReason.NOT_RECORDED : UndefinedReason.NO_SPIKES);
        }
        return MetricValue.of((nullLoss - modelLoss) / (spikes * Math.log(2)));
    }
}
