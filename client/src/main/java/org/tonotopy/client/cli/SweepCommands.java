package org.tonotopy.client.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tonotopy.client.Pages;
import org.tonotopy.client.Pages.Page;
import org.tonotopy.client.Tonotopy;
import org.tonotopy.client.generated.model.PageSweepSummary;
import org.tonotopy.client.generated.model.Sweep;
import org.tonotopy.client.generated.model.SweepFit;
import org.tonotopy.client.generated.model.SweepSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Many fits of one request. */
@Command(
        name = "sweep",
        description = "Fit many: seeds, hyperparameters, models.",
        subcommands = {
            SweepCommands.Create.class,
            SweepCommands.ListAll.class,
            SweepCommands.Show.class,
            SweepCommands.Cancel.class,
            SweepCommands.Retry.class
        })
final class SweepCommands extends CommandGroup {
    @Command(
            name = "create",
            description = "Ask for every combination: in options, or whole in a file.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  tonotopy sweep create ns1-natural@1 --model statenet --seeds 0,1,2 --ensemble",
                "  tonotopy sweep create ns1-natural@1 --model ln --grid model.delay_bins=20,40",
                "  tonotopy sweep create ns1-natural@1 --file sweep.json"
            })
    static final class Create extends ServerCommand {
        @Parameters(paramLabel = "BENCHMARK", description = "Name and version.")
        private String benchmark = "";

        @Option(names = "--model", paramLabel = "KIND", description = "Kind of model.")
        private @Nullable String kind;

        @Option(names = "--seeds", paramLabel = "LIST", description = "Seeds, for instance 0,1,2.")
        private @Nullable String seeds;

        @Option(names = "--ensemble", description = "The mean of all, as a model of its own.")
        private boolean ensemble;

        @Option(
                names = "--grid",
                paramLabel = "NAME=LIST",
                description = "Values of a hyperparameter, for instance model.delay_bins=20,40.")
        private Map<String, String> grid = Map.of();

        @Option(names = "--file", paramLabel = "FILE", description = "The request as JSON; options override it.")
        private @Nullable Path file;

        Create(Screen screen) {
            super(screen);
        }

        @Override
        ExitCode run(Tonotopy server) {
            ObjectNode request = file == null ? server.json().createObjectNode() : Values.read(file, server.json());
            request.put("benchmark", benchmark);
            if (kind != null) {
                request.putObject("model").put("kind", kind);
            }
            if (seeds != null) {
                request.set("seeds", Values.list(seeds, server.json()));
            }
            if (ensemble) {
                request.put("ensemble", true);
            }
            if (!grid.isEmpty()) {
                ObjectNode parameters =
                        request.putObject("search").put("method", "grid").putObject("parameters");
                grid.forEach((name, values) -> parameters.set(name, Values.list(values, server.json())));
            }
            JsonNode sweep = server.post("api/v1/sweeps", request, Optional.of(Tonotopy.newKey()));
            return tell(server, sweep, () -> {
                screen().err().println(sweep.path("size").asText() + " fits.");
                print(sweep.path("id").asText());
            });
        }
    }

    @Command(name = "list", description = "List sweeps, the newest first.")
    static final class ListAll extends ServerCommand {
        @Option(names = "--benchmark", paramLabel = "BENCHMARK", description = "Only those of this benchmark.")
        private @Nullable String benchmark;

        ListAll(Screen screen) {
            super(screen);
        }

        @Override
        ExitCode run(Tonotopy server) {
            return printList(
                    server,
                    Pages.stream(token -> page(server, token)),
                    new Table(1, "sweep", "models", "benchmark", "over", "owner", "created"),
                    (table, sweep) -> table.row(
                            text(sweep.getId()),
                            text(sweep.getModelName()),
                            text(sweep.getBenchmark()),
                            Boolean.TRUE.equals(sweep.getOver()) ? "yes" : "no",
                            text(sweep.getOwner()),
                            time(sweep.getCreatedAt())));
        }

        private Page<SweepSummary> page(Tonotopy server, Optional<String> token) {
            PageSweepSummary page =
                    server.call(() -> server.sweeps().listSweeps(benchmark, token.orElse(null), null, null));
            return Page.of(page.getItems(), page.getNextPageToken());
        }
    }

    /** A command on one sweep. */
    abstract static class OfOneSweep extends ServerCommand {
        @Parameters(paramLabel = "SWEEP", description = "Identity of the sweep.")
        private UUID id = new UUID(0, 0);

        OfOneSweep(Screen screen) {
            super(screen);
        }

        final UUID id() {
            return id;
        }
    }

    @Command(name = "show", description = "Show how far a sweep is, and its best fits on the validation stimuli.")
    static final class Show extends OfOneSweep {
        Show(Screen screen) {
            super(screen);
        }

        @Override
        ExitCode run(Tonotopy server) {
            Sweep sweep = server.call(() -> server.sweeps().getSweep(id()));
            return tell(server, sweep, () -> {
                print(text(sweep.getSize()) + " fits on " + text(sweep.getBenchmark()) + ": "
                        + text(sweep.getCounts()));
                Table table = new Table(1, "model", "values", "validation", "state", "job");
                for (SweepFit fit : Optional.ofNullable(sweep.getBest()).orElseGet(List::of)) {
                    table.row(
                            text(fit.getModel()),
                            text(fit.getValues()),
                            number(fit.getValidationScore(), 3),
                            text(fit.getState()),
                            text(fit.getJobId()));
                }
                print(table);
            });
        }
    }

    @Command(name = "cancel", description = "Cancel all fits of a sweep that have not ended.")
    static final class Cancel extends OfOneSweep {
        Cancel(Screen screen) {
            super(screen);
        }

        @Override
        ExitCode run(Tonotopy server) {
            Sweep sweep = server.call(() -> server.sweeps().cancelSweep(id()));
            return tell(server, sweep, () -> {
                print("Cancelled: " + text(sweep.getCounts()));
            });
        }
    }

    @Command(name = "retry", description = "Try all fits of a sweep again that failed.")
    static final class Retry extends OfOneSweep {
        Retry(Screen screen) {
            super(screen);
        }

        @Override
        ExitCode run(Tonotopy server) {
            var retried = server.call(() -> server.sweeps().retrySweep(id()));
            return tell(server, retried, () -> {
                print(text(retried.getRetried()) + " fits are tried again.");
            });
        }
    }
}
