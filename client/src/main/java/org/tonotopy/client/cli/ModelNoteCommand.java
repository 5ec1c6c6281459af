package org.tonotopy.client.cli;

import org.tonotopy.client.Tonotopy;
import org.tonotopy.client.generated.ApiException;
import org.tonotopy.client.generated.model.Model;
import org.tonotopy.client.generated.model.PutNoteRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What its owner says of a model. */
@Command(
        name = "note",
        description = "Write the note on a model; an empty text takes it back.",
        footerHeading = "%nExample:%n",
        footer = "  tonotopy model note statenet-ns1@3 \"The one that we send with the paper.\"")
final class ModelNoteCommand extends LabelCommand {
    @Parameters(index = "1", paramLabel = "TEXT", description = "Plain text of at most 5000 characters; \"\": none.")
    private String text = "";

    ModelNoteCommand(Screen screen) {
        super(screen);
    }

    @Override
    Model change(Tonotopy server, String version, String etag) throws ApiException {
        return text.isBlank()
                ? server.models().deleteModelNote(version, etag)
                : server.models().putModelNote(version, new PutNoteRequest().note(text), etag);
    }
}
