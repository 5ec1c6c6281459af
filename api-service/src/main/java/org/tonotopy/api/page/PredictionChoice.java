package org.tonotopy.api.page;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.tonotopy.api.prediction.PredictionService;
import org.tonotopy.registry.dataset.DatasetShape;
import org.tonotopy.registry.model.ModelVersion;
import org.tonotopy.registry.score.BenchmarkScore;
import org.tonotopy.registry.score.NeuronMetric;
import org.tonotopy.registry.score.NeuronScore;

/** Of which neuron and test stimulus the page of a model shows the prediction: the best neuron's, until another one is chosen. */
@Component
class PredictionChoice {
    /** More are no list that anybody chooses from: their indices are typed. */
    private static final int MOST_LISTED = 200;

    private final PredictionService predictions;

    PredictionChoice(PredictionService predictions) {
        this.predictions = predictions;
    }

    /** Empty where nothing was kept to be looked at. */
    Optional<ModelView.Prediction> of(ModelVersion version, BenchmarkScore score, ModelChoice choice) {
        if (!predictions.areKept(version)) {
            return Optional.empty();
        }
        Map<Integer, NeuronScore> scores =
                score.neurons().stream().collect(Collectors.toMap(NeuronScore::neuron, Function.identity()));
        List<Integer> neurons = version.neurons();
        int shown = choice.neuron()
                .orElseGet(() -> neurons.stream()
                        .max(Comparator.comparing(index ->
                                value(scores, index, NeuronMetric.CC_NORM).orElse(Double.NEGATIVE_INFINITY)))
                        .orElseThrow());
        List<Integer> stimuli = PredictionService.stimuli(version);
        int heard = choice.stimulus().orElse(stimuli.get(0));
        PredictionService.check(version, shown, heard);
        DatasetShape shape = version.benchmark().dataset().shape().orElseThrow();
        String whose = "neuron " + shown + ", " + shape.neurons().get(shown).name();
        return Optional.of(new ModelView.Prediction(
                neurons.size() > MOST_LISTED
                        ? List.of()
                        : neurons.stream()
                                .map(index -> new FormOption(
                                        String.valueOf(index),
                                        index + ", "
                                                + shape.neurons().get(index).name() + " (CCnorm "
                                                + PageNumbers.score(value(scores, index, NeuronMetric.CC_NORM)) + ")"))
                                .toList(),
                neurons.get(neurons.size() - 1),
                String.valueOf(shown),
                stimuli.stream()
                        .map(index -> new FormOption(
                                String.valueOf(index),
                                index + ", " + shape.stimuli().get(index).name()))
                        .toList(),
                String.valueOf(heard),
                "Prediction of " + version.reference() + " for " + whose + ", over its response to stimulus " + heard,
                List.of(
                        new Fact("CC", PageNumbers.score(value(scores, shown, NeuronMetric.CC))),
                        new Fact("CCnorm", PageNumbers.score(value(scores, shown, NeuronMetric.CC_NORM))),
                        new Fact(
                                "Smoothing",
                                BenchmarkWords.of(
                                        version.benchmark().definition().smoothing()))),
                predictions.showsResponses(version, heard) ? Optional.empty() : Optional.of(PredictionService.HIDDEN)));
    }

    private static Optional<Double> value(Map<Integer, NeuronScore> scores, int neuron, NeuronMetric metric) {
        return Optional.ofNullable(scores.get(neuron))
                .map(score -> score.values().get(metric));
    }
}
