package org.tonotopy.worker.recording;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.tonotopy.encoding.cochleagram.FrontEnd;
import org.tonotopy.encoding.importing.CellFoldersImporter;
import org.tonotopy.encoding.importing.ImportSettings;
import org.tonotopy.encoding.importing.RecordingImporter;
import org.tonotopy.encoding.importing.SoundsAndSpikesImporter;
import org.tonotopy.encoding.importing.ns1.Ns1Importer;
import org.tonotopy.encoding.recording.NpzRecordingReader;
import org.tonotopy.encoding.recording.NpzRecordingWriter;
import org.tonotopy.encoding.recording.ReadingLimits;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.RecordingMetadata;
import org.tonotopy.encoding.recording.RecordingRejectedException;
import org.tonotopy.registry.dataset.Dataset;
import org.tonotopy.registry.dataset.FrontEndSettings;
import org.tonotopy.registry.dataset.ImportedRecording;
import org.tonotopy.registry.job.FailureKind;
import org.tonotopy.registry.store.ContentMismatchException;
import org.tonotopy.registry.store.ObjectKey;
import org.tonotopy.registry.store.ObjectStore;
import org.tonotopy.registry.store.StoredContent;
import org.tonotopy.registry.store.StoredObject;
import org.tonotopy.registry.store.VerifiedRead;
import org.tonotopy.worker.queue.JobFailedException;
import tools.jackson.databind.JsonNode;

/** Reads recordings from the object store, and keeps there what importers made. */
@Component
public final class StoredRecordings {
    /** Name of an imported recording among what an attempt makes. */
    public static final String IMPORTED = "recording.npz";

    private static final Logger log = LoggerFactory.getLogger(StoredRecordings.class);

    private final ObjectStore store;

    StoredRecordings(ObjectStore store) {
        this.store = store;
    }

    /** Reads a file that is whole. */
    @FunctionalInterface
    private interface Reader {
        Recording read(Path file) throws IOException, RecordingRejectedException;
    }

    /**
     * Reads the recording of a dataset, once its content was found to be what was stored: in the canonical form where it
     * has one, otherwise by the importer of its form.
     *
     * @throws RecordingRejectedException if it is no usable recording
     * @throws JobFailedException if the store or the worker's disk fails
     */
    public Recording read(Dataset dataset) throws RecordingRejectedException, JobFailedException {
        if (dataset.imported().isPresent()) {
            ImportedRecording imported = dataset.imported().get();
            return read(dataset, imported.arrays(), file -> readNpz(file, imported.metadata()));
        }
        return read(
                dataset,
                dataset.recording(),
                switch (dataset.form().format()) {
                    case NPZ -> file -> readNpz(file, dataset.metadata());
                    case NS1 -> imported(new Ns1Importer(), dataset);
                    case WAV_CSV -> imported(new SoundsAndSpikesImporter(), dataset);
                    case CRCNS_AA -> imported(new CellFoldersImporter(), dataset);
                });
    }

    private static Reader imported(RecordingImporter importer, Dataset dataset) {
        FrontEnd frontEnd = FrontEndTranslation.frontEnd(
                dataset.form().frontEnd().orElseGet(() -> FrontEndSettings.defaultOf(dataset.form().format())));
        return file -> importer.read(
                file,
                new ImportSettings(
                        RecordingMetadata.parse(dataset.metadata().toString(), ReadingLimits.standard()),
                        frontEnd,
                        ReadingLimits.standard()));
    }

    private Recording read(Dataset dataset, StoredObject stored, Reader reader)
            throws RecordingRejectedException, JobFailedException {
        try {
            Path file = Files.createTempFile("tonotopy-recording-", ".tmp");
            try {
                VerifiedRead.toFile(store, stored, file);
                long start = System.nanoTime();
                Recording recording = reader.read(file);
                log.info(
                        "Read {}: {} stimuli, {} neurons, {} bands in {} ms",
                        dataset.reference(),
                        recording.stimuli().size(),
                        recording.neurons().size(),
                        recording.bands(),
                        (System.nanoTime() - start) / 1_000_000);
                return recording;
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (ContentMismatchException damaged) {
            throw new JobFailedException(
                    FailureKind.STORAGE,
                    "The recording of " + dataset.reference()
                            + " is damaged in the object store: upload the same file again; it takes the damaged one's place.",
                    damaged);
        } catch (IOException failure) {
            throw new JobFailedException(
                    FailureKind.STORAGE,
                    "The recording of " + dataset.reference() + " could not be brought from the object store ("
                            + failure + "): see that the store and the worker's disk are well, and ask again.",
                    failure);
        }
    }

    /**
     * Reads the recording of a dataset that was found usable before.
     *
     * @throws JobFailedException if the store or the worker's disk fails, or this release does not accept it any more
     */
    public Recording readAccepted(Dataset dataset) throws JobFailedException {
        try {
            return read(dataset);
        } catch (RecordingRejectedException rejected) {
            throw new JobFailedException(
                    FailureKind.INVALID_INPUT,
                    "The recording of " + dataset.reference()
                            + " was accepted by an earlier release and is rejected by this one ("
                            + rejected.getMessage() + "): upload it again.",
                    rejected);
        }
    }

    private static Recording readNpz(Path file, JsonNode metadata) throws IOException, RecordingRejectedException {
        ReadingLimits limits = ReadingLimits.standard();
        return NpzRecordingReader.read(file, RecordingMetadata.parse(metadata.toString(), limits), limits);
    }

    /**
     * Keeps an imported recording in the canonical form.
     *
     * @param key of the attempt that imported it
     * @throws JobFailedException if the store or the worker's disk fails
     */
    public StoredContent write(ObjectKey key, Recording recording) throws JobFailedException {
        try {
            Path file = Files.createTempFile("tonotopy-imported-", ".npz");
            try {
                NpzRecordingWriter.write(recording, file);
                try (InputStream input = Files.newInputStream(file)) {
                    return store.write(key, input, Files.size(file));
                }
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            throw new JobFailedException(
                    FailureKind.STORAGE,
                    "The imported recording could not be written to the object store (" + failure
                            + "): see that the store and the worker's disk are well and have space, and ask again.",
                    failure);
        }
    }
}
