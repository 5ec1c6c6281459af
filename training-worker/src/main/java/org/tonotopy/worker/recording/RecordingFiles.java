package org.tonotopy.worker.recording;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.stereotype.Component;
import org.tonotopy.encoding.recording.Hdf5RecordingWriter;
import org.tonotopy.encoding.recording.NpzRecordingWriter;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.registry.dataset.ExportFormat;
import org.tonotopy.registry.job.Attempt;
import org.tonotopy.registry.job.FailureKind;
import org.tonotopy.registry.store.ObjectKey;
import org.tonotopy.registry.store.ObjectStore;
import org.tonotopy.registry.store.StoredContent;
import org.tonotopy.registry.temporary.TemporaryFiles;
import org.tonotopy.worker.queue.JobFailedException;
import tools.jackson.databind.JsonNode;

/** Writes recordings in a canonical form to the object store. */
@Component
public final class RecordingFiles {
    private final ObjectStore store;

    RecordingFiles(ObjectStore store) {
        this.store = store;
    }

    /**
     * A file that was written.
     *
     * @param key where
     * @param content its hash and size
     */
    public record Written(ObjectKey key, StoredContent content) {}

    /**
     * Writes a recording.
     *
     * @param attempt that writes it
     * @param metadata complete; part of the file where the format has a place for them
     * @throws JobFailedException if the store or the worker's disk fails
     */
    public Written write(Attempt attempt, Recording recording, JsonNode metadata, ExportFormat format)
            throws JobFailedException {
        ObjectKey key = ObjectKey.ofAttempt(attempt.jobId(), attempt.number(), "recording." + format.extension());
        try {
            Path file = TemporaryFiles.create("tonotopy-recording-", ".tmp");
            try {
                switch (format) {
                    case NPZ -> NpzRecordingWriter.write(recording, file);
                    case HDF5 -> Hdf5RecordingWriter.write(recording, metadata.toString(), file);
                }
                try (InputStream content = Files.newInputStream(file)) {
                    return new Written(key, store.write(key, content, Files.size(file)));
                }
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            throw new JobFailedException(
                    FailureKind.STORAGE,
                    "The recording could not be written (" + failure
                            + "): see that the store and the worker's disk are well and have space, and ask again.",
                    failure);
        }
    }
}
