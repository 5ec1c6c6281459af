package org.tonotopy.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A run of a script in {@code operations}.
 *
 * @param exitCode 0 when all was done
 * @param output what it printed, errors too
 */
public record OperationsScript(int exitCode, String output) {
    private static final Pattern POSTGRES_VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");

    /** Runs a script to its end. */
    public static OperationsScript run(String script, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("/bin/bash", Path.of("..", "operations", script).toString()));
        command.addAll(List.of(arguments));
        return command(environment, command);
    }

    private static OperationsScript command(Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new OperationsScript(process.waitFor(), output);
    }

    /** Whether this machine has a program. */
    public static boolean has(String program) throws IOException, InterruptedException {
        return command(Map.of(), List.of("/bin/sh", "-c", "command -v " + program))
                        .exitCode()
                == 0;
    }

    /** The major version of a program of PostgreSQL; 0 where there is none. */
    public static int postgresVersion(String program) throws IOException, InterruptedException {
        Matcher version =
                POSTGRES_VERSION.matcher(command(Map.of(), List.of("/bin/sh", "-c", program + " --version || true"))
                        .output());
        return version.find() ? Integer.parseInt(version.group(1)) : 0;
    }

    /** What a backup printed last: the dump that it made. */
    public Path dump() {
        return Path.of(output.lines().reduce((before, last) -> last).orElseThrow());
    }
}
