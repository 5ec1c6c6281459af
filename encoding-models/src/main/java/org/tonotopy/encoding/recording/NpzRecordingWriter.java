package org.tonotopy.encoding.recording;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tonotopy.encoding.npz.NpzWriter;

/**
 * Writes the arrays of a recording in the canonical form as an NPZ, so that reading them gives the recording back. Names
 * and provenance go into JSON metadata beside them, which {@link RecordingDescription} writes.
 */
public final class NpzRecordingWriter {

    private NpzRecordingWriter() {}

    /**
     * Writes a recording. Counts stay integers with {@code n_repeats} where repeats are missing, unless a NaN is among
     * them; traces, and counts with NaN, become {@code float32}; short stimuli are padded with NaN. Needs no memory
     * beyond a row.
     *
     * @throws IOException where the file cannot be written
     */
    public static void write(Recording recording, Path npz) throws IOException {
        try (NpzWriter writer = new NpzWriter(new BufferedOutputStream(Files.newOutputStream(npz)))) {
            CanonicalWriter.write(recording, writer);
        }
    }
}
