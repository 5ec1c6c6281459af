package org.tonotopy.api.reproduction;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobFailure;
import org.tonotopy.registry.job.JobState;
import org.tonotopy.registry.model.ModelVersion;
import org.tonotopy.registry.reproduction.ProvenanceDifference;
import org.tonotopy.registry.reproduction.Reproduction;
import org.tonotopy.registry.reproduction.ReproductionVerdict;

/**
 * A fit that was made again.
 *
 * @param jobId the job
 * @param state where it stands
 * @param verdict how what came out compares with the model
 * @param verdictInWords the same for people
 * @param weightsDifference how far the weights are apart
 * @param predictionsDifference how far the predictions are apart
 * @param provenance where both come from
 * @param failure why the job failed
 * @param owner who asked for it
 * @param createdAt when it was asked for
 * @param finishedAt when the job ended
 */
@Schema(name = "Reproduction", description = "A fit that was made again.")
public record ReproductionResponse(
        @Schema(description = "The job that makes it.") UUID jobId,
        JobState state,

        @Schema(description = "How what came out compares with the model; null unless the job SUCCEEDED.")
        Optional<ReproductionVerdict> verdict,

        @Schema(description = "The same in words; null with it.", example = "equal bit for bit")
        Optional<String> verdictInWords,

        @Schema(
                description =
                        "Largest difference of a weight, divided by the largest absolute weight of its array; null where the"
                                + " networks differ in form, or before the end.")
        Optional<Double> weightsDifference,

        @Schema(
                description =
                        "Largest difference of a prediction of the test stimuli, divided by the largest absolute one of its"
                                + " neuron; null where it is undefined, or before the end.")
        Optional<Double> predictionsDifference,

        @Schema(description = "Field by field, where the model and the reproduction come from; empty before the end.")
        List<Field> provenance,

        @Schema(description = "Why the job failed; null unless it did.")
        Optional<String> failure,

        @Schema(description = "Who asked for it.") String owner,
        Instant createdAt,

        @Schema(description = "When the job ended; null before that.")
        Optional<Instant> finishedAt) {
    /** Copies the list. */
    public ReproductionResponse {
        provenance = List.copyOf(provenance);
    }

    /**
     * A field of the provenance.
     *
     * @param field its name
     * @param original of the model
     * @param reproduction of the reproduction
     * @param same whether both are the same
     */
    @Schema(name = "ProvenanceField", description = "A field of two provenances.")
    public record Field(
            @Schema(example = "code_version") String field,
            @Schema(description = "Of the model.") String original,
            @Schema(description = "Of the reproduction.") String reproduction,
            boolean same) {
        static Field of(ProvenanceDifference field) {
            return new Field(field.field(), field.original(), field.reproduction(), field.same());
        }
    }

    static ReproductionResponse of(ModelVersion version, Job job, Optional<Reproduction> ended) {
        return new ReproductionResponse(
                job.id(),
                job.state(),
                ended.map(Reproduction::verdict),
                ended.map(Reproduction::verdict).map(ReproductionVerdict::words),
                ended.flatMap(Reproduction::weightsDifference),
                ended.flatMap(Reproduction::predictionsDifference),
                ended.map(again -> ProvenanceDifference.of(version, again)).orElse(List.of()).stream()
                        .map(Field::of)
                        .toList(),
                job.failure().map(JobFailure::message),
                job.owner().name(),
                job.createdAt(),
                job.finishedAt());
    }
}
