package org.tonotopy.worker.fault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The wall clock of one process, to be shifted while it runs: a library that is loaded before the C library adds the seconds that
 * stand in a file. It is built with the C compiler of the machine.
 */
final class ShiftedClock {
    private static final String LIBRARY = """
            #define _GNU_SOURCE
            #include <fcntl.h>
            #include <stdint.h>
            #include <stdlib.h>
            #include <sys/mman.h>
            #include <sys/syscall.h>
            #include <sys/time.h>
            #include <time.h>
            #include <unistd.h>

            static const volatile int64_t *seconds;

            __attribute__((constructor)) static void open_shift(void) {
                const char *path = getenv("FAULT_CLOCK_FILE");
                int file = path ? open(path, O_RDONLY) : -1;
                if (file < 0) return;
                void *page = mmap(0, sizeof(int64_t), PROT_READ, MAP_SHARED, file, 0);
                if (page != MAP_FAILED) seconds = page;
                close(file);
            }

            static int64_t shift(void) { return seconds ? *seconds : 0; }

            int clock_gettime(clockid_t clock, struct timespec *now) {
                int failed = syscall(SYS_clock_gettime, clock, now);
                if (!failed && clock == CLOCK_REALTIME) now->tv_sec += shift();
                return failed;
            }

            int gettimeofday(struct timeval *restrict now, void *restrict zone) {
                int failed = syscall(SYS_gettimeofday, now, zone);
                if (!failed && now) now->tv_sec += shift();
                return failed;
            }

            time_t time(time_t *where) {
                struct timespec now;
                clock_gettime(CLOCK_REALTIME, &now);
                if (where) *where = now.tv_sec;
                return now.tv_sec;
            }
            """;

    private final Path library;
    private final Path shift;

    private ShiftedClock(Path library, Path shift) {
        this.library = library;
        this.shift = shift;
    }

    /** Builds the library; empty where the machine has no C compiler. */
    static Optional<Path> build() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("tonotopy-faults-clock-");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        Path source = Files.writeString(folder.resolve("clock.c"), LIBRARY);
        Path library = folder.resolve("clock.so");
        return Command.succeeds("gcc", "-shared", "-fPIC", "-O1", "-o", library.toString(), source.toString())
                ? Optional.of(library)
                : Optional.empty();
    }

    /** A clock that is right so far. */
    static ShiftedClock with(Path library) throws IOException {
        Path file = Files.createTempFile(library.resolveSibling(".").normalize(), "shift-", "");
        // PostgreSQL runs as another user.
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        ShiftedClock clock = new ShiftedClock(library, file);
        clock.shift(Duration.ZERO);
        return clock;
    }

    /** What the environment of the process must hold. */
    Map<String, String> environment() {
        return Map.of("LD_PRELOAD", library.toString(), "FAULT_CLOCK_FILE", shift.toString());
    }

    /** Lets a program that is started from now on go by this clock, whoever starts it. */
    void putBefore(Path program) throws IOException {
        Path itself = program.resolveSibling(program.getFileName() + ".itself");
        Files.move(program, itself);
        String assignments = environment().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(" "));
        Files.writeString(program, "#!/bin/sh\nexec env " + assignments + " " + itself + " \"$@\"\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Sets how far it is ahead of the real time. */
    void shift(Duration ahead) throws IOException {
        ByteBuffer seconds = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
        Files.write(shift, seconds.putLong(ahead.toSeconds()).array(), StandardOpenOption.WRITE);
    }
}
