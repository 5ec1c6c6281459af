package org.tonotopy.api.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.tonotopy.api.visibility.VisibilityName;
import org.tonotopy.registry.dataset.Dataset;
import org.tonotopy.registry.dataset.DatasetShape;
import org.tonotopy.registry.dataset.DatasetState;
import org.tonotopy.registry.dataset.Finding;
import org.tonotopy.registry.dataset.FrontEndSettings;
import org.tonotopy.registry.reference.VersionedName;
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
 * @param sameContentAs other datasets with the same recording and metadata
 * @param license on what terms it may be used
 * @param licenseNote says so where there is no license
 * @param citations what to cite
 * @param sources where it comes from
 * @param recording the uploaded file
 * @param metadata what the lab says of it
 * @param shape what is in it
 * @param report the validation report
 * @param findings why it was rejected
 * @param visibility who may read it
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

        @Schema(description = "Other datasets with the same recording and metadata; rejected ones are not named.")
        List<String> sameContentAs,

        @Schema(description = "On what terms it may be used, from the metadata's license; null where it says nothing.")
        Optional<String> license,

        @Schema(description = "Says so where there is no license; null where there is one.")
        Optional<String> licenseNote,

        @Schema(description = "What to cite, from the metadata's cite.")
        List<String> citations,

        @Schema(description = "Where it comes from, from the metadata's source.")
        List<String> sources,

        RecordingFile recording,

        @Schema(description = "What the lab says of the recording.")
        JsonNode metadata,

        @Schema(description = "What is in it; null until READY.")
        Optional<DatasetShape> shape,

        @Schema(description = "The validation report; null until READY.")
        Optional<JsonNode> report,

        @Schema(description = "Why it was rejected; empty unless REJECTED.")
        List<Finding> findings,

        @Schema(
                description = VisibilityName.TOLD,
                allowableValues = {"public", "lab", "private"})
        String visibility,

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

    /**
     * A version as it is shown.
     *
     * @param same other datasets with the same content
     */
    static DatasetResponse of(
            Dataset dataset, Optional<UUID> job, List<VersionedName> same, Optional<Boolean> duplicate) {
        DatasetProvenance provenance = DatasetProvenance.of(dataset.metadata());
        return new DatasetResponse(
                dataset.reference().toString(),
                dataset.reference().name(),
                dataset.reference().version(),
                dataset.state(),
                duplicate,
                job,
                dataset.contentSha256(),
                same.stream().map(VersionedName::toString).toList(),
                provenance.license(),
                provenance.licenseNote(),
                provenance.citations(),
                provenance.sources(),
                new RecordingFile(
                        dataset.recording().content().sha256(),
                        dataset.recording().content().sizeBytes(),
                        dataset.form().format().key(),
                        dataset.form().frontEnd()),
                dataset.metadata(),
                dataset.shape(),
                dataset.report(),
                dataset.rejection(),
                VisibilityName.of(dataset.visibility()),
                dataset.owner().name(),
                dataset.createdAt(),
                dataset.validatedAt());
    }
}
