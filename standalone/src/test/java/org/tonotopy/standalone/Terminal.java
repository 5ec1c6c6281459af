package org.tonotopy.standalone;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A program on a terminal of its own, that of {@code script} (util-linux): what it shows is read, and keys are pressed.
 * Closing it kills it.
 */
final class Terminal implements Closeable {
    private static final Path ENV = Path.of("/usr/bin/env");
    private static final Path SCRIPT = Path.of("/usr/bin/script");
    private static final long LIMIT_SECONDS = 60;

    private final Process process;
    private final StringBuilder shown = new StringBuilder();
    private int looked;
    private boolean ended;

    private Terminal(Process process) {
        this.process = process;
        Thread reader = new Thread(this::read, "terminal");
        reader.setDaemon(true);
        reader.start();
    }

    /** Whether this machine can give one. */
    static boolean exists() {
        return Files.isExecutable(SCRIPT) && System.getProperty("os.name").equals("Linux");
    }

    /** Runs a program. */
    static Terminal run(Map<String, String> environment, List<String> command) throws IOException {
        String line = command.stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" ", "exec ", ""));
        // Where the build itself was started in the background, Ctrl-C is ignored, and would be by all that it starts.
        ProcessBuilder builder = new ProcessBuilder(
                        ENV.toString(), "--default-signal=INT", SCRIPT.toString(), "-qefc", line, "/dev/null")
                .redirectErrorStream(true);
        builder.environment().putAll(Map.of("TERM", "xterm", "COLUMNS", "80", "SHELL", "/bin/sh"));
        builder.environment().remove("NO_COLOR");
        builder.environment().putAll(environment);
        return new Terminal(builder.start());
    }

    private void read() {
        char[] buffer = new char[1024];
        try (Reader output = new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)) {
            for (int read = output.read(buffer); read >= 0; read = output.read(buffer)) {
                synchronized (this) {
                    shown.append(buffer, 0, read);
                    notifyAll();
                }
            }
        } catch (IOException closed) {
            // Whoever waits for more is told that there is no more.
        } finally {
            synchronized (this) {
                ended = true;
                notifyAll();
            }
        }
    }

    /**
     * Waits until a text is shown behind the one that was waited for before.
     *
     * @throws IOException if the program ends without, or does not show it for too long
     */
    synchronized void await(String text) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (shown.indexOf(text, looked) < 0) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (ended || left <= 0) {
                throw new IOException("No \"" + text + "\" behind character " + looked + " of what "
                        + (ended ? "has ended: " : "goes on: ") + shown);
            }
            wait(left);
        }
        looked = shown.indexOf(text, looked) + text.length();
    }

    /** Types; Ctrl-C is {@code \u0003}. */
    void press(String keys) throws IOException {
        process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** The exit code of the program. */
    int awaitExit() throws IOException, InterruptedException {
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("No end after " + LIMIT_SECONDS + " s: " + shown());
        }
        synchronized (this) {
            while (!ended) {
                wait();
            }
        }
        return process.exitValue();
    }

    /** Everything that was shown so far. */
    synchronized String shown() {
        return shown.toString();
    }

    /** Afterwards nothing of it runs on: a shell that only hears that its terminal is gone still writes its history. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        // Their terminal ends with them; one that has none yet is ended here.
        process.onExit().completeOnTimeout(process, 5, TimeUnit.SECONDS).join();
        process.destroyForcibly();
    }
}
