package org.tonotopy.encoding.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.tonotopy.encoding.array.ArrayFileRefusedException;
import org.tonotopy.encoding.npz.NpzArchive;

/** Reads the canonical form of a recording, an NPZ with JSON metadata, as {@code docs/recording-format.md} has it. */
public final class NpzRecordingReader {

    private NpzRecordingReader() {}

    /**
     * Reads and checks a recording. Memory is bounded by {@code limits} and by what the file really holds.
     *
     * @throws RecordingRejectedException where the file is damaged or does not hold a usable recording
     * @throws IOException where the file cannot be opened
     */
    public static Recording read(Path npz, RecordingMetadata metadata, ReadingLimits limits)
            throws IOException, RecordingRejectedException {
        try (NpzArchive archive = NpzArchive.open(npz, limits.file())) {
            return CanonicalRecordingReader.read(archive, metadata, limits);
        } catch (ArrayFileRefusedException refused) {
            throw new RecordingRejectedException(List.of(RefusedArrays.finding(refused)));
        }
    }
}
