package org.tonotopy.api.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tonotopy.api.visibility.VisibilityName;
import org.tonotopy.registry.content.Sha256;
import org.tonotopy.registry.reference.VersionedName;
import tools.jackson.databind.JsonNode;

/**
 * Asks for a dataset of an uploaded recording.
 *
 * @param name of the dataset
 * @param recording the uploaded file
 * @param metadata what the lab says of it
 * @param visibility who may read it
 */
@Schema(description = "Asks for a dataset of an uploaded recording.")
public record CreateDatasetRequest(
        @Schema(
                description = "Lower-case letters, digits, dots and hyphens.",
                requiredMode = Schema.RequiredMode.REQUIRED,
                pattern = VersionedName.NAME_PATTERN,
                example = "ns1")
        @Nullable String name,

        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable Recording recording,

        @Schema(
                description = "What the lab says of the recording: dt_ms, names of stimuli and neurons, source,"
                        + " license, citation and whatever else it wants to keep.",
                requiredMode = Schema.RequiredMode.REQUIRED,
                example = "{\"dt_ms\": 5}")
        @Nullable JsonNode metadata,

        @Schema(
                description = VisibilityName.ASKED,
                allowableValues = {"public", "lab", "private"})
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable String visibility) {
    /**
     * The uploaded file.
     *
     * @param sha256 hash under which it was uploaded
     * @param format form of the file
     * @param frontEnd how its sounds become cochleagrams
     */
    @Schema(name = "RecordingReference", description = "An uploaded file.")
    record Recording(
            @Schema(
                    description = "Hash under which it was uploaded.",
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    pattern = Sha256.HEX_PATTERN)
            @Nullable String sha256,

            @Schema(
                    description = "Form of the file.",
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    allowableValues = {"npz", "hdf5", "ns1", "wav-csv", "crcns-aa", "crcns-ac1", "nems"})
            @Nullable String format,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable FrontEndRequest frontEnd) {}
}
