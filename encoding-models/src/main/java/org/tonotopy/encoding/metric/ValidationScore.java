package org.tonotopy.encoding.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.tonotopy.encoding.response.PreparedResponses;

/**
 * Mean {@link Metric#CC_NORM}, made to be asked after every epoch: whatever depends on the responses alone is computed
 * once.
 *
 * <p>The same neurons count every time, namely those whose responses give a normaliser. A prediction that does not vary
 * contributes 0 here, its covariance, because leaving such neurons out would reward a network for silencing them; in
 * {@link ResponseScorer} it stays undefined. Plain correlation stands in for neurons without repeats.
 */
public final class ValidationScore implements ToDoubleFunction<List<float[]>> {

    private final PreparedResponses truth;
    private final List<Target> targets;

    /** A neuron that counts: its position, its recorded bins' mean, and the power that normalises its covariance. */
    private record Target(int neuron, double mean, long bins, double power) {}

    /** Prepares to score predictions of these responses. */
    public ValidationScore(PreparedResponses truth) {
        this.truth = truth;
        List<Target> counting = new ArrayList<>();
        for (int neuron = 0; neuron < truth.neurons(); neuron++) {
            double sum = 0;
            long bins = 0;
            for (int stimulus = 0; stimulus < truth.stimuli(); stimulus++) {
                for (int t = 0; t < truth.bins(stimulus); t++) {
                    double response = truth.psthAt(stimulus, t, neuron);
                    if (!Double.isNaN(response)) {
                        sum += response;
                        bins++;
                    }
                }
            }
            double mean = sum / bins;
            NeuronSignal signal = NeuronSignal.measure(truth, neuron);
            double power = signal.signalPower().isDefined()
                    ? signal.signalPower().value()
                    : varianceOfPsth(neuron, mean, bins);
            if (power > 0 && bins >= 2) {
                counting.add(new Target(neuron, mean, bins, power));
            }
        }
        this.targets = List.copyOf(counting);
    }

    private double varianceOfPsth(int neuron, double mean, long bins) {
        double squares = 0;
        for (int stimulus = 0; stimulus < truth.stimuli(); stimulus++) {
            for (int t = 0; t < truth.bins(stimulus); t++) {
                double response = truth.psthAt(stimulus, t, neuron);
                if (!Double.isNaN(response)) {
                    squares += (response - mean) * (response - mean);
                }
            }
        }
        return squares / (bins - 1);
    }

    /** How many neurons count. */
    public int countedNeurons() {
        return targets.size();
    }

    /**
     * The score.
     *
     * @param predictions one for each stimulus, time-major, {@code bins * neurons}
     * @return the mean over the neurons that count; NaN where none counts or a prediction is not finite
     */
    @Override
    public double applyAsDouble(List<float[]> predictions) {
        Predictions.ofFloats(predictions).requireShapeOf(truth);
        double sum = 0;
        for (Target target : targets) {
            sum += normalisedCorrelation(target, predictions);
        }
        return targets.isEmpty() ? Double.NaN : sum / targets.size();
    }

    private double normalisedCorrelation(Target target, List<float[]> predictions) {
        double predictionMean = 0;
        for (int stimulus = 0; stimulus < truth.stimuli(); stimulus++) {
            float[] prediction = predictions.get(stimulus);
            for (int t = 0; t < truth.bins(stimulus); t++) {
                if (!Double.isNaN(truth.psthAt(stimulus, t, target.neuron()))) {
                    predictionMean += prediction[t * truth.neurons() + target.neuron()];
                }
            }
        }
        predictionMean /= target.bins();
        double covariance = 0;
        double variance = 0;
        for (int stimulus = 0; stimulus < truth.stimuli(); stimulus++) {
            float[] prediction = predictions.get(stimulus);
            for (int t = 0; t < truth.bins(stimulus); t++) {
                double response = truth.psthAt(stimulus, t, target.neuron());
                if (!Double.isNaN(response)) {
                    double deviation = prediction[t * truth.neurons() + target.neuron()] - predictionMean;
                    covariance += deviation * (response - target.mean());
                    variance += deviation * deviation;
                }
            }
        }
        if (variance == 0) {
            return 0;
        }
        return covariance / Math.sqrt(variance * (target.bins() - 1) * target.power());
    }
}
