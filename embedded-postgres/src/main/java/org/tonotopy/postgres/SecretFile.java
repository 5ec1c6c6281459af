package org.tonotopy.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** A password that is made once, at random, and kept in a file that only its owner can read. */
final class SecretFile {
    private static final int RANDOM_BYTES = 24;
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path file;

    SecretFile(Path file) {
        this.file = file;
    }

    String read() throws IOException {
        return Files.readString(file, StandardCharsets.US_ASCII).strip();
    }

    /** Reads the secret, making it first where there is none. A crash leaves either no file or a whole one. */
    String readOrCreate() throws IOException {
        if (Files.notExists(file)) {
            byte[] random = new byte[RANDOM_BYTES];
            new SecureRandom().nextBytes(random);
            // Letters, digits, '-' and '_' only: nothing that SQL or a URL would have to escape.
            write(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
        }
        return read();
    }

    private void write(String secret) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        Files.createFile(unfinished, OWNER_ONLY);
        Files.writeString(unfinished, secret + "\n", StandardCharsets.US_ASCII, StandardOpenOption.WRITE);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
