package org.tonotopy.client.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tonotopy.client.Pages;
import org.tonotopy.client.Pages.Page;
import org.tonotopy.client.Tonotopy;
import org.tonotopy.client.generated.model.Benchmark;
import org.tonotopy.client.generated.model.PageBenchmark;
import org.tonotopy.client.generated.model.PutVisibilityRequest;
import org.tonotopy.client.generated.model.Visibility;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Splits, response preparation and ranking metrics. */
@Command(
        name = "benchmark",
        description = "Define and look at benchmarks.",
        subcommands = {
            BenchmarkCommands.Create.class,
            BenchmarkCommands.ListAll.class,
            BenchmarkCommands.Show.class,
            BenchmarkCommands.Share.class
        })
final class BenchmarkCommands extends CommandGroup {
    @Command(
            name = "create",
            description = "Define a benchmark: in options, or whole in a file.",
            footerHeading = "%nExamples:%n",
            footer = {
                "  tonotopy benchmark create mine --dataset ns1@1 --split kind=k_fold --split folds=5",
                "  tonotopy benchmark create mine --dataset ns1@1 --split train=[0,1,2] --split validation=[3]"
                        + " --split test=[4,5]",
                "  tonotopy benchmark create mine --file benchmark.json"
            })
    static final class Create extends ServerCommand {
        @Parameters(paramLabel = "NAME", description = "Name of the benchmark.")
        private String name = "";

        @Option(names = "--dataset", paramLabel = "DATASET", description = "Name and version of the dataset.")
        private @Nullable String dataset;

        @Option(names = "--split", paramLabel = "NAME=VALUE", description = "A field of the split.")
        private Map<String, String> split = Map.of();

        @Option(names = "--neuron-filter", paramLabel = "NAME=VALUE", description = "A criterion for neurons.")
        private Map<String, String> neuronFilter = Map.of();

        @Option(
                names = "--set",
                paramLabel = "NAME=VALUE",
                description = "Another field, for instance smoothing=hanning_21ms_peak_one.")
        private Map<String, String> fields = Map.of();

        @Option(names = "--file", paramLabel = "FILE", description = "The request as JSON; options override it.")
        private @Nullable Path file;

        Create(Screen screen) {
            super(screen);
        }

        @Override
        ExitCode run(Tonotopy server) {
            ObjectNode request = file == null ? server.json().createObjectNode() : Values.read(file, server.json());
            request.put("name", name);
            if (dataset != null) {
                request.put("dataset", dataset);
            }
            if (!split.isEmpty()) {
                Values.put(request.withObject("/split"), split, server.json());
            }
            if (!neuronFilter.isEmpty()) {
                Values.put(request.withObject("/neuron_filter"), neuronFilter, server.json());
            }
            Values.put(request, fields, server.json());
            var created = server.post("api/v1/benchmarks", request, Optional.of(Tonotopy.newKey()));
            return tell(server, created, () -> {
                print(created.path("reference").asText());
            });
        }
    }

    @Command(name = "list", description = "List benchmarks.")
    static final class ListAll extends ServerCommand {
        ListAll(Screen screen) {
            super(screen);
        }

        @Override
        ExitCode run(Tonotopy server) {
            return printList(
                    server,
                    Pages.stream(token -> page(server, token)),
                    new Table(0, "benchmark", "dataset", "split", "ranked by", "neurons", "owner", "created"),
                    (table, benchmark) -> table.row(
                            text(benchmark.getReference()),
                            text(benchmark.getDataset()),
                            text(
                                    benchmark.getSplit() == null
                                            ? null
                                            : benchmark.getSplit().getKind()),
                            text(benchmark.getRankingMetric()),
                            text(benchmark.getNeuronsAfter()),
                            text(benchmark.getOwner()),
                            time(benchmark.getCreatedAt())));
        }

        private static Page<Benchmark> page(Tonotopy server, Optional<String> token) {
            PageBenchmark page = server.call(() -> server.benchmarks().listBenchmarks(token.orElse(null), null, null));
            return Page.of(page.getItems(), page.getNextPageToken());
        }
    }

    @Command(name = "show", description = "Show all of a benchmark, as JSON.")
    static final class Show extends ServerCommand {
        @Parameters(paramLabel = "BENCHMARK", description = "Name and version, for instance ns1-natural@1.")
        private String reference = "";

        Show(Screen screen) {
            super(screen);
        }

        @Override
        ExitCode run(Tonotopy server) {
            printJson(server, server.call(() -> server.benchmarks().getBenchmark(reference)));
            return ExitCode.DONE;
        }
    }

    /** Who may read one. */
    @Command(name = "share")
    static final class Share extends ShareCommand {
        Share(Screen screen) {
            super(screen);
        }

        @Override
        Visibility get(Tonotopy server, String thing) {
            return server.call(() -> server.benchmarks().getBenchmarkVisibility(thing));
        }

        @Override
        Visibility put(Tonotopy server, String thing, PutVisibilityRequest request) {
            return server.call(() -> server.benchmarks().putBenchmarkVisibility(thing, request));
        }
    }
}
