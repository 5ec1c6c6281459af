package org.tonotopy.encoding.importing.archive;

import java.io.IOException;
import java.io.Serial;
import java.util.List;
import org.tonotopy.encoding.recording.Finding;
import org.tonotopy.encoding.recording.Finding.Code;
import org.tonotopy.encoding.recording.RecordingRejectedException;

/**
 * The archive, or an entry of it, is not to be read. An {@link IOException}, because it is found in the middle of
 * streams as well.
 */
public final class ArchiveRefusedException extends IOException {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final String AGAIN = "Write or upload the file again.";

    private final transient Finding finding;

    ArchiveRefusedException(Code code, String where, String what, String remedy) {
        super(where + ": " + what + " " + remedy);
        this.finding = Finding.error(code, where, what, remedy);
    }

    static ArchiveRefusedException damaged(String where, String what) {
        return new ArchiveRefusedException(Code.DAMAGED_FILE, where, what, AGAIN);
    }

    /** What is wrong with which entry, and what to do. */
    public Finding finding() {
        return finding;
    }

    /** The same for a caller that was to read a recording. */
    public RecordingRejectedException asRejection() {
        return new RecordingRejectedException(List.of(finding));
    }
}
