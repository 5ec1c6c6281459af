package org.tonotopy.encoding.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Correlation with single repeats, normalised by that between repeats (Pennington and David 2023). The first repeats
 * of all stimuli make the first trial, and so on; two series are compared over the bins that both recorded. A trial
 * that does not vary has no correlation and is left out of both means.
 */
final class TrialCorrelation {

    private TrialCorrelation() {}

    static MetricValue normalised(List<List<double[]>> repeatsByStimulus, List<double[]> predictionByStimulus) {
        List<double[]> trials = trials(repeatsByStimulus, predictionByStimulus);
        if (trials.isEmpty()) {
            return MetricValue.undefined(UndefinedReason.NOT_RECORDED);
        }
        double[] prediction =
                predictionByStimulus.stream().flatMapToDouble(Arrays::stream).toArray();
        double withPrediction = 0;
        int predicted = 0;
        double between = 0;
        int pairs = 0;
        Optional<UndefinedReason> objection = Optional.empty();
        for (int i = 0; i < trials.size(); i++) {
            PairedSeries series = commonBins(prediction, trials.get(i));
            objection = series.unusable().or(series::uncorrelatable);
            if (objection.isEmpty()) {
                withPrediction += series.correlation();
                predicted++;
            }
            for (int j = i + 1; j < trials.size(); j++) {
                PairedSeries pair = commonBins(trials.get(i), trials.get(j));
                if (pair.unusable().or(pair::uncorrelatable).isEmpty()) {
                    between += pair.correlation();
                    pairs++;
                }
            }
        }
        if (predicted == 0) {
            return MetricValue.undefined(objection.orElse(UndefinedReason.CONSTANT_RESPONSE));
        }
        if (pairs == 0) {
            return MetricValue.undefined(
                    trials.size() < 2 ? UndefinedReason.NO_REPEATS : UndefinedReason.REPEATS_UNCORRELATED);
        }
        return between > 0
                ? MetricValue.of(withPrediction / predicted / Math.sqrt(between / pairs))
                : MetricValue.undefined(UndefinedReason.REPEATS_UNCORRELATED);
    }

    private static List<double[]> trials(List<List<double[]>> repeatsByStimulus, List<double[]> lengths) {
        int count = repeatsByStimulus.stream().mapToInt(List::size).max().orElse(0);
        int bins = lengths.stream().mapToInt(series -> series.length).sum();
        List<double[]> trials = new ArrayList<>();
        for (int trial = 0; trial < count; trial++) {
            double[] series = new double[bins];
            Arrays.fill(series, Double.NaN);
            int start = 0;
            for (int stimulus = 0; stimulus < lengths.size(); stimulus++) {
                List<double[]> repeats = repeatsByStimulus.get(stimulus);
                if (trial < repeats.size()) {
                    System.arraycopy(repeats.get(trial), 0, series, start, lengths.get(stimulus).length);
                }
                start += lengths.get(stimulus).length;
            }
            trials.add(series);
        }
        return trials;
    }

    private static PairedSeries commonBins(double[] left, double[] trial) {
        double[] first = new double[trial.length];
        double[] second = new double[trial.length];
        int count = 0;
        for (int t = 0; t < trial.length; t++) {
            // A prediction that is not a number must be seen, so only the recording decides which bins enter.
            if (!Double.isNaN(trial[t])) {
                first[count] = left[t];
                second[count++] = trial[t];
            }
        }
        return new PairedSeries(Arrays.copyOf(first, count), Arrays.copyOf(second, count));
    }
}
