package org.tonotopy.worker;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** A worker in a process of its own, to be killed. */
public final class WorkerProcess implements AutoCloseable {
    private final Process process;

    private WorkerProcess(Process process) {
        this.process = process;
    }

    /** Starts a worker with the settings in its environment. */
    public static WorkerProcess start(Map<String, String> settings) throws IOException {
        ProcessBuilder command = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-XX:+UseSerialGC",
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WorkerApplication.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT);
        command.environment().putAll(settings);
        return new WorkerProcess(command.start());
    }

    /** Ends it as the kernel would, without a last word. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
