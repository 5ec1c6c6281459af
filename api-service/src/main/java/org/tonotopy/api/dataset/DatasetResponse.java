package org.tonotopy.api.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.tonotopy.registry.dataset.Dataset;
import org.tonotopy.registry.dataset.DatasetShape;
import org.tonotopy.registry.dataset.DatasetState;
import org.tonotopy.registry.dataset.Finding;
import org.tonotopy.registry.dataset.FrontEndSettings;
import tools.jackson.databind.JsonNode;

/**
 * A dataset version.
 *
 * @param reference name and version
 * @param name its name
 * @param version its version
 * @param state where it stands
 * @param duplicate present in the answer to a creating request: whether the dataset was there already
 * @param jobId the job that reads the recording
 * @param contentSha256 hash over recording and metadata
 * @param recording the uploaded file
 * @param metadata what the lab says of it
 * @param shape what is in it
 * @param report the validation report
 * @param findings why it was rejected
 * @param owner who uploaded it
 * @param createdAt when it was created
 * @param validatedAt when it was accepted or rejected
 */
@Schema(name = "Dataset", description = "A version of a recording; immutable once READY.")
record DatasetResponse(
        @Schema(description = "Name and version.", example = "ns1@1")
        String reference,

        String name,
        int version,

        @Schema(description = "VALIDATING until the recording was read; then READY or REJECTED.")
        DatasetState state,

        @Schema(description = "Only in the answer to a creating request: whether the dataset was there already.")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        Optional<Boolean> duplicate,

        @Schema(description = "The job that reads the recording.")
        Optional<UUID> jobId,

        @Schema(description = "Hash over recording and metadata.")
        String contentSha256,

        RecordingFile recording,

        @Schema(description = "What the lab says of the recording.")
        JsonNode metadata,

        @Schema(description = "What is in it; null until READY.")
        Optional<DatasetShape> shape,

        @Schema(description = "The validation report; null until READY.")
        Optional<JsonNode> report,

        @Schema(description = "Why it was rejected; empty unless REJECTED.")
        List<Finding> findings,

        @Schema(description = "Who uploaded it.") String owner,
        Instant createdAt,

        @Schema(description = "When it was accepted or rejected.")
        Optional<Instant> validatedAt) {
    /**
     * The file of a recording.
     *
     * @param sha256 its hash
     * @param sizeBytes its length
     * @param format its form
     * @param frontEnd how its sounds become cochleagrams
     */
    @Schema(description = "The file of a recording.")
    record RecordingFile(
            String sha256,
            long sizeBytes,
            String format,

            @Schema(description = "How its sounds become cochleagrams; null where it has cochleagrams.")
            Optional<FrontEndSettings> frontEnd) {}

    static DatasetResponse of(Dataset dataset, Optional<UUID> job, Optional<Boolean> duplicate) {
        return new DatasetResponse(
                dataset.reference().toString(),
                dataset.reference().name(),
                dataset.reference().version(),
                dataset.state(),
                duplicate,
                job,
                dataset.contentSha256(),
                new RecordingFile(
                        dataset.recording().content().sha256(),
                        dataset.recording().content().sizeBytes(),
                        dataset.form().format().key(),
                        dataset.form().frontEnd()),
                dataset.metadata(),
                dataset.shape(),
                dataset.report(),
                dataset.rejection(),
                dataset.owner().name(),
                dataset.createdAt(),
                dataset.validatedAt());
    }
}
