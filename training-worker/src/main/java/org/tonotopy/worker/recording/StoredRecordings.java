package org.tonotopy.worker.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.tonotopy.encoding.importing.CellFoldersImporter;
import org.tonotopy.encoding.importing.ImportSettings;
import org.tonotopy.encoding.importing.RecordingImporter;
import org.tonotopy.encoding.importing.SoundsAndSpikesImporter;
import org.tonotopy.encoding.importing.ac1.Ac1Importer;
import org.tonotopy.encoding.importing.nems.NemsImporter;
import org.tonotopy.encoding.importing.ns1.Ns1Importer;
import org.tonotopy.encoding.recording.Hdf5RecordingReader;
import org.tonotopy.encoding.recording.NpzRecordingReader;
import org.tonotopy.encoding.recording.ReadingLimits;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.RecordingDescription;
import org.tonotopy.encoding.recording.RecordingMetadata;
import org.tonotopy.encoding.recording.RecordingRejectedException;
import org.tonotopy.registry.dataset.CanonicalFile;
import org.tonotopy.registry.dataset.Dataset;
import org.tonotopy.registry.dataset.FrontEndSettings;
import org.tonotopy.registry.dataset.RecordingForm;
import org.tonotopy.registry.job.FailureKind;
import org.tonotopy.registry.json.RegistryJson;
import org.tonotopy.registry.store.ContentMismatchException;
import org.tonotopy.registry.store.NoRoomException;
import org.tonotopy.registry.store.ObjectStore;
import org.tonotopy.registry.store.StoredObject;
import org.tonotopy.registry.store.VerifiedRead;
import org.tonotopy.registry.temporary.TemporaryFiles;
import org.tonotopy.worker.queue.JobFailedException;
import tools.jackson.databind.JsonNode;

/** Reads recordings from the object store. */
@Component
public final class StoredRecordings {
    private static final Logger log = LoggerFactory.getLogger(StoredRecordings.class);
    private static final ReadingLimits LIMITS = ReadingLimits.standard();

    private final ObjectStore store;

    StoredRecordings(ObjectStore store) {
        this.store = store;
    }

    /** Reads something out of a recording's file. */
    @FunctionalInterface
    private interface Reading<T> {
        T from(Path file) throws IOException, RecordingRejectedException;
    }

    /**
     * Reads the recording of a dataset, once its content was found to be what was stored: in the canonical form where it
     * has one, otherwise by the importer of its form.
     *
     * @throws RecordingRejectedException if it is no usable recording
     * @throws JobFailedException if the store or the worker's disk fails
     */
    public Recording read(Dataset dataset) throws RecordingRejectedException, JobFailedException {
        long start = System.nanoTime();
        Recording recording = dataset.imported().isPresent()
                ? readImported(dataset, dataset.imported().get())
                : readUploaded(dataset);
        log.info(
                "Read {}: {} stimuli, {} neurons, {} bands in {} ms",
                dataset.reference(),
                recording.stimuli().size(),
                recording.neurons().size(),
                recording.bands(),
                (System.nanoTime() - start) / 1_000_000);
        return recording;
    }

    private Recording readImported(Dataset dataset, CanonicalFile imported)
            throws RecordingRejectedException, JobFailedException {
        return read(dataset, imported.arrays(), file -> npz(file, imported.metadata()));
    }

    private Recording readUploaded(Dataset dataset) throws RecordingRejectedException, JobFailedException {
        return read(dataset, dataset.recording(), file -> switch (dataset.form().format()) {
            case NPZ -> npz(file, dataset.metadata());
            case HDF5 -> Hdf5RecordingReader.read(file, dataset.metadata().toString(), LIMITS);
            case NS1 -> imported(new Ns1Importer(), file, dataset);
            case WAV_CSV -> imported(new SoundsAndSpikesImporter(), file, dataset);
            case CRCNS_AA -> imported(new CellFoldersImporter(), file, dataset);
            case CRCNS_AC1 -> imported(new Ac1Importer(), file, dataset);
            case NEMS -> imported(new NemsImporter(), file, dataset);
        });
    }

    private static Recording npz(Path file, JsonNode metadata) throws IOException, RecordingRejectedException {
        return NpzRecordingReader.read(file, RecordingMetadata.parse(metadata.toString(), LIMITS), LIMITS);
    }

    private static Recording imported(RecordingImporter importer, Path file, Dataset dataset)
            throws IOException, RecordingRejectedException {
        RecordingForm form = dataset.form();
        FrontEndSettings frontEnd = form.frontEnd().orElseGet(() -> FrontEndSettings.defaultOf(form.format()));
        RecordingMetadata metadata = RecordingMetadata.parse(dataset.metadata().toString(), LIMITS);
        return importer.read(file, new ImportSettings(metadata, FrontEndTranslation.frontEnd(frontEnd), LIMITS));
    }

    private <T> T read(Dataset dataset, StoredObject stored, Reading<T> reading)
            throws RecordingRejectedException, JobFailedException {
        try {
            Path file = TemporaryFiles.create("tonotopy-recording-", ".tmp");
            try {
                // Archives are unpacked beside their copy, and what an import writes goes there too.
                NoRoomException.unlessFree(file, 2 * stored.content().sizeBytes());
                VerifiedRead.toFile(store, stored, file);
                return reading.from(file);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (NoRoomException full) {
            throw new JobFailedException(
                    FailureKind.STORAGE,
                    "The recording of " + dataset.reference() + " does not fit beside the worker (" + full.getMessage()
                            + "): give its folder for temporary files more room, and ask again.",
                    full);
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
            throw noLongerAccepted(dataset, rejected);
        }
    }

    /**
     * The metadata of a recording, complete: what the lab says of it, in the file and beside it, and the names and
     * numbers that the recording has itself.
     *
     * @param recording that was read from the dataset
     * @throws JobFailedException if the store or the worker's disk fails, or this release does not accept it any more
     */
    public JsonNode describe(Dataset dataset, Recording recording) throws JobFailedException {
        String beside = dataset.metadata().toString();
        try {
            String metadata = switch (dataset.form().format()) {
                case HDF5 ->
                    read(dataset, dataset.recording(), file -> Hdf5RecordingReader.metadata(file, beside, LIMITS));
                case NPZ, NS1, WAV_CSV, CRCNS_AA, CRCNS_AC1, NEMS -> beside;
            };
            return RegistryJson.mapper().readTree(RecordingDescription.of(recording, metadata));
        } catch (RecordingRejectedException rejected) {
            throw noLongerAccepted(dataset, rejected);
        }
    }

    private static JobFailedException noLongerAccepted(Dataset dataset, RecordingRejectedException rejected) {
        return new JobFailedException(
                FailureKind.INVALID_INPUT,
                "The recording of " + dataset.reference()
                        + " was accepted by an earlier release and is rejected by this one (" + rejected.getMessage()
                        + "): upload it again.",
                rejected);
    }
}
