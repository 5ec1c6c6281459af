package org.tonotopy.client.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tonotopy.client.Tonotopy;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One's own tokens; admins name the account of another. */
@Command(
        name = "token",
        description = "Make, list and revoke tokens.",
        subcommands = {TokenCommands.Create.class, TokenCommands.ListAll.class, TokenCommands.Revoke.class})
final class TokenCommands extends CommandGroup {
    /** A command on the tokens of one account. */
    abstract static class OfAccount extends ServerCommand {
        @Option(
                names = "--account",
                paramLabel = "ACCOUNT",
                description = "Whose tokens; one's own where it is left out.")
        private @Nullable String account;

        OfAccount(Screen screen) {
            super(screen);
        }

        final String account(Tonotopy server) {
            return Optional.ofNullable(account)
                    .orElseGet(() -> text(server.call(() -> server.accounts().getOwnAccount())
                            .getAccount()
                            .getName()));
        }
    }

    @Command(
            name = "create",
            description = "Make a token; it is printed this once.",
            footerHeading = "%nExamples:%n",
            footer = {"  tonotopy token create --scope read --valid-days 30", "  tonotopy token create --account ada"})
    static final class Create extends OfAccount {
        @Option(
                names = "--scope",
                paramLabel = "SCOPE",
                description = "read, write or admin; that of the token in use where it is left out.")
        private @Nullable String scope;

        @Option(
                names = "--valid-days",
                paramLabel = "DAYS",
                description = "How long it is good; for ever where it is left out.")
        private @Nullable Integer validDays;

        Create(Screen screen) {
            super(screen);
        }

        @Override
        ExitCode run(Tonotopy server) {
            ObjectNode request = server.json().createObjectNode();
            if (scope != null) {
                request.put("scope", scope);
            }
            if (validDays != null) {
                request.put("valid_days", validDays);
            }
            // Without a key: the secret is in the first answer alone, so a lost one is made up for by another token.
            var token = server.post("api/v1/accounts/" + account(server) + "/tokens", request, Optional.empty());
            return tell(server, token, () -> print(token.path("token").asText()));
        }
    }

    @Command(name = "list", description = "List tokens, the oldest first.")
    static final class ListAll extends OfAccount {
        ListAll(Screen screen) {
            super(screen);
        }

        @Override
        ExitCode run(Tonotopy server) {
            var tokens = server.call(() -> server.accounts().listTokens(account(server)));
            return printList(
                    server,
                    tokens.stream(),
                    new Table(0, "token", "begins with", "scope", "created", "last used", "expires", "revoked"),
                    (table, token) -> table.row(
                            text(token.getId()),
                            text(token.getPrefix()),
                            text(token.getScope()),
                            time(token.getCreatedAt()),
                            time(token.getLastUsedAt()),
                            time(token.getExpiresAt()),
                            time(token.getRevokedAt())));
        }
    }

    @Command(name = "revoke", description = "Revoke a token: it is refused from the next request on.")
    static final class Revoke extends OfAccount {
        @Parameters(paramLabel = "TOKEN", description = "Its id, as the list has it.")
        private UUID id = new UUID(0, 0);

        Revoke(Screen screen) {
            super(screen);
        }

        @Override
        ExitCode run(Tonotopy server) {
            String account = account(server);
            server.call(() -> {
                server.accounts().revokeToken(account, id);
                return id;
            });
            return tell(server, Map.of("revoked", id), () -> print("revoked " + id));
        }
    }
}
