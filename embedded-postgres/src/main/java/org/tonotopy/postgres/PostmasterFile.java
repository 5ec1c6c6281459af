package org.tonotopy.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * {@code postmaster.pid}, in which a running server says who it is: the process number on its first line. The file
 * outlives a server that was killed, and by then the number may belong to any program.
 */
final class PostmasterFile {
    private final Path serverFolder;
    private final Path file;

    PostmasterFile(Path serverFolder) {
        this.serverFolder = serverFolder;
        this.file = serverFolder.resolve("postmaster.pid");
    }

    /** The process that the file names, when it is alive, whoever it is. */
    Optional<ProcessHandle> livingProcess() throws IOException {
        try {
            List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
            return lines.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Math.abs(Long.parseLong(lines.get(0).strip())))
                            .filter(ProcessHandle::isAlive);
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    /** Whether this process is a PostgreSQL server on this very folder. */
    boolean isServerOfThisFolder(ProcessHandle process) {
        Path workingFolder = Path.of("/proc", Long.toString(process.pid()), "cwd");
        try {
            // A server works inside its data folder; the path that it was started with may have changed its name.
            return Files.isSameFile(workingFolder, serverFolder);
        } catch (IOException | SecurityException unknown) {
            String[] arguments = process.info().arguments().orElse(new String[0]);
            return Arrays.asList(arguments).contains(serverFolder.toString());
        }
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
