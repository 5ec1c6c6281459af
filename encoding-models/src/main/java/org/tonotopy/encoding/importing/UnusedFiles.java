package org.tonotopy.encoding.importing;

import java.util.Optional;
import org.tonotopy.encoding.importing.archive.ArchiveEntry;
import org.tonotopy.encoding.recording.Finding.Code;
import org.tonotopy.encoding.recording.FindingLog;

/** Files of an archive that an importer does not read, so that nobody believes it did. */
public final class UnusedFiles {

    private Optional<String> first = Optional.empty();
    private int count;

    /** A file that is not read. */
    public void add(ArchiveEntry entry) {
        first = first.or(() -> Optional.of(entry.name()));
        count++;
    }

    /** Says in one notice how many there are, where there are any. */
    public void report(FindingLog log) {
        first.ifPresent(name -> log.notice(
                Code.UNUSED_FILE,
                name,
                count == 1
                        ? "This file is not part of the recording, and was not read."
                        : count + " files are not part of the recording, and were not read; this is the first.",
                "Leave them, or take them out."));
    }
}
