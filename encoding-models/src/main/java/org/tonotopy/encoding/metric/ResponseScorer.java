package org.tonotopy.encoding.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.tonotopy.encoding.recording.ResponseKind;
import org.tonotopy.encoding.response.PreparedResponses;

/** Scores predictions against prepared responses: the one scorer, for models fitted here and for those made elsewhere. */
public final class ResponseScorer {

    private ResponseScorer() {}

    /**
     * Scores without a train rate: {@link Metric#BITS_PER_SPIKE} is undefined.
     *
     * @see #score(PreparedResponses, Predictions, TrainRates)
     */
    public static List<NeuronScores> score(PreparedResponses truth, List<float[]> predictions) {
        return score(truth, Predictions.ofFloats(predictions), TrainRates.unknown());
    }

    /**
     * Scores every neuron on every metric.
     *
     * @param truth the responses
     * @param predictions of the same neurons to the same stimuli
     * @param trainRates of the same neurons, for {@link Metric#BITS_PER_SPIKE}
     * @throws IllegalArgumentException where the predictions do not have the shape of the responses
     */
    public static List<NeuronScores> score(PreparedResponses truth, Predictions predictions, TrainRates trainRates) {
        return score(truth, predictions, Collections.nCopies(truth.stimuli(), trainRates));
    }

    /**
     * Scores predictions that were made by a model of its own for each fold of a cross-validation: every stimulus has the train
     * rates of the fold that held it out, so that neither the model nor what it is measured against has heard it.
     *
     * @param trainRates one for each stimulus
     * @see #score(PreparedResponses, Predictions, TrainRates)
     */
    public static List<NeuronScores> score(
            PreparedResponses truth, Predictions predictions, List<TrainRates> trainRates) {
        predictions.requireShapeOf(truth);
        List<NeuronScores> scores = new ArrayList<>();
        for (int neuron = 0; neuron < truth.neurons(); neuron++) {
            int position = neuron;
            scores.add(score(
                    truth,
                    neuron,
                    predictions,
                    trainRates.stream().mapToDouble(rates -> rates.of(position)).toArray()));
        }
        return scores;
    }

    private static NeuronScores score(
            PreparedResponses truth, int neuron, Predictions predictions, double[] trainRates) {
        List<List<double[]>> repeats = new ArrayList<>();
        List<double[]> prediction = new ArrayList<>();
        DoubleStream.Builder recordedPrediction = DoubleStream.builder();
        DoubleStream.Builder recordedResponse = DoubleStream.builder();
        for (int stimulus = 0; stimulus < truth.stimuli(); stimulus++) {
            repeats.add(truth.repeats(stimulus, neuron));
            double[] series = new double[truth.bins(stimulus)];
            for (int t = 0; t < series.length; t++) {
                series[t] = predictions.at(stimulus, t * truth.neurons() + neuron);
                double response = truth.psthAt(stimulus, t, neuron);
                if (!Double.isNaN(response)) {
                    recordedPrediction.add(series[t]);
                    recordedResponse.add(response);
                }
            }
            prediction.add(series);
        }
        PairedSeries paired = new PairedSeries(
                recordedPrediction.build().toArray(), recordedResponse.build().toArray());
        NeuronSignal signal = NeuronSignal.measure(repeats);

        Map<Metric, MetricValue> values = new EnumMap<>(Metric.class);
        values.put(Metric.SIGNAL_POWER, signal.signalPower());
        values.put(Metric.NOISE_POWER, signal.noisePower());
        values.put(Metric.SNR, signal.snr());
        values.put(Metric.CC_MAX, signal.ccMax());
        values.put(Metric.BITS_PER_SPIKE, bitsPerSpike(truth, neuron, prediction, trainRates));
        Optional<UndefinedReason> unusable = paired.unusable();
        if (unusable.isPresent()) {
            for (Metric metric : Metric.values()) {
                values.putIfAbsent(metric, MetricValue.undefined(unusable.get()));
            }
        } else {
            values.put(Metric.MSE, MetricValue.of(paired.meanSquaredError()));
            values.put(Metric.POISSON_NLL, MetricValue.of(paired.poissonLoss()));
            values.put(Metric.CC, correlation(paired));
            values.put(Metric.CC_NORM, normalisedCorrelation(paired, signal));
            values.put(Metric.CC_NORM_HSU, normalisedByCeiling(paired, signal));
            values.put(Metric.CC_TRIAL_NORM, TrialCorrelation.normalised(repeats, prediction));
            values.put(Metric.FVE, explainedVariance(paired));
            values.put(Metric.FEVE, explainedExplainableVariance(paired, signal));
        }
        return new NeuronScores(truth.neuronIndex(neuron), truth.neuron(neuron).name(), values, flags(signal));
    }

    private static MetricValue correlation(PairedSeries paired) {
        return paired.uncorrelatable()
                .map(MetricValue::undefined)
                .orElseGet(() -> MetricValue.of(paired.correlation()));
    }

    /** Schoppe 2016: covariance and variance over the stimuli concatenated, signal power within stimuli. */
    private static MetricValue normalisedCorrelation(PairedSeries paired, NeuronSignal signal) {
        MetricValue plain = correlation(paired);
        if (!plain.isDefined() || isWithoutRepeats(signal)) {
            return plain;
        }
        double power = signal.signalPower().value();
        return power > 0
                ? MetricValue.of(paired.covariance() / Math.sqrt(paired.predictionVariance() * power))
                : MetricValue.undefined(UndefinedReason.SIGNAL_POWER_NOT_POSITIVE);
    }

    private static MetricValue normalisedByCeiling(PairedSeries paired, NeuronSignal signal) {
        MetricValue plain = correlation(paired);
        if (!plain.isDefined() || !signal.ccMax().isDefined()) {
            return plain.isDefined() ? signal.ccMax() : plain;
        }
        return MetricValue.of(plain.value() / signal.ccMax().value());
    }

    private static MetricValue explainedVariance(PairedSeries paired) {
        return paired.responseWithoutVariance().map(MetricValue::undefined).orElseGet(() -> {
            double residual = paired.meanSquaredError() * paired.bins();
            double total = paired.responseVariance() * (paired.bins() - 1);
            return MetricValue.of(1 - residual / total);
        });
    }

    private static MetricValue explainedExplainableVariance(PairedSeries paired, NeuronSignal signal) {
        Optional<UndefinedReason> constant = paired.responseWithoutVariance();
        if (constant.isPresent()) {
            return MetricValue.undefined(constant.get());
        }
        if (!signal.noiseOfMean().isDefined()) {
            return signal.noiseOfMean();
        }
        double noise = signal.noiseOfMean().value();
        double explainable = paired.responseVariance() - noise;
        return explainable > 0
                ? MetricValue.of(1 - (paired.meanSquaredError() - noise) / explainable)
                : MetricValue.undefined(UndefinedReason.NO_EXPLAINABLE_VARIANCE);
    }

    private static MetricValue bitsPerSpike(
            PreparedResponses truth, int neuron, List<double[]> prediction, double[] trainRates) {
        if (truth.kind() != ResponseKind.COUNTS) {
            return MetricValue.undefined(UndefinedReason.NOT_COUNTS);
        }
        double gain = truth.window().sum();
        List<double[]> expectedCounts = prediction.stream()
                .map(series -> Arrays.stream(series).map(value -> value / gain).toArray())
                .toList();
        List<List<double[]>> counts = new ArrayList<>();
        for (int stimulus = 0; stimulus < truth.stimuli(); stimulus++) {
            counts.add(truth.unsmoothedRepeats(stimulus, neuron));
        }
        return SpikeInformation.bitsPerSpike(counts, expectedCounts, trainRates);
    }

    private static boolean isWithoutRepeats(NeuronSignal signal) {
        return signal.repeatedStimuli() == 0 && signal.unrepeatedStimuli() > 0;
    }

    private static Map<ScoreFlag, Integer> flags(NeuronSignal signal) {
        Map<ScoreFlag, Integer> flags = new EnumMap<>(ScoreFlag.class);
        if (isWithoutRepeats(signal)) {
            flags.put(ScoreFlag.CC_NORM_IS_PLAIN_CC, signal.unrepeatedStimuli());
        } else if (signal.unrepeatedStimuli() > 0) {
            flags.put(ScoreFlag.STIMULI_LEFT_OUT_OF_SIGNAL_POWER, signal.unrepeatedStimuli());
        }
        if (signal.unreliableStimuli() > 0) {
            flags.put(ScoreFlag.STIMULI_LEFT_OUT_OF_CC_MAX, signal.unreliableStimuli());
        }
        return flags;
    }
}
