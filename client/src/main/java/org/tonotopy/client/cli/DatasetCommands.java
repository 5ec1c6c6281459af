package org.tonotopy.client.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tonotopy.client.Pages;
import org.tonotopy.client.Pages.Page;
import org.tonotopy.client.Tonotopy;
import org.tonotopy.client.TonotopyException;
import org.tonotopy.client.TonotopyException.Kind;
import org.tonotopy.client.generated.model.Dataset;
import org.tonotopy.client.generated.model.DatasetReport;
import org.tonotopy.client.generated.model.DatasetSummary;
import org.tonotopy.client.generated.model.DeletedDataset;
import org.tonotopy.client.generated.model.PageDatasetSummary;
import org.tonotopy.client.generated.model.PutVisibilityRequest;
import org.tonotopy.client.generated.model.ReportedNeuron;
import org.tonotopy.client.generated.model.ReportedNotice;
import org.tonotopy.client.generated.model.ReportedNumber;
import org.tonotopy.client.generated.model.Visibility;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Recordings. */
@Command(
        name = "dataset",
        description = "Import, look at, export and delete recordings.",
        subcommands = {
            DatasetImportCommand.class,
            DatasetCommands.ListAll.class,
            DatasetCommands.Show.class,
            DatasetCommands.Share.class,
            DatasetCommands.Report.class,
            DatasetCommands.Export.class,
            DatasetCommands.Delete.class
        })
final class DatasetCommands extends CommandGroup {
    private static final String PATH = "api/v1/datasets/";
    private static final String REFERENCE = "Name and version, for instance ns1@1.";

    @Command(name = "list", description = "List datasets.")
    static final class ListAll extends ServerCommand {
        @Option(names = "--name", paramLabel = "NAME", description = "Only versions of this one.")
        private @Nullable String name;

        ListAll(Screen screen) {
            super(screen);
        }

        @Override
        ExitCode run(Tonotopy server) {
            return printList(
                    server,
                    Pages.stream(token -> page(server, token)),
                    new Table(0, "dataset", "state", "neurons", "stimuli", "owner", "created"),
                    (table, dataset) -> table.row(
                            text(dataset.getReference()),
                            text(dataset.getState()),
                            text(dataset.getNeurons()),
                            text(dataset.getStimuli()),
                            text(dataset.getOwner()),
                            time(dataset.getCreatedAt())));
        }

        private Page<DatasetSummary> page(Tonotopy server, Optional<String> token) {
            PageDatasetSummary page =
                    server.call(() -> server.datasets().listDatasets(name, token.orElse(null), null, null));
            return Page.of(page.getItems(), page.getNextPageToken());
        }
    }

    @Command(name = "show", description = "Show a dataset and, if it was rejected, why.")
    static final class Show extends ServerCommand {
        @Parameters(paramLabel = "DATASET", description = REFERENCE)
        private String reference = "";

        Show(Screen screen) {
            super(screen);
        }

        @Override
        ExitCode run(Tonotopy server) {
            Dataset dataset = server.call(() -> server.datasets().getDataset(reference));
            return tell(server, dataset, () -> {
                print(text(dataset.getReference()) + "  " + text(dataset.getState()));
                print("owner    " + text(dataset.getOwner()));
                print("created  " + time(dataset.getCreatedAt()));
                print("license  " + text(dataset.getLicense()));
                if (dataset.getShape() != null) {
                    print("shape    " + dataset.getShape().getNeurons().size() + " neurons, "
                            + dataset.getShape().getStimuli().size() + " stimuli, "
                            + dataset.getShape().getBands() + " bands of "
                            + dataset.getShape().getDtMs() + " ms");
                }
                printFindings(this, dataset);
            });
        }
    }

    /** Why a recording was rejected, where it was. */
    static void printFindings(ServerCommand command, Dataset dataset) {
        Optional.ofNullable(dataset.getFindings())
                .orElse(List.of())
                .forEach(finding -> command.print("- " + text(finding.getWhere()) + ": " + text(finding.getWhat()) + " "
                        + text(finding.getRemedy())));
    }

    private static String text(@Nullable Object value) {
        return ServerCommand.text(value);
    }

    @Command(name = "report", description = "Show what was measured on a recording, neuron by neuron.")
    static final class Report extends ServerCommand {
        @Parameters(paramLabel = "DATASET", description = REFERENCE)
        private String reference = "";

        Report(Screen screen) {
            super(screen);
        }

        @Override
        ExitCode run(Tonotopy server) {
            DatasetReport report = server.call(() -> server.datasets().getDatasetReport(reference));
            return tell(server, report, () -> {
                print(report.getNeurons().size() + " neurons, "
                        + report.getStimuli().size() + " stimuli, recorded share "
                        + number(report.getRecordedShare(), 3) + ", alignment "
                        + text(
                                report.getAlignment() == null
                                        ? null
                                        : report.getAlignment().getWords()));
                for (ReportedNotice notice : report.getNotices()) {
                    print("- " + text(notice.getWhere()) + ": " + text(notice.getWhat()) + " "
                            + text(notice.getRemedy()));
                }
                Table table =
                        new Table(1, "neuron", "name", "CCmax", "signal", "noise", "rate (Hz)", "stimuli", "repeated");
                for (ReportedNeuron neuron : report.getNeurons()) {
                    table.row(
                            text(neuron.getIndex()),
                            text(neuron.getName()),
                            measured(neuron.getCcMax()),
                            measured(neuron.getSignalPower()),
                            measured(neuron.getNoisePower()),
                            number(neuron.getMeanRateHz(), 2),
                            text(neuron.getStimuliRecorded()),
                            text(neuron.getStimuliRepeated()));
                }
                print(table);
            });
        }

        private static String measured(@Nullable ReportedNumber value) {
            return value == null ? UNKNOWN : number(value.getValue(), 3);
        }
    }

    @Command(
            name = "export",
            description = "Write a recording to a file here; another form than the stored one is made first, by a job.",
            footerHeading = "%nExample:%n",
            footer = "  tonotopy dataset export ns1@1 --format hdf5 --to ns1.h5")
    static final class Export extends ServerCommand {
        @Parameters(paramLabel = "DATASET", description = REFERENCE)
        private String reference = "";

        @Option(
                names = "--format",
                defaultValue = "npz",
                paramLabel = "FORM",
                description = "npz or hdf5 (default: ${DEFAULT-VALUE}).")
        private String format = "npz";

        @Option(
                names = "--to",
                defaultValue = ".",
                paramLabel = "PATH",
                description = "A file, or a folder that exists (default: here).")
        private Path target = Path.of(".");

        Export(Screen screen) {
            super(screen);
        }

        @Override
        ExitCode run(Tonotopy server) {
            String path = PATH + Tonotopy.segment(reference) + "/recording." + ("hdf5".equals(format) ? "h5" : format);
            try {
                return take(server, path);
            } catch (TonotopyException notThere) {
                if (notThere.kind() != Kind.NOT_FOUND) {
                    throw notThere;
                }
            }
            var request = server.json()
                    .createObjectNode()
                    .put("kind", "export")
                    .put("dataset", reference)
                    .put("format", format);
            new JobFollower(server, screen())
                    .follow(server.createJob(request, Optional.empty()).getId());
            return take(server, path);
        }

        private ExitCode take(Tonotopy server, String path) {
            return tellFile(server, download(server, path, target));
        }
    }

    @Command(name = "delete", description = "Delete a dataset of yours.")
    static final class Delete extends ServerCommand {
        @Parameters(paramLabel = "DATASET", description = REFERENCE)
        private String reference = "";

        @Option(names = "--cascade", description = "With all that stands on it: benchmarks, models, features.")
        private boolean cascade;

        Delete(Screen screen) {
            super(screen);
        }

        @Override
        ExitCode run(Tonotopy server) {
            DeletedDataset deleted = server.call(() -> server.datasets().deleteDataset(reference, cascade));
            return tell(server, deleted, () -> {
                print("Deleted " + deleted.getReference() + "; with it went " + deleted.getWentWithIt() + ".");
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
            return server.call(() -> server.datasets().getDatasetVisibility(thing));
        }

        @Override
        Visibility put(Tonotopy server, String thing, PutVisibilityRequest request) {
            return server.call(() -> server.datasets().putDatasetVisibility(thing, request));
        }
    }
}
