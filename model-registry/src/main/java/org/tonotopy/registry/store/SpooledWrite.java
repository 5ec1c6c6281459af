package org.tonotopy.registry.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.tonotopy.registry.temporary.TemporaryFiles;

/** Writes to a store what is as long as it turns out to be: through a temporary file, in constant memory. */
public final class SpooledWrite {
    private SpooledWrite() {}

    /** What writes itself. */
    @FunctionalInterface
    public interface Content {
        /** Writes all of it; it may close the stream. */
        void writeTo(OutputStream output) throws IOException;
    }

    /**
     * Writes an object.
     *
     * @throws IOException if the disk or the store fails
     */
    public static StoredContent write(ObjectStore store, ObjectKey key, Content content) throws IOException {
        Path file = TemporaryFiles.create("tonotopy-spooled-", ".tmp");
        try {
            try (OutputStream output = new BufferedOutputStream(Files.newOutputStream(file))) {
                content.writeTo(output);
            }
            try (InputStream input = Files.newInputStream(file)) {
                return store.write(key, input, Files.size(file));
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
