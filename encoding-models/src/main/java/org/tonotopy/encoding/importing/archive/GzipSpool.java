package org.tonotopy.encoding.importing.archive;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.tonotopy.encoding.recording.Finding.Code;

/**
 * Decompresses a gzip file into a temporary one, because nothing in a tar.gz can be reached but from its beginning. The
 * temporary file has a name of ours, and is gone when it is closed.
 */
final class GzipSpool {

    private static final int TAR_HEADER_BYTES = 1024;

    private GzipSpool() {}

    static FileChannel open(Path gzip, ArchiveLimits limits) throws IOException {
        FileChannel spool = temporary();
        try {
            copy(gzip, spool, limits);
            return spool;
        } catch (IOException | RuntimeException refused) {
            spool.close();
            throw refused;
        }
    }

    private static FileChannel temporary() throws IOException {
        Path file = Files.createTempFile("tonotopy-archive-", ".tar");
        return FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
    }

    private static void copy(Path gzip, FileChannel spool, ArchiveLimits limits) throws IOException {
        long most = limits.maxBytes() + limits.maxDirectoryBytes() + (long) TAR_HEADER_BYTES * limits.maxEntries();
        long mostByRatio = Files.size(gzip) * limits.maxInflation();
        byte[] block = new byte[1 << 16];
        long written = 0;
        try (InputStream file = new BufferedInputStream(Files.newInputStream(gzip));
                InputStream bytes = new GZIPInputStream(file, 1 << 16)) {
            for (int read = bytes.read(block); read >= 0; read = bytes.read(block)) {
                written += read;
                if (written > most) {
                    throw RecordingArchive.tooLarge(limits);
                }
                if (written > mostByRatio) {
                    throw new ArchiveRefusedException(
                            Code.TOO_LARGE,
                            "archive",
                            "It inflates by more than " + limits.maxInflation() + ":1.",
                            "Pack without compression.");
                }
                ByteBuffer chunk = ByteBuffer.wrap(block, 0, read);
                while (chunk.hasRemaining()) {
                    spool.write(chunk);
                }
            }
        } catch (ZipException | EOFException damaged) {
            throw ArchiveRefusedException.damaged("archive", "It is not a whole gzip file.");
        }
    }
}
