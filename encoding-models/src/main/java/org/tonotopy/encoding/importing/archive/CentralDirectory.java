package org.tonotopy.encoding.importing.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.tonotopy.encoding.recording.Finding.Code;

/**
 * Walks the directory at the end of a zip file before a library makes an object of every entry: neither the number of
 * entries nor their size there needs to be what the file announces (APPNOTE.TXT, sections 4.3.12 to 4.3.16).
 */
final class CentralDirectory {

    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int LOCATOR_SIGNATURE = 0x07064b50;
    private static final int LOCATOR_BYTES = 20;
    private static final int LARGE_END_BYTES = 56;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int ENTRY_BYTES = 46;

    private final FileChannel file;
    private final ArchiveLimits limits;

    private CentralDirectory(FileChannel file, ArchiveLimits limits) {
        this.file = file;
        this.limits = limits;
    }

    /** @throws ArchiveRefusedException where there is no such directory, or it exceeds a limit */
    static void check(Path zip, ArchiveLimits limits) throws IOException {
        try (FileChannel file = FileChannel.open(zip, StandardOpenOption.READ)) {
            new CentralDirectory(file, limits).walk();
        }
    }

    private void walk() throws IOException {
        long position = start();
        long bytes = 0;
        for (int entries = 0; position + 4 <= file.size(); entries++) {
            ByteBuffer header = at(position, (int) Math.min(ENTRY_BYTES, file.size() - position));
            if (header.getInt(0) != ENTRY_SIGNATURE) {
                return;
            }
            if (header.limit() < ENTRY_BYTES) {
                throw truncated();
            }
            int length = ENTRY_BYTES + unsigned(header, 28) + unsigned(header, 30) + unsigned(header, 32);
            position += length;
            bytes += length;
            if (entries >= limits.maxEntries() || bytes > limits.maxDirectoryBytes()) {
                throw new ArchiveRefusedException(
                        Code.TOO_LARGE,
                        "archive",
                        "It has more than " + limits.maxEntries() + " entries, or " + limits.maxDirectoryBytes()
                                + " bytes of names.",
                        "Pack only the files of the recording.");
            }
        }
    }

    /** Where the first entry of the directory stands. */
    private long start() throws IOException {
        int tail = (int) Math.min(file.size(), END_BYTES + LONGEST_COMMENT);
        long tailStart = file.size() - tail;
        ByteBuffer last = at(tailStart, tail);
        for (int i = tail - END_BYTES; i >= 0; i--) {
            if (last.getInt(i) == END_SIGNATURE) {
                long end = tailStart + i;
                if (end >= LOCATOR_BYTES && at(end - LOCATOR_BYTES, 4).getInt(0) == LOCATOR_SIGNATURE) {
                    return largeStart(at(end - LOCATOR_BYTES, LOCATOR_BYTES).getLong(8));
                }
                long size = last.getInt(i + 12) & 0xffffffffL;
                long offset = last.getInt(i + 16) & 0xffffffffL;
                // What stands before the archive in the file moves everything.
                return offset + Math.max(0, end - size - offset);
            }
        }
        throw truncated();
    }

    private long largeStart(long largeEnd) throws IOException {
        if (largeEnd < 0 || largeEnd > file.size() - LARGE_END_BYTES) {
            throw truncated();
        }
        long start = at(largeEnd, LARGE_END_BYTES).getLong(48);
        if (start < 0 || start > file.size()) {
            throw truncated();
        }
        return start;
    }

    private ByteBuffer at(long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            int read = file.read(bytes, position + bytes.position());
            if (read < 0) {
                throw truncated();
            }
        }
        return bytes.flip();
    }

    private static int unsigned(ByteBuffer bytes, int at) {
        return bytes.getShort(at) & 0xffff;
    }

    private static ArchiveRefusedException truncated() {
        return ArchiveRefusedException.damaged("archive", "It is not a whole zip file.");
    }
}
