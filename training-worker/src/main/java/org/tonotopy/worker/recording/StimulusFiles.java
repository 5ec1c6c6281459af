package org.tonotopy.worker.recording;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.stereotype.Component;
import org.tonotopy.encoding.array.ArrayFileLimits;
import org.tonotopy.encoding.importing.ImportSettings;
import org.tonotopy.encoding.importing.SoundsImporter;
import org.tonotopy.encoding.recording.CochleagramFile;
import org.tonotopy.encoding.recording.ReadingLimits;
import org.tonotopy.encoding.recording.RecordingMetadata;
import org.tonotopy.encoding.recording.RecordingRejectedException;
import org.tonotopy.encoding.recording.Stimulus;
import org.tonotopy.registry.dataset.DatasetShape;
import org.tonotopy.registry.dataset.FrontEndSettings;
import org.tonotopy.registry.job.FailureKind;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.store.ContentMismatchException;
import org.tonotopy.registry.store.ObjectKey;
import org.tonotopy.registry.store.ObjectStore;
import org.tonotopy.registry.store.StoredObject;
import org.tonotopy.registry.store.StoredObjectRepository;
import org.tonotopy.registry.store.VerifiedRead;
import org.tonotopy.registry.temporary.TemporaryFiles;
import org.tonotopy.worker.queue.JobFailedException;

/** Reads the stimuli that somebody sent for a model to predict. */
@Component
public final class StimulusFiles {
    /** 256 MiB of cochleagrams, 160 minutes of 34 bands at 5 ms; of a WAV file 5 minutes at 48 kHz. Whole recordings may be sent. */
    private static final ReadingLimits LIMITS = new ReadingLimits(
            new ArrayFileLimits(256, 16 * 1024, 1L << 30, 2L << 30, 1032), 10_000, 1, 1, 2_000, 256L << 20, 1 << 16);

    private static final int NAMED_FINDINGS = 3;

    private final ObjectStore store;
    private final StoredObjectRepository objects;

    StimulusFiles(ObjectStore store, StoredObjectRepository objects) {
        this.store = store;
        this.objects = objects;
    }

    /**
     * The stimuli of a job as the model hears them.
     *
     * @param shape of the dataset that the model was fitted to
     * @return at least one, each with the bands and bins of that dataset
     * @throws JobFailedException if the file holds no such stimuli, or the store or the worker's disk fails
     */
    public List<Stimulus> read(JobSpec.Predict spec, DatasetShape shape) throws JobFailedException {
        StoredObject object = objects.find(ObjectKey.ofContent(spec.stimuliSha256()))
                .orElseThrow(() -> new JobFailedException(
                        FailureKind.STORAGE, "The file of stimuli is no longer stored: send it again."));
        try {
            Path file = TemporaryFiles.create("tonotopy-stimuli-", ".tmp");
            try {
                VerifiedRead.toFile(store, object, file);
                return read(file, spec, shape);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (RecordingRejectedException refused) {
            throw new JobFailedException(FailureKind.INVALID_INPUT, sentence(refused), refused);
        } catch (ContentMismatchException damaged) {
            throw new JobFailedException(
                    FailureKind.STORAGE,
                    "The file of stimuli is damaged in the object store: restore it from a backup, or send it again.",
                    damaged);
        } catch (IOException failure) {
            throw new JobFailedException(
                    FailureKind.STORAGE,
                    "The file of stimuli could not be brought from the object store (" + failure
                            + "): see that the store and the worker's disk are well, and ask again.",
                    failure);
        }
    }

    private static List<Stimulus> read(Path file, JobSpec.Predict spec, DatasetShape shape)
            throws IOException, RecordingRejectedException {
        var bands = new CochleagramFile.Bands(
                shape.dtMs(), shape.bands(), shape.centerFrequenciesHz().orElse(List.of()));
        return switch (spec.format()) {
            case NPZ -> CochleagramFile.readNpz(file, bands, LIMITS);
            case HDF5 -> CochleagramFile.readHdf5(file, bands, LIMITS);
            case WAV -> SoundsImporter.readWav(file, settings(spec, shape));
            case WAV_ARCHIVE -> SoundsImporter.readArchive(file, settings(spec, shape));
        };
    }

    private static ImportSettings settings(JobSpec.Predict spec, DatasetShape shape) throws RecordingRejectedException {
        FrontEndSettings frontEnd = spec.frontEnd().orElseThrow();
        return new ImportSettings(
                RecordingMetadata.parse("{\"dt_ms\": " + shape.dtMs() + "}", LIMITS),
                FrontEndTranslation.frontEnd(frontEnd),
                LIMITS);
    }

    /** The first few of what may be a finding for each of thousands of stimuli. */
    private static String sentence(RecordingRejectedException refused) {
        List<String> errors = String.valueOf(refused.getMessage()).lines().toList();
        String some = String.join(" ", errors.subList(0, Math.min(NAMED_FINDINGS, errors.size())));
        return errors.size() <= NAMED_FINDINGS
                ? some
                : some + " Findings of this kind and others: " + errors.size() + ".";
    }
}
