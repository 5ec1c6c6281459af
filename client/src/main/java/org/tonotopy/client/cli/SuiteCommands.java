package org.tonotopy.client.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tonotopy.client.Pages;
import org.tonotopy.client.Pages.Page;
import org.tonotopy.client.Tonotopy;
import org.tonotopy.client.generated.model.PageSuite;
import org.tonotopy.client.generated.model.Suite;
import org.tonotopy.client.generated.model.SuiteBenchmark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Benchmarks of several datasets that are compared together. */
@Command(
        name = "suite",
        description = "Define and look at suites: benchmarks of several datasets that are compared together.",
        subcommands = {SuiteCommands.Create.class, SuiteCommands.ListAll.class, SuiteCommands.Show.class})
final class SuiteCommands extends CommandGroup {
    @Command(
            name = "create",
            description = "Define a suite of 2 to 20 benchmarks, each on another recording.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  tonotopy suite create cortex ns1-natural@1 ferret-natural@1",
                "  tonotopy leaderboard --suite cortex@1"
            })
    static final class Create extends ServerCommand {
        @Parameters(index = "0", paramLabel = "NAME", description = "Name of the suite.")
        private String name = "";

        @Parameters(
                index = "1..*",
                arity = "1..*",
                paramLabel = "BENCHMARK",
                description = "Name and version of each, in the order in which they are shown.")
        private List<String> benchmarks = List.of();

        @Option(names = "--rules", paramLabel = "TEXT", description = "What participants are asked to keep to.")
        private @Nullable String rules;

        Create(Screen screen) {
            super(screen);
        }

        @Override
        ExitCode run(Tonotopy server) {
            ObjectNode request = server.json().createObjectNode().put("name", name);
            ArrayNode parts = request.putArray("benchmarks");
            benchmarks.forEach(parts::add);
            if (rules != null) {
                request.put("rules", rules);
            }
            var created = server.post("api/v1/suites", request, Optional.of(Tonotopy.newKey()));
            return tell(server, created, () -> print(created.path("reference").asText()));
        }
    }

    @Command(name = "list", description = "List suites.")
    static final class ListAll extends ServerCommand {
        ListAll(Screen screen) {
            super(screen);
        }

        @Override
        ExitCode run(Tonotopy server) {
            return printList(
                    server,
                    Pages.stream(token -> page(server, token)),
                    new Table(4, "suite", "ranked by", "owner", "created", "benchmarks"),
                    (table, suite) -> table.row(
                            text(suite.getReference()),
                            text(suite.getRankingMetric()),
                            text(suite.getOwner()),
                            time(suite.getCreatedAt()),
                            suite.getBenchmarks().stream()
                                    .map(SuiteBenchmark::getBenchmark)
                                    .collect(Collectors.joining(", "))));
        }

        private static Page<Suite> page(Tonotopy server, Optional<String> token) {
            PageSuite page = server.call(() -> server.suites().listSuites(token.orElse(null), null, null));
            return Page.of(page.getItems(), page.getNextPageToken());
        }
    }

    @Command(name = "show", description = "Show all of a suite, as JSON.")
    static final class Show extends ServerCommand {
        @Parameters(paramLabel = "SUITE", description = "Name and version, for instance cortex@1.")
        private String reference = "";

        Show(Screen screen) {
            super(screen);
        }

        @Override
        ExitCode run(Tonotopy server) {
            printJson(server, server.call(() -> server.suites().getSuite(reference)));
            return ExitCode.DONE;
        }
    }
}
