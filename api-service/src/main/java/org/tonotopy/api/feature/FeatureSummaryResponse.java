package org.tonotopy.api.feature;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.tonotopy.registry.feature.Feature;
import org.tonotopy.registry.feature.FeatureOutcome;

/**
 * The features of all neurons of a model in numbers.
 *
 * @param model the model version
 * @param features by kind and neuron
 */
@Schema(name = "FeatureSummary", description = "The newest feature of each kind of each neuron of a model, in numbers.")
public record FeatureSummaryResponse(
        @Schema(example = "statenet-ns1-natural@1") String model,

        @Schema(description = "By kind, then by neuron; the population last.")
        List<Row> features) {
    /**
     * One feature.
     *
     * @param neuron index in the dataset
     * @param name its name there
     * @param hiddenUnit index in the model
     * @param kind kind of feature
     * @param outcome what became of it
     * @param reason why it is not complete
     * @param numbers name to value
     * @param undefined name to reason
     * @param feature its id
     */
    @Schema(name = "FeatureSummaryRow", description = "One feature in numbers.")
    public record Row(
            @Schema(
                    description =
                            "Index of the neuron in the dataset, from 0; null: the population's or a hidden unit's.")
            Optional<Integer> neuron,

            @Schema(description = "Its name in the dataset; null: the population's or a hidden unit's.")
            Optional<String> name,

            @Schema(
                    description =
                            "Index of the hidden unit in the model, from 0; null: a neuron's or the population's.")
            Optional<Integer> hiddenUnit,

            String kind,
            FeatureOutcome outcome,

            @Schema(description = "Why it is not COMPLETE; null where it is.")
            Optional<String> reason,

            @Schema(description = "An undefined number is null.")
            Map<String, Optional<Double>> numbers,

            @Schema(description = "Why a number is undefined.")
            Map<String, String> undefined,

            @Schema(description = "Identity of the feature.")
            UUID feature) {
        static Row of(Feature feature) {
            return new Row(
                    feature.subject().neuron(),
                    FeatureResponse.neuronName(feature),
                    feature.subject().hiddenUnit(),
                    feature.kind(),
                    feature.outcome(),
                    feature.reason(),
                    FeatureResponse.numbers(feature),
                    FeatureResponse.undefined(feature),
                    feature.id());
        }
    }
}
