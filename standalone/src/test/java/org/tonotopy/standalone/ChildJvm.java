package org.tonotopy.standalone;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A Java program in a process of its own, whose output a test reads. Closing it kills it. */
final class ChildJvm implements Closeable {
    private static final long LIMIT_SECONDS = 120;

    private final Process process;
    private final BufferedReader output;
    private final StringBuilder seen = new StringBuilder();

    private ChildJvm(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Runs the command line program on the class path of the tests. */
    static ChildJvm tonotopy(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of("-cp", System.getProperty("java.class.path"), StandaloneProgram.class.getName()));
        command.addAll(List.of(arguments));
        return start(command, Map.of());
    }

    /** Runs an executable jar. */
    static ChildJvm jar(Path jar, Map<String, String> environment, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(options));
        command.addAll(List.of("-jar", jar.toString()));
        return start(command, environment);
    }

    private static ChildJvm start(List<String> command, Map<String, String> environment) throws IOException {
        List<String> whole = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-XX:+UseSerialGC",
                "-Xmx1g"));
        whole.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(whole).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return new ChildJvm(builder.start());
    }

    /** Reads on to the first line like this one; empty when the program ends before it. */
    Optional<String> awaitLine(Predicate<String> wanted) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            seen.append(line).append('\n');
            if (wanted.test(line)) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }

    /** Reads to the end and returns the exit code. */
    int awaitExit() throws IOException, InterruptedException {
        awaitLine(line -> false);
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("No end after " + LIMIT_SECONDS + " s");
        }
        return process.exitValue();
    }

    /** Everything read so far. */
    String output() {
        return seen.toString();
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
    }
}
