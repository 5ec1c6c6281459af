package org.tonotopy.encoding.fitting;

import java.util.Arrays;
import java.util.List;

/**
 * The loss of a batch of clips and its derivative with respect to every prediction.
 *
 * <p>The value is {@code mean over recorded (bin, neuron) of loss(r, y) + lambda * (1 - mean over neurons of CC)}, where
 * CC is the Pearson correlation of a neuron over all its recorded bins of the batch, concatenated. A neuron whose
 * correlation is undefined (fewer than two recorded bins, or a constant prediction or target) has no part in that mean;
 * where no neuron has one, the term is left out. Targets that are NaN count nowhere and get a zero derivative.
 *
 * <p>Sums run in double and in one fixed order, so the value depends on nothing but its arguments.
 */
public final class BatchLoss {

    private final LossFunction function;
    private final double correlationWeight;
    private final int neurons;
    private final NeuronMoments moments;
    private long recorded;
    private final double[] slopeOnTarget;
    private final double[] slopeOnPrediction;
    private final double[] slopeOffset;

    /**
     * @param function loss of one entry
     * @param correlationWeight {@code lambda}; 0 leaves the correlation term out
     * @param neurons width of predictions and targets
     */
    public BatchLoss(LossFunction function, double correlationWeight, int neurons) {
        this.function = function;
        this.correlationWeight = correlationWeight;
        this.neurons = neurons;
        this.moments = new NeuronMoments(neurons);
        this.slopeOnTarget = new double[neurons];
        this.slopeOnPrediction = new double[neurons];
        this.slopeOffset = new double[neurons];
    }

    /**
     * The value alone.
     *
     * @param predictions per clip, {@code bins * neurons}
     * @param clips the clips with their targets, in the same order
     * @return the loss; NaN where nothing was recorded or a prediction is not finite
     */
    public double value(List<float[]> predictions, List<FittingClip> clips) {
        return gather(predictions, clips);
    }

    /**
     * The value, and its derivatives.
     *
     * @param predictions per clip, {@code bins * neurons}
     * @param clips the clips with their targets, in the same order
     * @param cotangents per clip, {@code bins * neurons}: overwritten with the derivative of the value
     * @return the loss; NaN where nothing was recorded or a prediction is not finite
     */
    public double valueAndCotangents(List<float[]> predictions, List<FittingClip> clips, List<float[]> cotangents) {
        double value = gather(predictions, clips);
        double perEntry = 1.0 / recorded;
        for (int clip = 0; clip < clips.size(); clip++) {
            writeCotangents(predictions.get(clip), clips.get(clip), perEntry, cotangents.get(clip));
        }
        return value;
    }

    private double gather(List<float[]> predictions, List<FittingClip> clips) {
        moments.clear();
        recorded = 0;
        double sum = 0;
        for (int clip = 0; clip < clips.size(); clip++) {
            sum += gatherClip(predictions.get(clip), clips.get(clip));
        }
        double value = sum / recorded;
        return correlationWeight == 0 ? value : value + correlationTerm();
    }

    private double gatherClip(float[] prediction, FittingClip clip) {
        float[] target = clip.target();
        boolean correlated = correlationWeight != 0;
        double sum = 0;
        for (int row = 0; row < target.length; row += neurons) {
            for (int neuron = 0; neuron < neurons; neuron++) {
                double expected = target[row + neuron];
                if (!Double.isNaN(expected)) {
                    double predicted = prediction[row + neuron];
                    sum += function.value(predicted, expected);
                    recorded++;
                    if (correlated) {
                        moments.add(neuron, predicted, expected);
                    }
                }
            }
        }
        return sum;
    }

    /**
     * The derivative of {@code -lambda/M * CC} is linear in target and prediction, with three constants per neuron:
     * {@code dCC/dr = (y - mean y)/sqrt(Srr Syy) - CC (r - mean r)/Srr}.
     */
    private double correlationTerm() {
        Arrays.fill(slopeOnTarget, 0);
        Arrays.fill(slopeOnPrediction, 0);
        Arrays.fill(slopeOffset, 0);
        int defined = 0;
        double total = 0;
        for (int neuron = 0; neuron < neurons; neuron++) {
            double correlation = moments.correlation(neuron);
            if (!Double.isNaN(correlation)) {
                defined++;
                total += correlation;
            }
        }
        if (defined == 0) {
            return 0;
        }
        double scale = -correlationWeight / defined;
        for (int neuron = 0; neuron < neurons; neuron++) {
            double correlation = moments.correlation(neuron);
            if (!Double.isNaN(correlation)) {
                double predictionSpread = moments.predictionSpread(neuron);
                double onTarget = scale / Math.sqrt(predictionSpread * moments.targetSpread(neuron));
                double onPrediction = -scale * correlation / predictionSpread;
                slopeOnTarget[neuron] = onTarget;
                slopeOnPrediction[neuron] = onPrediction;
                slopeOffset[neuron] =
                        -onTarget * moments.targetMean(neuron) - onPrediction * moments.predictionMean(neuron);
            }
        }
        return correlationWeight * (1 - total / defined);
    }

    private void writeCotangents(float[] prediction, FittingClip clip, double perEntry, float[] cotangent) {
        float[] target = clip.target();
        boolean correlated = correlationWeight != 0;
        for (int row = 0; row < target.length; row += neurons) {
            for (int neuron = 0; neuron < neurons; neuron++) {
                double expected = target[row + neuron];
                double slope = 0;
                if (!Double.isNaN(expected)) {
                    double predicted = prediction[row + neuron];
                    slope = perEntry * function.slope(predicted, expected);
                    if (correlated) {
                        slope += slopeOnTarget[neuron] * expected
                                + slopeOnPrediction[neuron] * predicted
                                + slopeOffset[neuron];
                    }
                }
                cotangent[row + neuron] = (float) slope;
            }
        }
    }
}
