package org.tonotopy.postgres;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A short-lived program that is run to its end. */
final class ChildProcess {
    private static final long LIMIT_SECONDS = 120;

    private ChildProcess() {}

    /** @param output what it wrote on standard output and standard error together */
    record Outcome(int exitCode, String output) {
        boolean succeeded() {
            return exitCode == 0;
        }
    }

    /** Runs a command with the given standard input; a program that cannot be started at all counts as failed. */
    static Outcome run(List<String> command, String input) throws InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException notStarted) {
            return new Outcome(127, String.valueOf(notStarted.getMessage()));
        }
        try {
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException endedWithoutReading) {
                // Its exit code says more than the broken pipe does.
            }
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                return new Outcome(124, output + "\n(no end after " + LIMIT_SECONDS + " s)");
            }
            return new Outcome(process.exitValue(), output);
        } catch (IOException unreadable) {
            return new Outcome(126, String.valueOf(unreadable.getMessage()));
        } finally {
            process.destroyForcibly();
        }
    }
}
