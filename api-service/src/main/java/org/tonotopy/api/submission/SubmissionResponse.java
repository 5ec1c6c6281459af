package org.tonotopy.api.submission;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.tonotopy.registry.job.JobState;
import org.tonotopy.registry.reference.VersionedName;
import org.tonotopy.registry.submission.Submission;

/**
 * Predictions that were sent to be scored.
 *
 * @param id identity
 * @param benchmark whose test stimuli they are for
 * @param modelName under which the scored model is kept
 * @param link where the model is described
 * @param parameterCount as claimed
 * @param format of the file
 * @param job that scores them
 * @param state of that job
 * @param failure why it failed
 * @param model the scored model
 * @param owner who sent them
 * @param createdAt when
 * @param withdrawnAt when they were taken off the board
 */
@Schema(
        name = "Submission",
        description =
                "Predictions of a benchmark's test stimuli that were made elsewhere, or weights of a model that was fitted elsewhere.")
public record SubmissionResponse(
        UUID id,
        @Schema(example = "ns1-natural@1") String benchmark,

        @Schema(description = "Name under which the scored model is kept.", example = "my-transformer")
        String modelName,

        @Schema(description = "Where the model is described; null: nowhere.")
        Optional<String> link,

        @Schema(
                description =
                        "Number of fitted parameters as its author claims; null: not said, or counted in the weights.")
        Optional<Long> parameterCount,

        @Schema(allowableValues = {"npz", "hdf5", "safetensors"})
        String format,

        @Schema(description = "The job that scores them.") UUID job,
        @Schema(description = "State of that job.") JobState state,

        @Schema(description = "Why it failed; null unless FAILED.")
        Optional<String> failure,

        @Schema(
                description = "The scored model; null before it is scored, and once it was withdrawn.",
                example = "my-transformer@1")
        Optional<String> model,

        @Schema(description = "Who sent them.") String owner,
        Instant createdAt,

        @Schema(description = "When they were taken off the board; null: they were not.")
        Optional<Instant> withdrawnAt) {
    static SubmissionResponse of(Submission submission) {
        return new SubmissionResponse(
                submission.id(),
                submission.benchmark().toString(),
                submission.modelName(),
                submission.link(),
                submission.parameterCount(),
                submission.format().key(),
                submission.jobId(),
                submission.jobState(),
                submission.failure(),
                submission.model().map(VersionedName::toString),
                submission.owner(),
                submission.createdAt(),
                submission.withdrawal().map(Submission.Withdrawal::at));
    }
}
