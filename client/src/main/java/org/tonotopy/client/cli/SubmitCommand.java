package org.tonotopy.client.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
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
final class SubmitCommand extends ScoredElsewhere {
    @Parameters(index = "1", paramLabel = "FILE", description = "Predictions, .npz or .h5.")
    private Path file = Path.of("");

    @Option(names = "--parameters", paramLabel = "N", description = "Number of its fitted parameters.")
    private @Nullable Long parameters;

    SubmitCommand(Screen screen) {
        super(screen);
    }

    @Override
    Path file() {
        return file;
    }

    @Override
    void describe(String sha256, ObjectNode request) {
        request.putObject("predictions")
                .put("sha256", sha256)
                .put("format", file.toString().endsWith(".npz") ? "npz" : "hdf5");
        if (parameters != null) {
            request.put("parameter_count", parameters);
        }
    }
}
