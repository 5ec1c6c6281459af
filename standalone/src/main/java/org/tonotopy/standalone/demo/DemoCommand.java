package org.tonotopy.standalone.demo;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tonotopy.standalone.DataFolder;
import org.tonotopy.standalone.DataFolderOption;
import org.tonotopy.standalone.PortOption;
import org.tonotopy.standalone.RunningServer;
import org.tonotopy.standalone.StandaloneException;
import org.tonotopy.standalone.StandaloneServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts the server, unless one runs on the folder already, and takes a recording all the way to the board. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Start the server, upload a recording, fit three models, show the board.")
public final class DemoCommand implements Callable<Integer> {
    @Mixin
    private DataFolderOption data = new DataFolderOption();

    @Mixin
    private PortOption port = new PortOption();

    @Option(
            names = "--recording",
            paramLabel = "FILE",
            description = "An .npz recording with its .json metadata beside it (default: the simulated one).")
    private @Nullable Path recordingFile;

    @Option(
            names = "--benchmark",
            paramLabel = "NAME",
            description = "Name of the benchmark (default: from the name of the recording).")
    private @Nullable String benchmarkName;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "1",
            description = "Fits of every model, each from another random start (default: ${DEFAULT-VALUE}).")
    private int seeds = 1;

    @Option(names = "--exit", description = "End when the board is there.")
    private boolean exit;

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (seeds < 1) {
            throw new StandaloneException("--seeds is " + seeds + ": at least one fit is needed.");
        }
        DataFolder folder = data.folder();
        Path unpacked = Files.createTempDirectory("tonotopy-demo-");
        try {
            DemoRecording recording = recording(unpacked);
            Optional<RunningServer> running = RunningServer.find(folder);
            if (running.isPresent()) {
                System.out.println(
                        "Tonotopy already serves " + running.get().address() + " from " + folder.root() + ".");
                run(folder, running.get().address(), recording);
                return 0;
            }
            System.out.println("Starting Tonotopy on " + folder.root() + " ...");
            try (StandaloneServer server = StandaloneServer.start(folder, port.port())) {
                System.out.println("Tonotopy serves " + server.address());
                run(folder, server.address(), recording);
                if (!exit) {
                    System.out.println("Serving until Ctrl-C. \"./tonotopy start\" serves the same again.");
                    server.awaitStop();
                }
            }
            return 0;
        } finally {
            Files.deleteIfExists(unpacked.resolve("simulated.npz"));
            Files.deleteIfExists(unpacked);
        }
    }

    private DemoRecording recording(Path unpacked) throws IOException {
        DemoRecording recording =
                recordingFile == null ? DemoRecording.bundled(unpacked) : DemoRecording.of(recordingFile);
        return benchmarkName == null ? recording : recording.withBenchmarkName(benchmarkName);
    }

    private void run(DataFolder folder, URI server, DemoRecording recording) throws InterruptedException, IOException {
        String token = Files.readString(folder.adminToken()).strip();
        new Demo(new ApiClient(server, token), server, Terminal.standardOutput()).run(recording, seeds);
    }
}
