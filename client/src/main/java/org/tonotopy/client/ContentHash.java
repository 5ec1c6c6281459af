package org.tonotopy.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of content, as 64 hexadecimal digits. */
final class ContentHash {
    private static final int BUFFER = 1 << 16;

    private ContentHash() {}

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** Of a whole file. */
    static String of(Path file, long size, Progress progress) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return of(content, size, progress);
        }
    }

    /** Of as many bytes of a stream, or fewer where it ends. */
    static String of(InputStream content, long size, Progress progress) throws IOException {
        MessageDigest digest = digest();
        byte[] buffer = new byte[BUFFER];
        long done = 0;
        while (done < size) {
            int read = content.read(buffer, 0, (int) Math.min(buffer.length, size - done));
            if (read < 0) {
                break;
            }
            digest.update(buffer, 0, read);
            done += read;
            progress.at("hashing", done, size);
        }
        return hex(digest);
    }
}
