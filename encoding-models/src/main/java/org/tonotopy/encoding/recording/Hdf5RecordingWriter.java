package org.tonotopy.encoding.recording;

import java.io.IOException;
import java.nio.file.Path;
import org.tonotopy.encoding.hdf5.Hdf5Writer;

/** Writes a recording in the canonical form as one HDF5 file with the metadata in it. */
public final class Hdf5RecordingWriter {

    private Hdf5RecordingWriter() {}

    /**
     * Writes a recording, with the same arrays as {@link NpzRecordingWriter}. Needs no memory beyond a row.
     *
     * @param metadata the JSON that goes with it, as {@link RecordingDescription} writes it
     * @param hdf5 where to; a file that is there is replaced
     * @throws IOException where the file cannot be written
     */
    public static void write(Recording recording, String metadata, Path hdf5) throws IOException {
        Hdf5Writer writer = new Hdf5Writer();
        writer.text(Hdf5RecordingReader.METADATA, metadata);
        CanonicalWriter.write(recording, writer);
        writer.writeTo(hdf5);
    }
}
