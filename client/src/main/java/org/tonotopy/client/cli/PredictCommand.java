package org.tonotopy.client.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.tonotopy.client.FileUpload;
import org.tonotopy.client.Tonotopy;
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
    private static final List<String> ARCHIVES = List.of(".zip", ".tar", ".tgz", ".tar.gz");

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
        String format = format(file.getFileName().toString().toLowerCase(Locale.ROOT));
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
        ExitCode outcome = new JobFollower(server, screen()).follow(job);
        return outcome == ExitCode.DONE
                ? tellFile(server, download(server, "api/v1/jobs/" + job + "/predictions.npz", out))
                : outcome;
    }

    private static String format(String name) {
        if (name.endsWith(".wav")) {
            return "wav";
        }
        if (ARCHIVES.stream().anyMatch(name::endsWith)) {
            return "wav_archive";
        }
        return name.endsWith(".npz") ? "npz" : "hdf5";
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
