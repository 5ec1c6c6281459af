package org.tonotopy.api.dataset;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tonotopy.api.http.StorableJson;
import org.tonotopy.api.problem.FieldProblems;
import org.tonotopy.api.upload.UploadedFiles;
import org.tonotopy.api.visibility.AskedVisibility;
import org.tonotopy.registry.account.Account;
import org.tonotopy.registry.content.Sha256;
import org.tonotopy.registry.dataset.RecordingForm;
import org.tonotopy.registry.dataset.RecordingFormat;
import org.tonotopy.registry.json.RegistryJson;
import org.tonotopy.registry.store.StoredObject;
import org.tonotopy.registry.visibility.Visibility;
import tools.jackson.databind.JsonNode;

/** Checks requests for datasets. */
@Component
class DatasetRequestCheck {
    private final UploadedFiles files;
    private final AskedVisibility visibility;

    DatasetRequestCheck(UploadedFiles files, AskedVisibility visibility) {
        this.files = files;
        this.visibility = visibility;
    }

    /** A request that was checked. */
    record Checked(String name, StoredObject recording, RecordingForm form, JsonNode metadata, Visibility visibility) {
        /** Equal for requests that make the same dataset: the same file, read in the same way. */
        byte[] contentSha256() {
            byte[] file = Sha256.parseHex(recording.content().sha256());
            byte[] said = RegistryJson.canonicalBytes(metadata);
            return form.format().isCanonical()
                    ? Sha256.of(file, said)
                    : Sha256.of(file, said, RegistryJson.canonicalBytes(form));
        }
    }

    Checked check(CreateDatasetRequest request, Account owner) {
        FieldProblems problems = new FieldProblems();
        String name = request.name() == null ? "" : request.name();
        problems.requireName("name", name);
        Optional<StoredObject> recording = recording(request, problems);
        RecordingForm form = form(request.recording(), problems);
        JsonNode metadata = request.metadata();
        if (metadata == null || !metadata.isObject()) {
            problems.add(
                    "metadata",
                    metadata == null ? "it is missing" : "it is not an object",
                    "Send the lab's JSON about the recording; it names at least dt_ms, the width of a time bin. For an HDF5"
                            + " file that says so itself it may be empty: {}.");
        } else if (!StorableJson.isStorable(metadata)) {
            problems.add("metadata", "it holds what cannot be kept", StorableJson.REMEDY);
        }
        Visibility readers = visibility.of(request.visibility(), owner, problems);
        problems.refuse();
        return new Checked(name, recording.orElseThrow(), form, Objects.requireNonNull(metadata), readers);
    }

    private Optional<StoredObject> recording(CreateDatasetRequest request, FieldProblems problems) {
        CreateDatasetRequest.Recording recording = request.recording();
        if (recording == null) {
            problems.add("recording", "it is missing", "Send an object with sha256 and format.");
            return Optional.empty();
        }
        return files.find("recording.sha256", recording.sha256(), problems);
    }

    private static RecordingForm form(CreateDatasetRequest.@Nullable Recording recording, FieldProblems problems) {
        if (recording == null) {
            return RecordingForm.canonical();
        }
        Optional<RecordingFormat> format = RecordingFormat.of(Objects.requireNonNullElse(recording.format(), ""));
        if (format.isEmpty()) {
            problems.add(
                    "recording.format",
                    recording.format() == null ? "it is missing" : "there is no such format",
                    "Use one of " + String.join(", ", RecordingFormat.keys()) + ".");
            return RecordingForm.canonical();
        }
        if (format.get().comesAsSound()) {
            return RecordingForm.ofSound(
                    format.get(), new FrontEndCheck(problems).check(recording.frontEnd(), format.get()));
        }
        if (recording.frontEnd() != null) {
            problems.add(
                    "recording.front_end",
                    "a recording of the format " + format.get().key() + " has cochleagrams and no sounds",
                    "Leave it out.");
        }
        return RecordingForm.ofCochleagrams(format.get());
    }
}
