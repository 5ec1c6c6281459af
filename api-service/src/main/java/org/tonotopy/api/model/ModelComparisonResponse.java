package org.tonotopy.api.model;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;

/**
 * Two model versions beside each other.
 *
 * @param first reference of one
 * @param second reference of the other
 * @param sameSpec whether what was fitted and how is the same
 * @param differences how many fields differ
 * @param fields all fields
 * @param scores all metrics
 * @param neurons how the neurons that both predict compare
 * @param neuronsNote why they do not
 */
@Schema(name = "ModelComparison", description = "Two model versions, field by field.")
public record ModelComparisonResponse(
        @Schema(description = "Name and version.", example = "statenet-ns1-natural@1")
        String first,

        @Schema(description = "Name and version.", example = "statenet-ns1-natural@2")
        String second,

        @Schema(
                description =
                        "Whether model, training and units are the same: then they differ by seed and circumstances alone.")
        boolean sameSpec,

        @Schema(description = "How many of the fields differ.")
        int differences,

        List<Field> fields,

        @Schema(description = "Each metric over the neurons of the benchmark of each.")
        List<Score> scores,

        @Schema(description = "Neuron by neuron on the test stimuli; null where they cannot be compared.")
        Optional<Neurons> neurons,

        @Schema(description = "Why neurons cannot be compared; null where they can.")
        Optional<String> neuronsNote) {
    /** Copies the lists. */
    public ModelComparisonResponse {
        fields = List.copyOf(fields);
        scores = List.copyOf(scores);
    }

    /** What a field is about. */
    public enum Part {
        /** What was fitted: kind and hyperparameters. */
        MODEL,
        /** How: way and hyperparameters. */
        TRAINING,
        /** What it was fitted to. */
        DATA,
        /** Seed, members, parameters, and how long it took. */
        FIT,
        /** By which code, where, and by whom. */
        PROVENANCE
    }

    /**
     * A field.
     *
     * @param part what it is about
     * @param field its name
     * @param first of one
     * @param second of the other
     * @param same whether both are equal
     */
    @Schema(name = "ModelComparisonField", description = "A field of two models.")
    public record Field(
            @Schema(
                    description = "What it is about.",
                    allowableValues = {"model", "training", "data", "fit", "provenance"})
            String part,

            @Schema(example = "hidden_units") String field,

            @Schema(description = "Of the first: a number, a text or a truth value; null where it has none.")
            Optional<Object> first,

            @Schema(description = "Of the second: a number, a text or a truth value; null where it has none.")
            Optional<Object> second,

            boolean same) {}

    /**
     * A metric over neurons.
     *
     * @param metric its key
     * @param first mean of one
     * @param second mean of the other
     * @param difference of the means
     * @param firstCounted neurons that count
     * @param secondCounted neurons that count
     */
    @Schema(name = "ModelComparisonScore", description = "A metric of two models, as means over neurons.")
    public record Score(
            @Schema(example = "cc_norm") String metric,

            @Schema(description = "Mean of the first; null where it is undefined.")
            Optional<Double> first,

            @Schema(description = "Mean of the second; null where it is undefined.")
            Optional<Double> second,

            @Schema(description = "Second less first; null where either is undefined or the benchmarks differ.")
            Optional<Double> difference,

            @Schema(description = "Neurons that count for the first.")
            int firstCounted,

            @Schema(description = "Neurons that count for the second.")
            int secondCounted) {}

    /**
     * Neuron by neuron.
     *
     * @param metric by which the benchmark ranks
     * @param counted neurons for which both are defined
     * @param firstBetter neurons that the first predicts better
     * @param secondBetter neurons that the second predicts better
     * @param meanDifference over them
     * @param medianDifference over them
     * @param leftOut neurons for which either is undefined
     */
    @Schema(name = "ModelComparisonNeurons", description = "The neurons that two models predict, one by one.")
    public record Neurons(
            @Schema(description = "By which the benchmark ranks.", example = "cc_norm")
            String metric,

            @Schema(description = "Neurons for which it is defined for both.")
            int counted,

            @Schema(description = "Neurons that the first predicts better.")
            int firstBetter,

            @Schema(description = "Neurons that the second predicts better.")
            int secondBetter,

            @Schema(description = "Mean over neurons of second less first; null where none counts.")
            Optional<Double> meanDifference,

            @Schema(description = "Their median; null where none counts.")
            Optional<Double> medianDifference,

            @Schema(description = "Neurons that both predict and for which it is undefined for either.")
            int leftOut) {}
}
