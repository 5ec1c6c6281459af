package org.tonotopy.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The one folder in which everything is kept.
 *
 * @param root absolute
 */
public record DataFolder(Path root) {
    public DataFolder {
        root = root.toAbsolutePath().normalize();
    }

    Path postgres() {
        return root.resolve("postgres");
    }

    Path objects() {
        return root.resolve("objects");
    }

    Path logs() {
        return root.resolve("logs");
    }

    Path scratch() {
        return root.resolve("scratch");
    }

    /** The first administrator's token, in a file that only its owner can read. */
    public Path adminToken() {
        return root.resolve("admin-token");
    }

    Path serverLock() {
        return root.resolve("server.lock");
    }

    Path runningServer() {
        return root.resolve("server.json");
    }

    /**
     * Makes the folder when it is missing.
     *
     * @throws StandaloneException if it cannot be made or written
     */
    void create() {
        try {
            Files.createDirectories(root);
        } catch (IOException failure) {
            throw new StandaloneException(
                    "The data folder " + root + " cannot be made (" + failure + "). Name another one with --data.",
                    failure);
        }
        if (!Files.isWritable(root)) {
            throw new StandaloneException(
                    "The data folder " + root + " cannot be written by this user. Name another one with --data.");
        }
    }
}
