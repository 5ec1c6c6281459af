package org.tonotopy.standalone;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import org.tonotopy.postgres.FolderLock;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a running server tells other processes about itself, in a file of the data folder. The file alone proves
 * nothing, because a killed server leaves it behind: the server runs exactly as long as it holds the folder's lock.
 *
 * @param pid process number
 * @param port of HTTP on 127.0.0.1
 * @param startedAt when it was ready
 */
public record RunningServer(long pid, int port, Instant startedAt) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    /** Where its pages and its API are. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    /** The server that runs on this folder now, as seen from another process; empty where there is none. */
    public static Optional<RunningServer> find(DataFolder folder) {
        if (Files.notExists(folder.serverLock())) {
            return Optional.empty();
        }
        try {
            Optional<FolderLock> free = FolderLock.tryTake(folder.serverLock());
            if (free.isPresent()) {
                free.get().close();
                return Optional.empty();
            }
            return Optional.of(JSON.readValue(Files.readString(folder.runningServer()), RunningServer.class));
        } catch (IOException | JacksonException failure) {
            throw new StandaloneException(
                    "A server is starting or stopping on " + folder.root() + ". Try again in a moment.", failure);
        }
    }

    void publish(DataFolder folder) throws IOException {
        Path unfinished = folder.root().resolve("server.json.new");
        Files.writeString(unfinished, JSON.writeValueAsString(this) + "\n");
        Files.move(unfinished, folder.runningServer(), StandardCopyOption.ATOMIC_MOVE);
    }
}
