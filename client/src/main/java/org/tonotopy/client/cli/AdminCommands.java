package org.tonotopy.client.cli;

import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tonotopy.client.Pages;
import org.tonotopy.client.Pages.Page;
import org.tonotopy.client.Tonotopy;
import org.tonotopy.client.generated.model.AuditEntry;
import org.tonotopy.client.generated.model.DamagedObject;
import org.tonotopy.client.generated.model.OrphanedObjects;
import org.tonotopy.client.generated.model.PageAuditEntry;
import org.tonotopy.client.generated.model.StoreCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What admins look at. */
@Command(
        name = "admin",
        description = "Look at what only admins see.",
        subcommands = {AdminCommands.Audit.class, AdminCommands.CheckStore.class})
final class AdminCommands extends CommandGroup {
    @Command(
            name = "audit",
            description = "Show who changed what and who was not let, the newest first.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  tonotopy admin audit --outcome DENIED --limit 20",
                "  tonotopy admin audit --account ada --from 2026-01-31T00:00:00Z",
                "  tonotopy admin audit --object datasets/ns1@1"
            })
    static final class Audit extends ServerCommand {
        @Option(names = "--account", paramLabel = "ACCOUNT", description = "Only what this account asked for.")
        private @Nullable String account;

        @Option(names = "--operation", paramLabel = "NAME", description = "Only this one, for instance deleteDataset.")
        private @Nullable String operation;

        @Option(names = "--object", paramLabel = "TEXT", description = "Only objects whose path contains this.")
        private @Nullable String object;

        @Option(names = "--outcome", paramLabel = "OUTCOME", description = "Only DONE, DENIED or FAILED.")
        private @Nullable String outcome;

        @Option(names = "--request", paramLabel = "ID", description = "Only of the request with this id.")
        private @Nullable String request;

        @Option(names = "--from", paramLabel = "TIME", description = "Not before this time, with its zone.")
        private @Nullable OffsetDateTime from;

        @Option(names = "--until", paramLabel = "TIME", description = "Before this time, with its zone.")
        private @Nullable OffsetDateTime until;

        @Mixin
        private final ListLimit limit = new ListLimit();

        Audit(Screen screen) {
            super(screen);
        }

        @Override
        ExitCode run(Tonotopy server) {
            var entries = Pages.stream(token -> page(server, token));
            return printList(
                    server,
                    limit.of(entries),
                    new Table(4, "at", "account", "operation", "outcome", "object", "address", "request"),
                    (table, entry) -> table.row(
                            time(entry.getAt()),
                            text(entry.getAccount()),
                            text(entry.getOperation()),
                            text(entry.getOutcome()),
                            text(entry.getObject()),
                            text(entry.getAddress()),
                            text(entry.getRequestId())));
        }

        private Page<AuditEntry> page(Tonotopy server, Optional<String> token) {
            PageAuditEntry page = server.call(() -> server.accounts()
                    .listAuditEntries(
                            account, operation, object, outcome, request, from, until, token.orElse(null), null, null));
            return Page.of(page.getItems(), page.getNextPageToken());
        }
    }

    @Command(
            name = "check-store",
            description = {
                "Have every recorded object read and its hash compared; the exit code is 10 where one is damaged.",
                "Nothing is changed."
            },
            footerHeading = "%nExamples:%n",
            footer = {"  tonotopy admin check-store", "  tonotopy admin check-store --orphans"})
    static final class CheckStore extends ServerCommand {
        private static final int PAGE = 200;

        @Option(names = "--orphans", description = "Look for objects that are recorded nowhere instead; reads none.")
        private boolean orphans;

        CheckStore(Screen screen) {
            super(screen);
        }

        @Override
        ExitCode run(Tonotopy server) {
            return orphans ? tellOrphans(server) : check(server);
        }

        private ExitCode check(Tonotopy server) {
            Count count = new Count();
            var damaged = Pages.stream(token -> page(server, token, count));
            printList(
                    server,
                    damaged.peek(object -> count.damaged++),
                    new Table(2, "key", "damage", "reason"),
                    (table, object) -> table.row(object.getKey(), text(object.getDamage()), object.getReason()));
            if (!wantsJson()) {
                print(count.objects + " objects were read, " + count.damaged + " are damaged");
            }
            return count.damaged == 0 ? ExitCode.DONE : ExitCode.DAMAGE_FOUND;
        }

        private Page<DamagedObject> page(Tonotopy server, Optional<String> token, Count count) {
            StoreCheck page = server.call(() -> server.store().checkStore(token.orElse(null), PAGE));
            count.objects += page.getObjects();
            return Page.of(page.getDamaged(), page.getNextPageToken());
        }

        private ExitCode tellOrphans(Tonotopy server) {
            OrphanedObjects found = server.call(() -> server.store().listOrphanedObjects(PAGE));
            return tell(server, found, () -> {
                Table table = new Table(2, "bytes", "written", "key");
                found.getItems()
                        .forEach(one -> table.row(text(one.getSizeBytes()), time(one.getWrittenAt()), one.getKey()));
                print(table);
                print(found.getOrphans() + " of " + found.getObjects() + " objects are recorded nowhere");
            });
        }

        /** What the pages so far say. */
        private static final class Count {
            private long objects;
            private long damaged;
        }
    }
}
