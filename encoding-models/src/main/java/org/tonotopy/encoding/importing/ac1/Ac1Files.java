package org.tonotopy.encoding.importing.ac1;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import org.tonotopy.encoding.importing.archive.ArchiveEntry;
import org.tonotopy.encoding.importing.archive.RecordingArchive;
import org.tonotopy.encoding.importing.mat.MatFile;
import org.tonotopy.encoding.importing.mat.MatLimits;
import org.tonotopy.encoding.importing.mat.MatRefusedException;
import org.tonotopy.encoding.recording.ReadingLimits;

/** The files of an archive, in the natural order of their names, one of which is held at a time. */
final class Ac1Files {

    private final RecordingArchive archive;
    private final MatLimits limits;
    private final long mostSamples;

    /** A file may take a quarter of the memory; its samples are held three times over, in 8 bytes each. */
    Ac1Files(RecordingArchive archive, ReadingLimits limits) {
        this.archive = archive;
        MatLimits standard = MatLimits.standard();
        int mostBytes = (int) Math.max(1, Math.min(standard.maxFileBytes(), limits.maxBytesInMemory() / 4));
        this.limits =
                new MatLimits(mostBytes, mostBytes, standard.maxVariables(), standard.maxArrays(), standard.maxDepth());
        this.mostSamples = Math.max(1, limits.maxBytesInMemory() / 64);
    }

    /** Samples that a trace or a sound may have. */
    long mostSamples() {
        return mostSamples;
    }

    /** MAT files below a folder {@code Stimuli}. */
    List<ArchiveEntry> sounds() {
        return archive.entries().stream()
                .filter(entry -> SoundLibrary.path(entry).isPresent())
                .toList();
    }

    /** All other MAT files. */
    List<ArchiveEntry> results() {
        return archive.entries().stream()
                .filter(entry -> isMat(entry) && SoundLibrary.path(entry).isEmpty())
                .toList();
    }

    /** What is no MAT file. */
    List<ArchiveEntry> others() {
        return archive.entries().stream().filter(entry -> !isMat(entry)).toList();
    }

    private static boolean isMat(ArchiveEntry entry) {
        return entry.fileName().toLowerCase(Locale.ROOT).endsWith(SoundLibrary.SUFFIX);
    }

    MatFile open(ArchiveEntry entry) throws IOException, MatRefusedException {
        try (InputStream bytes = archive.open(entry)) {
            return MatFile.open(bytes, limits);
        }
    }
}
