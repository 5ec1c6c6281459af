package org.tonotopy.client.cli;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tonotopy.client.Pages;
import org.tonotopy.client.Pages.Page;
import org.tonotopy.client.Tonotopy;
import org.tonotopy.client.generated.ApiException;
import org.tonotopy.client.generated.model.Model;
import org.tonotopy.client.generated.model.ModelAliasChange;
import org.tonotopy.client.generated.model.PageModelAliasChange;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Words that stand for one version of a model. */
@Command(
        name = "alias",
        description = "Let words such as champion stand for a version of a model.",
        subcommands = {
            ModelAliasCommands.Put.class,
            ModelAliasCommands.Remove.class,
            ModelAliasCommands.ListAll.class,
            ModelAliasCommands.History.class
        })
final class ModelAliasCommands extends CommandGroup {
    private static final String ALIAS = "Lower-case letters, digits, dots and hyphens; begins with a letter.";

    @Command(
            name = "set",
            description = "Let an alias stand for a version from now on.",
            footerHeading = "%nExample:%n",
            footer = "  tonotopy model alias set statenet-ns1@3 champion")
    static final class Put extends LabelCommand {
        @Parameters(index = "1", paramLabel = "ALIAS", description = ALIAS)
        private String alias = "";

        Put(Screen screen) {
            super(screen);
        }

        @Override
        Model change(Tonotopy server, String version, String etag) throws ApiException {
            return server.models().putModelAlias(version, alias, etag);
        }
    }

    @Command(name = "remove", description = "Remove an alias from the version that it stands for.")
    static final class Remove extends LabelCommand {
        @Parameters(index = "1", paramLabel = "ALIAS", description = ALIAS)
        private String alias = "";

        Remove(Screen screen) {
            super(screen);
        }

        @Override
        Model change(Tonotopy server, String version, String etag) throws ApiException {
            return server.models().deleteModelAlias(version, alias, etag);
        }
    }

    @Command(name = "list", description = "List the aliases of a model's name.")
    static final class ListAll extends ServerCommand {
        @Parameters(paramLabel = "MODEL", description = ModelCommands.REFERENCE)
        private String reference = "";

        ListAll(Screen screen) {
            super(screen);
        }

        @Override
        ExitCode run(Tonotopy server) {
            Model model = server.call(() -> server.models().getModel(reference));
            return printList(
                    server,
                    model.getAliases().stream(),
                    new Table(0, "alias", "stands for"),
                    (table, alias) ->
                            table.row(text(alias.getAlias()), text(model.getName()) + "@" + alias.getVersion()));
        }
    }

    @Command(name = "history", description = "List what became of aliases, the newest change first.")
    static final class History extends ServerCommand {
        @Parameters(
                paramLabel = "NAME",
                arity = "0..1",
                description = "Only of this name; of all where it is left out.")
        private @Nullable String name;

        @Option(names = "--alias", paramLabel = "ALIAS", description = "Only of this alias.")
        private @Nullable String alias;

        @Mixin
        private ListLimit limit = new ListLimit();

        History(Screen screen) {
            super(screen);
        }

        @Override
        ExitCode run(Tonotopy server) {
            return printList(
                    server,
                    limit.of(Pages.stream(token -> page(server, token))),
                    new Table(1, "at", "model", "alias", "change", "from", "to", "by"),
                    (table, change) -> table.row(
                            time(change.getAt()),
                            text(change.getModel()),
                            text(change.getAlias()),
                            text(change.getChange()),
                            text(change.getFrom()),
                            text(change.getTo()),
                            text(change.getBy())));
        }

        private Page<ModelAliasChange> page(Tonotopy server, Optional<String> token) {
            PageModelAliasChange page = server.call(
                    () -> server.models().listModelAliasChanges(name, alias, token.orElse(null), null, null));
            return Page.of(page.getItems(), page.getNextPageToken());
        }
    }
}
