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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.tonotopy.client.cli.TonotopyProgram;

/** A Java program in a process of its own, whose output a test reads. Closing it kills it. */
public final class ChildJvm implements Closeable {
    private static final long LIMIT_SECONDS = 60;

    private final Process process;

    /** Lines not yet looked at; an empty one ends them. */
    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();

    private final StringBuilder seen = new StringBuilder();

    private ChildJvm(Process process) {
        this.process = process;
        // Always read, or a full pipe would stop the program.
        Thread reader = new Thread(this::read, "child-jvm-output");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(Optional.of(line));
            }
        } catch (IOException closed) {
            lines.add(Optional.of("(output cut off: " + closed + ")"));
        }
        lines.add(Optional.empty());
    }

    /** Runs the command line program on the class path of the tests. */
    public static ChildJvm tonotopy(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(
                List.of("-cp", System.getProperty("java.class.path"), StandaloneProgram.class.getName()));
        command.addAll(List.of(arguments));
        return start(command, Map.of());
    }

    /** Runs a program of its own on the class path of the tests. */
    static ChildJvm program(Class<?> program, Map<String, String> environment, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(options));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        return start(command, environment);
    }

    /** Runs a client command on the class path of the tests. */
    public static ChildJvm client(Map<String, String> environment, String... arguments) throws IOException {
        return start(clientOptions(arguments), environment);
    }

    /** The whole command line of a client command on the class path of the tests. */
    public static List<String> clientCommand(String... arguments) {
        return command(clientOptions(arguments));
    }

    private static List<String> clientOptions(String... arguments) {
        List<String> options = new ArrayList<>(List.of(
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                TonotopyProgram.class.getName()));
        options.addAll(List.of(arguments));
        return options;
    }

    /** Runs an executable jar. */
    public static ChildJvm jar(Path jar, Map<String, String> environment, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(options));
        command.addAll(List.of("-jar", jar.toString()));
        return start(command, environment);
    }

    private static ChildJvm start(List<String> options, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(options)).redirectErrorStream(true);
        builder.environment().putAll(environment);
        return new ChildJvm(builder.start());
    }

    private static List<String> command(List<String> options) {
        List<String> whole = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-modules",
                "jdk.incubator.vector",
                "-XX:+UseSerialGC",
                "-Xmx1g"));
        whole.addAll(options);
        return whole;
    }

    /** Reads on to the first line like this one; empty when the program ends before it. */
    public Optional<String> awaitLine(Predicate<String> wanted) throws InterruptedException {
        while (true) {
            Optional<String> line = lines.take();
            if (line.isEmpty()) {
                lines.add(line);
                return line;
            }
            seen.append(line.get()).append('\n');
            if (wanted.test(line.get())) {
                return line;
            }
        }
    }

    /** Reads to the end and returns the exit code. */
    public int awaitExit() throws IOException, InterruptedException {
        awaitLine(line -> false);
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("No end after " + LIMIT_SECONDS + " s");
        }
        return process.exitValue();
    }

    /** Everything read so far. */
    public String output() {
        return seen.toString();
    }

    /** As {@code kill -9} does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
    }
}
