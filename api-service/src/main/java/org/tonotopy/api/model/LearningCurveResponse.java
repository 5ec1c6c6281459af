package org.tonotopy.api.model;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.tonotopy.registry.model.FittedNetwork;
import org.tonotopy.registry.model.LearningCurvePoint;
import org.tonotopy.registry.model.ModelVersion;

/**
 * The learning curve of a network of a model.
 *
 * @param model its reference
 * @param network its number
 * @param bestEpoch whose weights were kept
 * @param points one per epoch
 */
@Schema(name = "LearningCurve", description = "The learning curve of a network of a model.")
record LearningCurveResponse(
        @Schema(example = "statenet-ns1-natural@1") String model,

        @Schema(description = "Number of the network, from 0.")
        int network,

        @Schema(description = "The epoch whose weights were kept.")
        int bestEpoch,

        List<Point> points) {
    /**
     * One epoch.
     *
     * @param epoch counts from 1
     * @param trainLoss over the training clips
     * @param validationLoss on the validation stimuli
     * @param validationScore on the validation stimuli
     * @param learningRate of the epoch
     * @param seconds wall time of the epoch
     */
    @Schema(name = "LearningCurvePoint", description = "One epoch of a fit.")
    record Point(
            @Schema(description = "Counts from 1; 0 is the state before the first step.")
            int epoch,

            @Schema(description = "Mean loss over the epoch's training clips.")
            Optional<Double> trainLoss,

            @Schema(description = "Loss on the validation stimuli.")
            Optional<Double> validationLoss,

            @Schema(description = "Mean normalised correlation on the validation stimuli.")
            Optional<Double> validationScore,

            @Schema(description = "Learning rate of the epoch.")
            Optional<Double> learningRate,

            @Schema(description = "Wall time of the epoch in seconds.")
            double seconds) {}

    static LearningCurveResponse of(
            ModelVersion version, int number, FittedNetwork network, List<LearningCurvePoint> points) {
        return new LearningCurveResponse(
                version.reference().toString(),
                number,
                network.fit().bestEpoch(),
                points.stream().map(LearningCurveResponse::point).toList());
    }

    private static Point point(LearningCurvePoint point) {
        return new Point(
                point.epoch(),
                boxed(point.trainLoss()),
                boxed(point.validationLoss()),
                boxed(point.validationScore()),
                boxed(point.learningRate()),
                point.seconds());
    }

    private static Optional<Double> boxed(OptionalDouble value) {
        return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
    }
}
