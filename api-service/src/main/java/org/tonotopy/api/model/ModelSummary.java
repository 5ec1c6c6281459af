package org.tonotopy.api.model;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.tonotopy.api.visibility.VisibilityName;
import org.tonotopy.registry.job.Units;
import org.tonotopy.registry.model.ListedLabels;
import org.tonotopy.registry.model.ModelVersion;

/**
 * A model version in a list.
 *
 * @param reference name and version
 * @param kind model kind
 * @param benchmark that it was fitted for
 * @param dataset that it was fitted to
 * @param units what one network predicts
 * @param members models that an ensemble averages
 * @param coversBenchmark whether it predicts all neurons of its benchmark
 * @param seed of the fit
 * @param parameterCount number of fitted parameters
 * @param fitSeconds wall time of the fit
 * @param tags short words
 * @param aliases that stand for it
 * @param jobId the fit that made it
 * @param visibility who may read it
 * @param owner who asked for it
 * @param createdAt when it was registered
 */
@Schema(description = "A model version in a list.")
record ModelSummary(
        @Schema(description = "Name and version.", example = "statenet-ns1-natural@1")
        String reference,

        @Schema(example = "statenet") String kind,

        @Schema(description = "The benchmark that it was fitted for.", example = "ns1-natural@1")
        String benchmark,

        @Schema(description = "The dataset that it was fitted to.", example = "ns1@1")
        String dataset,

        @Schema(
                description = "What one network predicts: all neurons together, or one each.",
                allowableValues = {"population", "each_neuron"},
                type = "string")
        Units units,

        @Schema(description = "How many models an ensemble averages; 0 for a fit.")
        int members,

        @Schema(description = "Whether it predicts all neurons of its benchmark; one that does not is on no board.")
        boolean coversBenchmark,

        @Schema(description = "Seed of the fit; null for an ensemble.")
        Optional<Long> seed,

        @Schema(
                description =
                        "Number of fitted parameters; where the weights are elsewhere as claimed, null where nobody said.")
        Optional<Long> parameterCount,

        @Schema(description = "Wall time of the fit in seconds; null for an external model.")
        Optional<Double> fitSeconds,

        @Schema(description = "Short words that people found for it.")
        List<String> tags,

        @Schema(description = "Aliases of its name that stand for it now: name@alias is this version.")
        List<String> aliases,

        @Schema(description = "The job that made it.") UUID jobId,

        @Schema(
                description = VisibilityName.TOLD,
                allowableValues = {"public", "lab", "private"})
        String visibility,

        @Schema(description = "Who asked for it.") String owner,
        Instant createdAt) {
    static ModelSummary of(ModelVersion version, ListedLabels labels) {
        return new ModelSummary(
                version.reference().toString(),
                version.kind(),
                version.benchmark().reference().toString(),
                version.benchmark().dataset().reference().toString(),
                version.spec().units(),
                version.spec().members().size(),
                version.coversItsBenchmark(),
                version.seed(),
                version.parameterCount(),
                version.fitSeconds(),
                labels.tags(),
                labels.aliases(),
                version.jobId(),
                VisibilityName.of(version.visibility()),
                version.owner().name(),
                version.createdAt());
    }
}
