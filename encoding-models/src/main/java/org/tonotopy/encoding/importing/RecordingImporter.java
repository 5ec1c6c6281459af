package org.tonotopy.encoding.importing;

import java.io.IOException;
import java.nio.file.Path;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.RecordingRejectedException;

/** Reads recordings of one form. Every byte of the file is hostile until it was read. */
public interface RecordingImporter {
    /**
     * Reads a file. What is taken with a doubt is a notice of the recording: nothing is dropped in silence.
     *
     * @throws RecordingRejectedException if the file holds no usable recording; carries everything that was found
     * @throws IOException if the file cannot be read at all
     */
    Recording read(Path file, ImportSettings settings) throws IOException, RecordingRejectedException;
}
