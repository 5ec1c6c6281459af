package org.tonotopy.client.cli;

import org.tonotopy.client.Tonotopy;
import org.tonotopy.client.generated.ApiException;
import org.tonotopy.client.generated.model.Model;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Short words by which models are found. */
@Command(
        name = "tag",
        description = "Give models short words by which they are found.",
        subcommands = {ModelTagCommands.Add.class, ModelTagCommands.Remove.class})
final class ModelTagCommands extends CommandGroup {
    @Command(name = "add", description = "Give a version a tag.")
    static final class Add extends LabelCommand {
        @Parameters(index = "1", paramLabel = "TAG", description = "Lower-case letters, digits, dots and hyphens.")
        private String tag = "";

        Add(Screen screen) {
            super(screen);
        }

        @Override
        Model change(Tonotopy server, String version, String etag) throws ApiException {
            return server.models().putModelTag(version, tag, etag);
        }
    }

    @Command(name = "remove", description = "Take a tag from a version.")
    static final class Remove extends LabelCommand {
        @Parameters(index = "1", paramLabel = "TAG", description = "The tag.")
        private String tag = "";

        Remove(Screen screen) {
            super(screen);
        }

        @Override
        Model change(Tonotopy server, String version, String etag) throws ApiException {
            return server.models().deleteModelTag(version, tag, etag);
        }
    }
}
