package org.tonotopy.registry.store;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Holds one part of a stream at a time, in memory that grows with what is read up to the length of a part. */
final class PartBuffer {
    private static final int FIRST_BYTES = 1 << 16;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int length;

    /**
     * Reads the next part.
     *
     * @param limit length of a part
     * @return whether the part is a whole one, behind which there may be more
     */
    boolean fill(InputStream content, int limit) throws IOException {
        length = 0;
        while (length < limit) {
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(limit, 2L * length));
            }
            int read = content.read(bytes, length, Math.min(limit, bytes.length) - length);
            if (read < 0) {
                return false;
            }
            length += read;
        }
        return true;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    InputStream newStream() {
        return new ByteArrayInputStream(bytes, 0, length);
    }
}
