package org.tonotopy.client.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.tonotopy.client.FileUpload;
import org.tonotopy.client.Tonotopy;
import org.tonotopy.client.TonotopyException;
import org.tonotopy.client.TonotopyException.Kind;
import org.tonotopy.client.generated.model.Dataset;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends stimuli to a model, and writes what it predicts to a file here. */
@Command(
        name = "predict",
        description = "Predict the responses of a model's neurons to stimuli of your own.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tonotopy predict statenet-ns1@1 cochleagrams.npz --out responses.npz",
            "  tonotopy predict statenet-ferret@1 song.wav"
        })
final class PredictCommand extends ServerCommand {
    private static final Map<String, List<String>> FORMATS = Map.of(
            "npz", List.of(".npz"),
            "hdf5", List.of(".h5", ".hdf5"),
            "wav", List.of(".wav"),
            "wav_archive", List.of(".zip", ".tar", ".tgz", ".tar.gz"));

    private static final String ENDS =
            FORMATS.values().stream().flatMap(List::stream).sorted().collect(Collectors.joining(", "));

    @Parameters(index = "0", paramLabel = "MODEL", description = "Name and version of a fitted model.")
    private String model = "";

    @Parameters(
            index = "1",
            paramLabel = "FILE",
            description =
                    "Cochleagrams, .npz or .h5, with the bins and bands of the model's dataset; or, where that came as"
                            + " sound, a .wav or a .zip or .tar of them.")
    private Path file = Path.of("");

    @Option(
            names = "--out",
            defaultValue = ".",
            paramLabel = "PATH",
            description = "A file for the predictions, .npz, or a folder that exists (default: here).")
    private Path out = Path.of(".");

    PredictCommand(Screen screen) {
        super(screen);
    }

    @Override
    ExitCode run(Tonotopy server) {
        String format = format();
        requirePlaceForPredictions();
        ObjectNode request = server.json().createObjectNode();
        if (!format.startsWith("wav")) {
            describe(server, request);
        }
        String sha256;
        try (TransferBar bar = new TransferBar(screen())) {
            sha256 = new FileUpload(server).send(file, bar);
        }
        request.putObject("stimuli").put("sha256", sha256).put("format", format);
        var asked = server.post(
                "api/v1/models/" + Tonotopy.segment(model) + ":predict", request, Optional.of(Tonotopy.newKey()));
        UUID job = UUID.fromString(asked.path("job").asText());
        new JobFollower(server, screen()).follow(job);
        return tellFile(server, download(server, "api/v1/jobs/" + job + "/predictions.npz", out));
    }

    /** As the request has it, by the end of the file's name. */
    private String format() {
        if (!Files.isRegularFile(file)) {
            throw new TonotopyException(Kind.LOCAL_FILE, "There is no file " + file + " here.");
        }
        String name = file.toString().toLowerCase(Locale.ROOT);
        return FORMATS.entrySet().stream()
                .filter(format -> format.getValue().stream().anyMatch(name::endsWith))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new TonotopyException(
                        Kind.LOCAL_FILE,
                        "Of which form is " + file + "? Give it a name that ends in one of " + ENDS + "."));
    }

    /** Looked for before the work, not after it. */
    private void requirePlaceForPredictions() {
        Path folder = out.toAbsolutePath().normalize().getParent();
        if (folder != null && !Files.isDirectory(folder)) {
            throw new TonotopyException(
                    Kind.LOCAL_FILE, "There is no folder " + folder + " here. Make it, or name another with --out.");
        }
    }

    /** What the model hears; the server holds the file to it. */
    private void describe(Tonotopy server, ObjectNode request) {
        String reference = server.call(() -> server.models().getModel(model))
                .getProvenance()
                .getDataset();
        Dataset dataset = server.call(() -> server.datasets().getDataset(reference));
        request.put("dt_ms", dataset.getShape().getDtMs())
                .put("bands", dataset.getShape().getBands());
    }
}
