package org.tonotopy.encoding.importing.nems;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.tonotopy.encoding.importing.ImportSettings;
import org.tonotopy.encoding.importing.archive.ArchiveEntry;
import org.tonotopy.encoding.importing.nems.SignalDescription.Form;
import org.tonotopy.encoding.recording.Finding;
import org.tonotopy.encoding.recording.Finding.Code;
import org.tonotopy.encoding.recording.ReadingLimits;
import org.tonotopy.encoding.recording.RecordingRejectedException;
import tools.jackson.databind.JsonNode;

/**
 * One recording of an archive, most often of one site: what is said of it, before any sample is read.
 *
 * @param files its files
 * @param stimulus the signal of the sound, where it has one
 * @param response the signal of the units, where it has one
 * @param presentations of stimuli, in the order of time
 * @param bank what its metadata call the filters that made the cochleagrams
 * @param area where its metadata say that the units are
 */
record Site(
        SignalFiles files,
        Optional<SignalDescription> stimulus,
        Optional<SignalDescription> response,
        List<Presentation> presentations,
        Optional<String> bank,
        Optional<String> area) {

    private static final double SAME_STEP = 1e-6;

    Site {
        presentations = List.copyOf(presentations);
    }

    /** @throws RecordingRejectedException where something is missing, cannot be read, or has other time bins */
    static Site read(SignalFiles files, ImportSettings settings) throws IOException, RecordingRejectedException {
        ReadingLimits limits = settings.limits();
        Optional<SignalDescription> stimulus = signal(files, SignalFiles.STIMULUS, Form.EVENTS, settings);
        Optional<SignalDescription> response = signal(files, SignalFiles.RESPONSE, Form.TILES, settings);
        String key = SignalFiles.RESPONSE + ".epoch.csv";
        ArchiveEntry epochs = files.file(key)
                .or(() -> files.file(SignalFiles.STIMULUS + ".epoch.csv"))
                .orElseThrow(() -> rejection(
                        Code.MISSING_FILE,
                        files.where(key),
                        "No file says when stimuli were presented.",
                        "Save the recording with its epochs."));
        List<Presentation> presentations = EpochTable.read(files, epochs);
        if (presentations.isEmpty()) {
            throw rejection(
                    Code.NO_STIMULI,
                    files.where(epochs),
                    "It has no epoch whose name begins with STIM_.",
                    "Name the epochs of stimuli so, as NEMS does.");
        }
        Optional<ArchiveEntry> metadata = files.file(SignalFiles.METADATA);
        Optional<JsonNode> json = metadata.isPresent()
                ? Optional.of(SignalDescription.json(files, metadata.get(), limits))
                : Optional.empty();
        return new Site(
                files,
                stimulus,
                response,
                presentations,
                json.flatMap(root -> text(root, "stimfmt")).or(() -> stimulus.flatMap(SignalDescription::bank)),
                json.flatMap(root -> text(root, "area")));
    }

    private static Optional<String> text(JsonNode root, String key) {
        JsonNode value = root.path(key);
        return value.isString() && !value.stringValue().isBlank() ? Optional.of(value.stringValue()) : Optional.empty();
    }

    private static Optional<SignalDescription> signal(
            SignalFiles files, String signal, Form unusable, ImportSettings settings)
            throws IOException, RecordingRejectedException {
        if (!files.has(signal)) {
            return Optional.empty();
        }
        SignalDescription description = SignalDescription.read(files, signal, settings.limits());
        String where = files.where(signal + ".json");
        if (description.form() == unusable) {
            throw rejection(
                    Code.UNSUPPORTED_FORMAT,
                    where,
                    unusable == Form.EVENTS
                            ? "A sound cannot be made of times of events."
                            : "The responses are kept for each stimulus, not for each presentation of it.",
                    "Rasterize the signal, and save the recording again.");
        }
        double dtMs = settings.metadata().dtMs();
        double ownMs = 1000 / description.rateHz();
        // Times of spikes are counted in whatever bins are wanted.
        if (description.form() != Form.EVENTS && Math.abs(ownMs - dtMs) > SAME_STEP * dtMs) {
            throw rejection(
                    Code.BAD_TIME_STEP,
                    where,
                    "It has " + description.rateHz() + " samples in a second, time bins of " + ownMs
                            + " ms, but the metadata say " + dtMs + " ms.",
                    "Give dt_ms as " + ownMs + ", if all signals have these bins, or resample the signal.");
        }
        return Optional.of(description);
    }

    private static RecordingRejectedException rejection(Code code, String where, String what, String remedy) {
        return new RecordingRejectedException(List.of(Finding.error(code, where, what, remedy)));
    }
}
