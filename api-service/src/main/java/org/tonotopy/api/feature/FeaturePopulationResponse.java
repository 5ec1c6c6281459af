package org.tonotopy.api.feature;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.tonotopy.registry.feature.FeaturePopulation;

/**
 * A figure of all neurons of a feature job.
 *
 * @param model the model version
 * @param kind kind of feature
 * @param neurons in the figure
 * @param figure where it is
 * @param jobId the job that made it
 * @param createdAt when the job succeeded
 */
@Schema(name = "FeaturePopulation", description = "The numbers of all neurons of a feature job in one figure.")
public record FeaturePopulationResponse(
        @Schema(example = "statenet-ns1-natural@1") String model,
        @Schema(example = "dream") String kind,
        @Schema(description = "Neurons in the figure.") int neurons,
        FeatureResponse.Figure figure,
        @Schema(description = "The job that made it.") UUID jobId,

        @Schema(description = "When the job succeeded.") Instant createdAt) {
    static FeaturePopulationResponse of(String model, FeaturePopulation population) {
        String path = FeatureService.POPULATION_PATH + "/" + population.jobId();
        return new FeaturePopulationResponse(
                model,
                population.kind(),
                population.neurons(),
                new FeatureResponse.Figure(path + "/figure.png", path + "/figure.svg"),
                population.jobId(),
                population.createdAt());
    }
}
