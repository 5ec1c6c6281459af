package org.tonotopy.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What the processes of one PostgreSQL server take of this machine, from {@code /proc}. */
public final class PostgresUse {
    private static final int TICKS_PER_SECOND = 100;

    /** Fields of {@code /proc/PID/stat} behind the name of the program, from 0. */
    private static final int PARENT = 1;

    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;
    private static final int USER_TIME_OF_ENDED = 13;
    private static final int SYSTEM_TIME_OF_ENDED = 14;

    private final long server;

    /**
     * The server of a data folder.
     *
     * @param dataFolder of an embedded server that runs
     */
    public PostgresUse(Path dataFolder) throws IOException {
        this.server = Long.parseLong(Files.readAllLines(dataFolder.resolve("server/postmaster.pid"))
                .get(0)
                .strip());
    }

    /** Processor time of the server so far, in seconds, with that of connections that have ended. */
    public double processorSeconds() throws IOException {
        long ticks = 0;
        for (String[] process : processes()) {
            ticks += Long.parseLong(process[USER_TIME]) + Long.parseLong(process[SYSTEM_TIME]);
            if (Long.parseLong(process[PARENT]) != server) {
                ticks += Long.parseLong(process[USER_TIME_OF_ENDED]) + Long.parseLong(process[SYSTEM_TIME_OF_ENDED]);
            }
        }
        return (double) ticks / TICKS_PER_SECOND;
    }

    /** Memory of the server, in MiB, what its processes share counted once. */
    public long mebibytes() throws IOException {
        long kibibytes = 0;
        for (Path process : folders()) {
            try {
                kibibytes += Files.readAllLines(process.resolve("smaps_rollup")).stream()
                        .filter(line -> line.startsWith("Pss:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                        .sum();
            } catch (IOException ended) {
                // It is no process any more.
                continue;
            }
        }
        return kibibytes / 1024;
    }

    private List<String[]> processes() throws IOException {
        List<String[]> found = new ArrayList<>();
        for (Path folder : folders()) {
            String[] stat = stat(folder);
            if (stat.length > 0) {
                found.add(stat);
            }
        }
        return found;
    }

    /** The server and its children. */
    private List<Path> folders() throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            for (Path folder : all.toList()) {
                String name = Objects.requireNonNull(folder.getFileName()).toString();
                if (name.equals(Long.toString(server))) {
                    found.add(folder);
                } else if (name.matches("[0-9]+")) {
                    String[] stat = stat(folder);
                    if (stat.length > 0 && Long.parseLong(stat[PARENT]) == server) {
                        found.add(folder);
                    }
                }
            }
        }
        return found;
    }

    /** Empty where the process has ended. */
    private static String[] stat(Path folder) throws IOException {
        try {
            String line = Files.readString(folder.resolve("stat"));
            return line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
        } catch (NoSuchFileException ended) {
            return new String[0];
        } catch (IOException ended) {
            if (Files.exists(folder)) {
                throw ended;
            }
            return new String[0];
        }
    }
}
