package org.tonotopy.encoding.importing.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.tonotopy.encoding.recording.Finding.Code;

/**
 * Counts what a tar reader takes, and lets it take only so much beside the content of files: names and attributes of any
 * length may stand before an entry, and the library holds them in memory.
 */
final class HeaderStream extends FilterInputStream {

    private final long maxHeaderBytes;
    private long allowed;
    private long position;

    HeaderStream(InputStream source, long maxHeaderBytes) {
        super(source);
        this.maxHeaderBytes = maxHeaderBytes;
        this.allowed = maxHeaderBytes;
    }

    /** Bytes that were read or skipped. */
    long position() {
        return position;
    }

    /** The next bytes are those of a file, and are not held. */
    void expectContent(long bytes) {
        allowed += bytes;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) {
            take(1);
        }
        return value;
    }

    @Override
    public int read(byte[] destination, int offset, int length) throws IOException {
        int read = super.read(destination, offset, length);
        if (read > 0) {
            take(read);
        }
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = super.skip(bytes);
        take(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void take(long bytes) throws ArchiveRefusedException {
        position += bytes;
        if (position > allowed) {
            throw new ArchiveRefusedException(
                    Code.TOO_LARGE,
                    "archive",
                    "Names and attributes of its entries take more than " + maxHeaderBytes + " bytes.",
                    "Pack only the files of the recording.");
        }
    }
}
