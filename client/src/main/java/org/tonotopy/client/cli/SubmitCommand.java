package org.tonotopy.client.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tonotopy.client.FileUpload;
import org.tonotopy.client.Tonotopy;
import org.tonotopy.client.generated.model.Submission;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends predictions that were made elsewhere, and waits for their score. */
@Command(
        name = "submit",
        description = "Send predictions for a benchmark's test stimuli, made by a model of your own, to be scored.",
        footerHeading = "%nExample:%n",
        footer = "  tonotopy submit ns1-natural@1 predictions.npz --name my-transformer --link"
                + " https://example.org/my-transformer")
final class SubmitCommand extends ServerCommand {
    @Parameters(index = "0", paramLabel = "BENCHMARK", description = "Name and version.")
    private String benchmark = "";

    @Parameters(index = "1", paramLabel = "FILE", description = "Predictions, .npz or .h5.")
    private Path file = Path.of("");

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "Name of the model.")
    private String name = "";

    @Option(names = "--link", paramLabel = "ADDRESS", description = "Where the model is described; https.")
    private @Nullable String link;

    @Option(names = "--parameters", paramLabel = "N", description = "Number of its fitted parameters.")
    private @Nullable Long parameters;

    SubmitCommand(Screen screen) {
        super(screen);
    }

    @Override
    ExitCode run(Tonotopy server) {
        String sha256;
        try (TransferBar bar = new TransferBar(screen())) {
            sha256 = new FileUpload(server).send(file, bar);
        }
        ObjectNode request = server.json().createObjectNode().put("model_name", name);
        request.putObject("predictions")
                .put("sha256", sha256)
                .put("format", file.toString().endsWith(".npz") ? "npz" : "hdf5");
        if (link != null) {
            request.put("link", link);
        }
        if (parameters != null) {
            request.put("parameter_count", parameters);
        }
        var created = server.post(
                "api/v1/benchmarks/" + Tonotopy.segment(benchmark) + "/submissions",
                request,
                Optional.of(Tonotopy.newKey()));
        UUID id = UUID.fromString(created.path("id").asText());
        new JobFollower(server, screen())
                .follow(UUID.fromString(created.path("job").asText()));
        Submission submission = server.call(() -> server.submissions().getSubmission(id));
        return tell(server, submission, () -> print(text(submission.getModel()) + "  " + text(submission.getState())));
    }
}
