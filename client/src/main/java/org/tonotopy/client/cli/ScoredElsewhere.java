package org.tonotopy.client.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tonotopy.client.FileUpload;
import org.tonotopy.client.Tonotopy;
import org.tonotopy.client.generated.model.Submission;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command that sends what a model of somebody's own is or predicts, and waits for its score. */
abstract class ScoredElsewhere extends ServerCommand {
    @Parameters(index = "0", paramLabel = "BENCHMARK", description = "Name and version.")
    private String benchmark = "";

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "Name of the model.")
    private String name = "";

    @Option(names = "--link", paramLabel = "ADDRESS", description = "Where the model is described; https.")
    private @Nullable String link;

    ScoredElsewhere(Screen screen) {
        super(screen);
    }

    /** The file that is sent. */
    abstract Path file();

    /**
     * Says in the request what the file is.
     *
     * @param sha256 hash of the file, which is uploaded
     */
    abstract void describe(String sha256, ObjectNode request);

    @Override
    ExitCode run(Tonotopy server) {
        String sha256;
        try (TransferBar bar = new TransferBar(screen())) {
            sha256 = new FileUpload(server).send(file(), bar);
        }
        ObjectNode request = server.json().createObjectNode().put("model_name", name);
        if (link != null) {
            request.put("link", link);
        }
        describe(sha256, request);
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
