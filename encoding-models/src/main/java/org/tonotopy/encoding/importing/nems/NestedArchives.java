package org.tonotopy.encoding.importing.nems;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.tonotopy.encoding.importing.archive.ArchiveEntry;
import org.tonotopy.encoding.importing.archive.ArchiveLimits;
import org.tonotopy.encoding.importing.archive.ArchiveRefusedException;
import org.tonotopy.encoding.importing.archive.RecordingArchive;
import org.tonotopy.encoding.recording.Finding;
import org.tonotopy.encoding.recording.Finding.Code;
import org.tonotopy.encoding.recording.RecordingRejectedException;

/**
 * An archive and the tar.gz files in it, which may not hold further ones. All of them together stay within the limits that
 * one archive has.
 */
final class NestedArchives implements Closeable {

    private static final int MOST_NESTED = 500;

    private final List<RecordingArchive> archives = new ArrayList<>();
    private final List<String> paths = new ArrayList<>();

    private NestedArchives() {}

    /**
     * @throws ArchiveRefusedException where the archive, or one in it, is refused
     * @throws RecordingRejectedException where there are too many
     */
    static NestedArchives open(Path file, ArchiveLimits limits) throws IOException, RecordingRejectedException {
        NestedArchives all = new NestedArchives();
        try {
            all.openAll(file, limits);
            return all;
        } catch (IOException | RecordingRejectedException | RuntimeException refused) {
            all.close();
            throw refused;
        }
    }

    private void openAll(Path file, ArchiveLimits limits) throws IOException, RecordingRejectedException {
        RecordingArchive outer = RecordingArchive.open(file, limits);
        archives.add(outer);
        paths.add("");
        long left = limits.maxBytes() - outer.size();
        int entriesLeft = limits.maxEntries() - outer.entries().size();
        for (ArchiveEntry entry : outer.entries()) {
            if (!isArchive(entry)) {
                continue;
            }
            left -= entry.bytes();
            if (archives.size() > MOST_NESTED || left < 1 || entriesLeft < 1) {
                throw new RecordingRejectedException(List.of(Finding.error(
                        Code.TOO_LARGE,
                        entry.name(),
                        "The archives up to this one are more than " + MOST_NESTED + ", or than " + limits.maxBytes()
                                + " bytes, or hold more than " + limits.maxEntries() + " files.",
                        "Import the recordings in several datasets.")));
            }
            RecordingArchive nested = RecordingArchive.open(
                    outer.onDisk(entry),
                    new ArchiveLimits(
                            entriesLeft,
                            limits.maxDirectoryBytes(),
                            left,
                            limits.maxInflation(),
                            limits.maxNameBytes()));
            archives.add(nested);
            paths.add(entry.name() + ": ");
            left -= nested.size();
            entriesLeft -= nested.entries().size();
        }
    }

    /** Whether a file of an archive is itself one of those that are opened. */
    static boolean isArchive(ArchiveEntry entry) {
        String name = entry.name().toLowerCase(Locale.ROOT);
        return name.endsWith(".tgz") || name.endsWith(".tar.gz");
    }

    /** The archive, then those in it in the natural order of their names. */
    List<RecordingArchive> all() {
        return Collections.unmodifiableList(archives);
    }

    /** What stands before the names of entries of {@link #all()} at this index, so that a person finds them. */
    String path(int index) {
        return paths.get(index);
    }

    @Override
    public void close() throws IOException {
        closeUpTo(archives.size());
    }

    /** The outermost comes last: it deletes what the others were opened from. */
    private void closeUpTo(int count) throws IOException {
        if (count > 0) {
            try {
                archives.get(count - 1).close();
            } finally {
                closeUpTo(count - 1);
            }
        }
    }
}
