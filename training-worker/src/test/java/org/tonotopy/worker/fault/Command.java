package org.tonotopy.worker.fault;

import java.io.IOException;
import java.nio.file.Path;

/** Programs of the machine. */
final class Command {
    private static final Path LOG = Path.of("target", "fault-commands.log");

    private Command() {}

    /** Whether a program is there and ends without an error. */
    static boolean succeeds(String... words) throws InterruptedException {
        try {
            return new ProcessBuilder(words)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(LOG.toFile()))
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException absent) {
            return false;
        }
    }
}
