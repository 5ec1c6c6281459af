package org.tonotopy.client.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tonotopy.client.Pages;
import org.tonotopy.client.Pages.Page;
import org.tonotopy.client.Tonotopy;
import org.tonotopy.client.generated.model.Aggregate;
import org.tonotopy.client.generated.model.Metrics;
import org.tonotopy.client.generated.model.Model;
import org.tonotopy.client.generated.model.ModelComparison;
import org.tonotopy.client.generated.model.ModelComparisonNeurons;
import org.tonotopy.client.generated.model.ModelSummary;
import org.tonotopy.client.generated.model.PageModelSummary;
import org.tonotopy.client.generated.model.PutVisibilityRequest;
import org.tonotopy.client.generated.model.Reproduction;
import org.tonotopy.client.generated.model.Visibility;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Fitted models, and what can be fitted. */
@Command(
        name = "model",
        description = "Look at, download, import and make fitted models again.",
        subcommands = {
            ModelCommands.ListAll.class,
            ModelCommands.Kinds.class,
            ModelCommands.Show.class,
            ModelCommands.Share.class,
            ModelCommands.Scores.class,
            ModelCommands.Download.class,
            ModelCommands.Weights.class,
            ModelCommands.Import.class,
            ModelCommands.Reproduce.class,
            ModelCommands.Card.class,
            ModelCommands.Compare.class,
            ModelAliasCommands.class,
            ModelTagCommands.class,
            ModelNoteCommand.class
        })
final class ModelCommands extends CommandGroup {
    static final String REFERENCE =
            "Name and version, for instance statenet-ns1@1; or name and alias, for instance statenet-ns1@champion.";

    @Command(name = "list", description = "List models, the newest first.")
    static final class ListAll extends ServerCommand {
        @Option(names = "--benchmark", paramLabel = "BENCHMARK", description = "Only those of this benchmark.")
        private @Nullable String benchmark;

        @Option(names = "--dataset", paramLabel = "DATASET", description = "Only those fitted to this dataset.")
        private @Nullable String dataset;

        @Option(names = "--kind", paramLabel = "KIND", description = "Only of this kind.")
        private @Nullable String kind;

        @Option(names = "--author", paramLabel = "ACCOUNT", description = "Only those that this account asked for.")
        private @Nullable String author;

        @Option(names = "--tag", paramLabel = "TAG", description = "Only those with this tag.")
        private @Nullable String tag;

        @Option(names = "--alias", paramLabel = "ALIAS", description = "Only those that this alias stands for.")
        private @Nullable String alias;

        @Option(
                names = "--hyperparameter",
                paramLabel = "NAME:VALUE",
                description =
                        "Only with this value, for instance hidden_units:70 or training.loss:mse; may be repeated.")
        private List<String> hyperparameters = List.of();

        @Option(
                names = "--min-score",
                paramLabel = "SCORE",
                description = "Only with at least this mean of the ranking metric.")
        private @Nullable Double minScore;

        @Option(names = "--metric", paramLabel = "METRIC", description = "The metric of --min-score: cc or cc_norm.")
        private @Nullable String metric;

        ListAll(Screen screen) {
            super(screen);
        }

        @Override
        ExitCode run(Tonotopy server) {
            return printList(
                    server,
                    Pages.stream(token -> page(server, token)),
                    new Table(
                            0,
                            "model",
                            "kind",
                            "benchmark",
                            "parameters",
                            "seed",
                            "fit (s)",
                            "owner",
                            "created",
                            "aliases",
                            "tags"),
                    (table, model) -> table.row(
                            text(model.getReference()),
                            text(model.getKind()),
                            text(model.getBenchmark()),
                            text(model.getParameterCount()),
                            text(model.getSeed()),
                            number(model.getFitSeconds(), 1),
                            text(model.getOwner()),
                            time(model.getCreatedAt()),
                            String.join(" ", model.getAliases()),
                            String.join(" ", model.getTags())));
        }

        private Page<ModelSummary> page(Tonotopy server, Optional<String> token) {
            PageModelSummary page = server.call(() -> server.models()
                    .listModels(
                            benchmark,
                            dataset,
                            kind,
                            author,
                            tag,
                            alias,
                            hyperparameters,
                            minScore,
                            metric,
                            token.orElse(null),
                            null,
                            null));
            return Page.of(page.getItems(), page.getNextPageToken());
        }
    }

    @Command(name = "kinds", description = "List the kinds of models that can be fitted.")
    static final class Kinds extends ServerCommand {
        Kinds(Screen screen) {
            super(screen);
        }

        @Override
        ExitCode run(Tonotopy server) {
            var kinds = server.call(() -> server.models().listModelKinds());
            return tell(server, kinds, () -> {
                Table table = new Table(1, "kind", "meaning");
                kinds.getModels().forEach(kind -> table.row(text(kind.getKind()), text(kind.getMeaning())));
                print(table);
            });
        }
    }

    @Command(name = "show", description = "Show where a model comes from and how its fit went.")
    static final class Show extends ServerCommand {
        @Parameters(paramLabel = "MODEL", description = REFERENCE)
        private String reference = "";

        Show(Screen screen) {
            super(screen);
        }

        @Override
        ExitCode run(Tonotopy server) {
            Model model = server.call(() -> server.models().getModel(reference));
            return tell(server, model, () -> {
                print(text(model.getReference()) + "  " + text(model.getKind()) + " on " + text(model.getBenchmark()));
                print("model       " + text(model.getModel()));
                print("training    " + text(model.getTraining()));
                print("seed        " + text(model.getSeed()));
                print("parameters  " + text(model.getParameterCount()));
                print("fit         " + number(model.getFitSeconds(), 1) + " s by " + text(model.getOwner()));
                print("job         " + text(model.getJobId()));
                model.getAliases()
                        .forEach(alias ->
                                print("alias       " + alias.getAlias() + " is version " + alias.getVersion()));
                if (!model.getTags().isEmpty()) {
                    print("tags        " + String.join(" ", model.getTags()));
                }
                if (model.getNote() != null) {
                    print("note        " + model.getNote());
                }
                if (model.getBoardNote() != null) {
                    print("board       " + model.getBoardNote());
                }
            });
        }
    }

    @Command(name = "scores", description = "Show what a model scores on the test stimuli.")
    static final class Scores extends ServerCommand {
        @Parameters(paramLabel = "MODEL", description = REFERENCE)
        private String reference = "";

        Scores(Screen screen) {
            super(screen);
        }

        @Override
        ExitCode run(Tonotopy server) {
            Metrics metrics = server.call(() -> server.models().getModelMetrics(reference));
            return tell(server, metrics, () -> {
                Table table = new Table(
                        0, "metric", "mean", "median", "lower quartile", "upper quartile", "counted", "left out");
                for (Aggregate aggregate : metrics.getAggregates()) {
                    table.row(
                            text(aggregate.getMetric()),
                            number(aggregate.getMean(), 4),
                            number(aggregate.getMedian(), 4),
                            number(aggregate.getLowerQuartile(), 4),
                            number(aggregate.getUpperQuartile(), 4),
                            text(aggregate.getCounted()),
                            text(aggregate.getLeftOut()));
                }
                print(table);
            });
        }
    }

    @Command(name = "download", description = "Write the weights of a model to a file here.")
    static final class Download extends ServerCommand {
        @Parameters(paramLabel = "MODEL", description = REFERENCE)
        private String reference = "";

        @Option(
                names = "--to",
                defaultValue = ".",
                paramLabel = "PATH",
                description = "A file, or a folder that exists (default: here).")
        private Path target = Path.of(".");

        Download(Screen screen) {
            super(screen);
        }

        @Override
        ExitCode run(Tonotopy server) {
            return tellFile(
                    server, download(server, "api/v1/models/" + Tonotopy.segment(reference) + "/weights", target));
        }
    }

    @Command(
            name = "weights",
            description = "Write the weights of a model as safetensors, for other programs, to a file here.")
    static final class Weights extends ServerCommand {
        @Parameters(paramLabel = "MODEL", description = REFERENCE)
        private String reference = "";

        @Option(
                names = "--to",
                defaultValue = ".",
                paramLabel = "PATH",
                description = "A file, or a folder that exists (default: here).")
        private Path target = Path.of(".");

        Weights(Screen screen) {
            super(screen);
        }

        @Override
        ExitCode run(Tonotopy server) {
            return tellFile(
                    server,
                    download(server, "api/v1/models/" + Tonotopy.segment(reference) + "/weights.safetensors", target));
        }
    }

    @Command(
            name = "import",
            description = "Send weights of a model that was fitted elsewhere, as safetensors, to be scored and kept.",
            footerHeading = "%nExample:%n",
            footer = "  tonotopy model import ns1-natural@1 statenet.safetensors --name my-statenet")
    static final class Import extends ScoredElsewhere {
        @Parameters(index = "1", paramLabel = "FILE", description = "Weights, in the form that 'model weights' writes.")
        private Path file = Path.of("");

        Import(Screen screen) {
            super(screen);
        }

        @Override
        Path file() {
            return file;
        }

        @Override
        void describe(String sha256, ObjectNode request) {
            request.putObject("weights").put("sha256", sha256);
        }
    }

    @Command(name = "reproduce", description = "Make a model's fit again, and say whether the same came out.")
    static final class Reproduce extends ServerCommand {
        @Parameters(paramLabel = "MODEL", description = REFERENCE)
        private String reference = "";

        Reproduce(Screen screen) {
            super(screen);
        }

        @Override
        ExitCode run(Tonotopy server) {
            UUID job = server.call(() -> server.models().reproduceModel(reference, Tonotopy.newKey()))
                    .getId();
            new JobFollower(server, screen()).follow(job);
            Reproduction made = server.call(() -> server.models().listReproductions(reference)).getItems().stream()
                    .filter(reproduction -> job.equals(reproduction.getJobId()))
                    .findFirst()
                    .orElseThrow();
            return tell(server, made, () -> {
                print(text(made.getVerdictInWords()));
                print("weights      " + text(made.getWeightsDifference()));
                print("predictions  " + text(made.getPredictionsDifference()));
                made.getProvenance().stream()
                        .filter(field -> !field.getSame())
                        .forEach(field -> print(
                                field.getField() + ": " + field.getOriginal() + " -> " + field.getReproduction()));
            });
        }
    }

    @Command(
            name = "card",
            description =
                    "Print the card of a model as Markdown: what it is, its scores, where it comes from, how to cite it.")
    static final class Card extends ServerCommand {
        @Parameters(paramLabel = "MODEL", description = REFERENCE)
        private String reference = "";

        Card(Screen screen) {
            super(screen);
        }

        @Override
        ExitCode run(Tonotopy server) {
            if (wantsJson()) {
                printJson(server, server.call(() -> server.models().getModelCard(reference)));
            } else {
                print(server.text("api/v1/models/" + Tonotopy.segment(reference) + "/card.md", "text/markdown"));
            }
            return ExitCode.DONE;
        }
    }

    @Command(
            name = "compare",
            description = "Show in which fields two models differ, and how both score.",
            footerHeading = "%nExample:%n",
            footer = "  tonotopy model compare statenet-ns1@champion statenet-ns1@3")
    static final class Compare extends ServerCommand {
        @Parameters(index = "0", paramLabel = "MODEL", description = REFERENCE)
        private String first = "";

        @Parameters(index = "1", paramLabel = "OTHER", description = "Another, in the same way.")
        private String second = "";

        @Option(names = "--all", description = "Also the fields in which they are equal.")
        private boolean all;

        Compare(Screen screen) {
            super(screen);
        }

        @Override
        ExitCode run(Tonotopy server) {
            ModelComparison comparison = server.call(() -> server.models().compareModels(first, second));
            return tell(server, comparison, () -> {
                Table fields = new Table(0, "part", "field", text(comparison.getFirst()), text(comparison.getSecond()));
                comparison.getFields().stream()
                        .filter(field -> all || !Boolean.TRUE.equals(field.getSame()))
                        .forEach(field -> fields.row(
                                text(field.getPart()),
                                text(field.getField()),
                                text(field.getFirst()),
                                text(field.getSecond())));
                print(fields);
                Table scores = new Table(0, "metric", "first", "second", "difference");
                comparison
                        .getScores()
                        .forEach(score -> scores.row(
                                text(score.getMetric()),
                                number(score.getFirst(), 4),
                                number(score.getSecond(), 4),
                                number(score.getDifference(), 4)));
                print(scores);
                ModelComparisonNeurons neurons = comparison.getNeurons();
                print(
                        neurons == null
                                ? text(comparison.getNeuronsNote())
                                : neurons.getMetric() + " of " + neurons.getCounted() + " neurons: "
                                        + neurons.getFirstBetter() + " better in the first, "
                                        + neurons.getSecondBetter() + " in the second");
            });
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
            return server.call(() -> server.models().getModelVisibility(thing));
        }

        @Override
        Visibility put(Tonotopy server, String thing, PutVisibilityRequest request) {
            return server.call(() -> server.models().putModelVisibility(thing, request));
        }
    }
}
