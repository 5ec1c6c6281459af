package org.tonotopy.standalone.study;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.tonotopy.standalone.DataFolder;
import org.tonotopy.standalone.DataFolderOption;
import org.tonotopy.standalone.PortOption;
import org.tonotopy.standalone.RunningServer;
import org.tonotopy.standalone.StandaloneException;
import org.tonotopy.standalone.StandaloneServer;
import org.tonotopy.standalone.demo.ApiClient;
import org.tonotopy.standalone.demo.BenchmarkPreparation;
import org.tonotopy.standalone.demo.DemoRecording;
import org.tonotopy.standalone.demo.Terminal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Checks the claim of the field: fits every model on some benchmarks and reports whether memory pays. */
@Command(
        name = "study",
        mixinStandardHelpOptions = true,
        description = {
            "Fit every model to some benchmarks and report whether memory pays.",
            "A study that was cut off goes on where it was: start it again with the same options."
        })
public final class StudyCommand implements Callable<Integer> {
    private static final Set<String> UNITS = Set.of("population", "each_neuron");

    @Mixin
    private DataFolderOption data = new DataFolderOption();

    @Mixin
    private PortOption port = new PortOption();

    @Option(
            names = "--recording",
            paramLabel = "FILE",
            description = "An .npz recording with its .json metadata beside it; may be given several times.")
    private List<Path> recordings = List.of();

    @Option(
            names = "--without-simulated",
            description = "Leave the simulated recording out that comes with the program.")
    private boolean withoutSimulated;

    @Option(
            names = "--models",
            split = ",",
            paramLabel = "KIND",
            description = "Kinds of models, separated by commas (default: all that there are).")
    private List<String> models = List.of();

    @Option(
            names = "--units",
            split = ",",
            paramLabel = "UNITS",
            defaultValue = "population,each_neuron",
            description = "What one network predicts (default: ${DEFAULT-VALUE}).")
    private List<String> units = List.of();

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "3",
            description = "Fits of every model, each from another random start (default: ${DEFAULT-VALUE}).")
    private int seeds = 3;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Where the report is written (default: study in the data folder).")
    private @Nullable Path report;

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (seeds < 1) {
            throw new StandaloneException("--seeds is " + seeds + ": at least one fit is needed.");
        }
        if (!UNITS.containsAll(units) || units.isEmpty()) {
            throw new StandaloneException(
                    "--units is " + String.join(",", units) + ": use population, each_neuron or both.");
        }
        if (withoutSimulated && recordings.isEmpty()) {
            throw new StandaloneException("Nothing is left to study: name a --recording, or keep the simulated one.");
        }
        DataFolder folder = data.folder();
        Optional<RunningServer> running = RunningServer.find(folder);
        if (running.isPresent()) {
            run(folder, running.get().address());
            return 0;
        }
        System.out.println("Starting Tonotopy on " + folder.root() + " ...");
        try (StandaloneServer server = StandaloneServer.start(folder, port.port())) {
            run(folder, server.address());
        }
        return 0;
    }

    private void run(DataFolder folder, URI server) throws InterruptedException, IOException {
        System.out.println("Tonotopy serves " + server);
        Path unpacked = Files.createTempDirectory("tonotopy-study-");
        try {
            List<DemoRecording> studied = new ArrayList<>();
            if (!withoutSimulated) {
                studied.add(DemoRecording.bundled(unpacked));
            }
            for (Path recording : recordings) {
                studied.add(DemoRecording.of(recording));
            }
            String token = Files.readString(folder.adminToken()).strip();
            ApiClient api = new ApiClient(server, token);
            Terminal terminal = Terminal.standardOutput();
            StudyPlan plan = new StudyPlan(models, units, seeds);
            List<StudyBoard> boards = new ArrayList<>();
            for (DemoRecording recording : studied) {
                String benchmark = new BenchmarkPreparation(api, server, terminal).prepare(recording);
                boards.add(new Study(api, terminal).run(plan, benchmark));
                // After each benchmark: what is known is not lost where the next one takes days.
                write(boards, folder);
            }
        } finally {
            Files.deleteIfExists(unpacked.resolve("simulated.npz"));
            Files.deleteIfExists(unpacked);
        }
    }

    private void write(List<StudyBoard> boards, DataFolder folder) throws IOException {
        Path written = report == null ? folder.root().resolve("study") : report;
        new StudyReport(boards, Instant.now()).write(written);
        System.out.println("The report: " + written.resolve("report.html"));
    }
}
