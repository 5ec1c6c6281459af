package org.tonotopy.client.cli;

import java.util.List;
import java.util.Map;
import org.tonotopy.client.Tonotopy;
import org.tonotopy.client.generated.ApiException;
import org.tonotopy.client.generated.ApiResponse;
import org.tonotopy.client.generated.model.Model;
import org.tonotopy.client.generated.model.ModelAlias;
import picocli.CommandLine.Parameters;

/** Says something of a model: reads it, and changes what was read, so that what somebody else says meanwhile is not lost. */
abstract class LabelCommand extends ServerCommand {
    @Parameters(index = "0", paramLabel = "MODEL", description = ModelCommands.REFERENCE)
    private String reference = "";

    LabelCommand(Screen screen) {
        super(screen);
    }

    /**
     * Changes the model.
     *
     * @param version its name and version: an alias may stand for another by now
     * @param etag of what was read
     */
    abstract Model change(Tonotopy server, String version, String etag) throws ApiException;

    @Override
    ExitCode run(Tonotopy server) {
        ApiResponse<Model> read = read(server, reference);
        Model changed = server.call(() -> change(server, text(read.getData().getReference()), etag(read.getHeaders())));
        return tell(server, changed, () -> describe(changed));
    }

    private static ApiResponse<Model> read(Tonotopy server, String reference) {
        return server.call(() -> server.models().getModelWithHttpInfo(reference));
    }

    private static String etag(Map<String, List<String>> headers) {
        return headers.entrySet().stream()
                .filter(header -> "etag".equalsIgnoreCase(header.getKey()))
                .flatMap(header -> header.getValue().stream())
                .findFirst()
                .orElse("");
    }

    private void describe(Model model) {
        print(text(model.getReference()));
        for (ModelAlias alias : model.getAliases()) {
            print("alias  " + alias.getAlias() + " is version " + alias.getVersion());
        }
        model.getTags().forEach(tag -> print("tag    " + tag));
        if (model.getNote() != null) {
            print("note   " + model.getNote());
        }
    }
}
