package org.tonotopy.encoding.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.tonotopy.encoding.array.ArrayFileRefusedException;
import org.tonotopy.encoding.array.ElementReader;
import org.tonotopy.encoding.hdf5.Hdf5File;
import org.tonotopy.encoding.recording.Finding.Code;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the canonical form of a recording from HDF5: datasets of the root group with the names that an NPZ has, and the
 * metadata as a text in the file, as {@code docs/recording-format.md} has it.
 *
 * <p>What is sent beside the file comes before what is in it, key by key, and may be an empty object. A file without
 * {@code dt_ms} in either has it as an array.
 */
public final class Hdf5RecordingReader {

    static final String METADATA = "metadata";
    private static final String DT_MS = "dt_ms";

    private Hdf5RecordingReader() {}

    /**
     * Reads and checks a recording. Memory is bounded by {@code limits} and by what the file really holds.
     *
     * @param beside a JSON object that was sent beside the file
     * @throws RecordingRejectedException where the file is damaged or does not hold a usable recording
     * @throws IOException where the file cannot be opened
     */
    public static Recording read(Path hdf5, String beside, ReadingLimits limits)
            throws IOException, RecordingRejectedException {
        try (Hdf5File file = Hdf5File.open(hdf5, limits.file(), METADATA)) {
            String metadata = metadata(file, beside, limits);
            return CanonicalRecordingReader.read(file, RecordingMetadata.parse(metadata, limits), limits);
        } catch (ArrayFileRefusedException refused) {
            throw new RecordingRejectedException(List.of(RefusedArrays.finding(refused)));
        }
    }

    /**
     * The metadata of a recording: those in the file, and key by key before them those beside it.
     *
     * @throws RecordingRejectedException where the file is damaged, or holds no usable metadata
     * @throws IOException where the file cannot be opened
     */
    public static String metadata(Path hdf5, String beside, ReadingLimits limits)
            throws IOException, RecordingRejectedException {
        try (Hdf5File file = Hdf5File.open(hdf5, limits.file(), METADATA)) {
            return metadata(file, beside, limits);
        } catch (ArrayFileRefusedException refused) {
            throw new RecordingRejectedException(List.of(RefusedArrays.finding(refused)));
        }
    }

    private static String metadata(Hdf5File file, String beside, ReadingLimits limits)
            throws IOException, RecordingRejectedException {
        ObjectNode metadata = RecordingMetadata.object(file.text().orElse("{}"), limits);
        metadata.setAll(RecordingMetadata.object(beside, limits));
        if (metadata.path(DT_MS).isMissingNode() && file.has(DT_MS)) {
            metadata.put(DT_MS, timeStep(file));
        }
        return metadata.toString();
    }

    private static double timeStep(Hdf5File file) throws IOException, RecordingRejectedException {
        double[] dtMs = {Double.NaN};
        if (file.header(DT_MS).elements() == 1) {
            try (ElementReader elements = file.elements(DT_MS)) {
                elements.next(dtMs);
            }
        }
        if (!(dtMs[0] > 0) || Double.isInfinite(dtMs[0])) {
            throw new RecordingRejectedException(List.of(Finding.error(
                    Code.BAD_TIME_STEP,
                    DT_MS,
                    "It is not a single positive number.",
                    "Save the width of a time bin in milliseconds, the same for the whole recording.")));
        }
        return dtMs[0];
    }
}
