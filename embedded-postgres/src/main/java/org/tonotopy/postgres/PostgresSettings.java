package org.tonotopy.postgres;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How to run one embedded server. {@link #of(Path)} gives what a server that keeps data needs; the {@code with...}
 * methods change one setting each.
 *
 * @param dataFolder the folder that holds the server's files and passwords; made when missing, kept afterwards
 * @param port TCP port on 127.0.0.1; 0 takes a free one at each start
 * @param binariesFolder where PostgreSQL's programs are unpacked once; empty for the user's cache folder
 * @param sharedBuffersMebibytes memory that the server reserves for pages, in MiB
 * @param maxConnections clients at the same time
 * @param timeout how long a start or a stop may take
 * @param stopsInShutdownHook whether the server is stopped by a shutdown hook of its own. Without it the server still
 *     ends right after the JVM has; a program with an order of its own for shutting down turns it off and calls
 *     {@link EmbeddedPostgres#close()}.
 * @param temporary the data is for one run only: no {@code fsync}, and the data folder is deleted once the server has
 *     stopped, however the JVM ended
 */
public record PostgresSettings(
        Path dataFolder,
        int port,
        Optional<Path> binariesFolder,
        int sharedBuffersMebibytes,
        int maxConnections,
        Duration timeout,
        boolean stopsInShutdownHook,
        boolean temporary) {

    public PostgresSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("port is " + port + ", must be 0 (take a free one) or 1 to 65535");
        }
        if (sharedBuffersMebibytes < 1) {
            throw new IllegalArgumentException(
                    "sharedBuffersMebibytes is " + sharedBuffersMebibytes + ", must be positive");
        }
        if (maxConnections < 1) {
            throw new IllegalArgumentException("maxConnections is " + maxConnections + ", must be positive");
        }
        if (timeout.toSeconds() < 1) {
            throw new IllegalArgumentException("timeout is " + timeout + ", must be at least a second");
        }
    }

    /** A durable server for the data in this folder, on a free port, stopped together with the JVM. */
    public static PostgresSettings of(Path dataFolder) {
        return new PostgresSettings(dataFolder, 0, Optional.empty(), 64, 100, Duration.ofSeconds(60), true, false);
    }

    public PostgresSettings withPort(int newPort) {
        return new PostgresSettings(
                dataFolder,
                newPort,
                binariesFolder,
                sharedBuffersMebibytes,
                maxConnections,
                timeout,
                stopsInShutdownHook,
                temporary);
    }

    public PostgresSettings withBinariesFolder(Path newBinariesFolder) {
        return new PostgresSettings(
                dataFolder,
                port,
                Optional.of(newBinariesFolder),
                sharedBuffersMebibytes,
                maxConnections,
                timeout,
                stopsInShutdownHook,
                temporary);
    }

    public PostgresSettings withSharedBuffersMebibytes(int newSharedBuffersMebibytes) {
        return new PostgresSettings(
                dataFolder,
                port,
                binariesFolder,
                newSharedBuffersMebibytes,
                maxConnections,
                timeout,
                stopsInShutdownHook,
                temporary);
    }

    public PostgresSettings withMaxConnections(int newMaxConnections) {
        return new PostgresSettings(
                dataFolder,
                port,
                binariesFolder,
                sharedBuffersMebibytes,
                newMaxConnections,
                timeout,
                stopsInShutdownHook,
                temporary);
    }

    public PostgresSettings withoutShutdownHook() {
        return new PostgresSettings(
                dataFolder, port, binariesFolder, sharedBuffersMebibytes, maxConnections, timeout, false, temporary);
    }

    /** For tests: see {@link #temporary}. */
    public PostgresSettings asTemporary() {
        return new PostgresSettings(
                dataFolder, port, binariesFolder, sharedBuffersMebibytes, maxConnections, timeout, false, true);
    }
}
