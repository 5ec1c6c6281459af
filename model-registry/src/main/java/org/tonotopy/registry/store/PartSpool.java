package org.tonotopy.registry.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.tonotopy.registry.temporary.TemporaryFiles;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * Holds one part of a stream at a time, a short one in memory and a longer one in a temporary file: whoever sends slowly
 * keeps neither memory nor a connection to the store.
 */
final class PartSpool implements Closeable {
    private static final int IN_MEMORY_BYTES = 1 << 16;

    private final byte[] buffer = new byte[IN_MEMORY_BYTES];
    private @Nullable Path file;
    private boolean inFile;
    private int length;

    /**
     * Reads the next part.
     *
     * @param limit length of a part in bytes
     * @param digest takes what is read
     * @return whether the part is a whole one, behind which there may be more
     */
    boolean fill(InputStream content, int limit, MessageDigest digest) throws IOException {
        inFile = false;
        length = 0;
        for (int read = 0; read >= 0 && length < Math.min(limit, buffer.length); length += Math.max(0, read)) {
            read = content.read(buffer, length, Math.min(limit, buffer.length) - length);
        }
        digest.update(buffer, 0, length);
        if (length < buffer.length) {
            return length == limit;
        }
        inFile = true;
        try (OutputStream output = Files.newOutputStream(file())) {
            output.write(buffer, 0, length);
            while (length < limit) {
                int read = content.read(buffer, 0, Math.min(buffer.length, limit - length));
                if (read < 0) {
                    return false;
                }
                digest.update(buffer, 0, read);
                output.write(buffer, 0, read);
                length += read;
            }
        }
        return true;
    }

    private Path file() throws IOException {
        if (file == null) {
            file = TemporaryFiles.create("tonotopy-part-", ".tmp");
        }
        return file;
    }

    /** Length of the part in bytes. */
    int length() {
        return length;
    }

    /** The part as the body of a request, which may be read several times until the next part is read. */
    RequestBody body() throws IOException {
        if (inFile) {
            return RequestBody.fromFile(file());
        }
        byte[] part = new byte[length];
        System.arraycopy(buffer, 0, part, 0, length);
        return RequestBody.fromBytes(part);
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }
}
