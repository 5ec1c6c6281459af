package org.tonotopy.client.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tonotopy.client.FileUpload;
import org.tonotopy.client.Tonotopy;
import org.tonotopy.client.TonotopyException;
import org.tonotopy.client.TonotopyException.Kind;
import org.tonotopy.client.generated.model.Dataset;
import org.tonotopy.client.generated.model.Dataset.StateEnum;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Uploads a recording and waits until it was checked. */
@Command(
        name = "import",
        description = "Upload a recording with its metadata and wait until it was checked. A broken upload goes on"
                + " where it was when the command is given again.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tonotopy dataset import recording.npz                    with recording.json beside it",
            "  tonotopy dataset import sounds.zip --format wav-csv --metadata lab.json --front-end bands=32"
        })
final class DatasetImportCommand extends ServerCommand {
    @Parameters(paramLabel = "FILE", description = "The recording.")
    private Path file = Path.of("");

    @Option(
            names = "--metadata",
            paramLabel = "FILE",
            description = "JSON about it (default: of the recording's name, with .json at its end).")
    private @Nullable Path metadata;

    @Option(names = "--name", paramLabel = "NAME", description = "Name of the dataset (default: that of the file).")
    private @Nullable String name;

    @Option(
            names = "--format",
            paramLabel = "FORM",
            description = "npz, hdf5, ns1, wav-csv, crcns-aa, crcns-ac1 or nems (default: by the end of the name).")
    private @Nullable String format;

    @Option(
            names = "--front-end",
            paramLabel = "NAME=VALUE",
            description = "How sounds become cochleagrams, for instance scale=mel or bands=32.")
    private Map<String, String> frontEnd = Map.of();

    @Option(names = "--visibility", paramLabel = "WHO", description = "Who may read it: public, lab or private.")
    private @Nullable String visibility;

    @Option(names = "--no-wait", description = "Do not wait for the check.")
    private boolean noWait;

    DatasetImportCommand(Screen screen) {
        super(screen);
    }

    @Override
    ExitCode run(Tonotopy server) throws InterruptedException {
        if (!Files.isRegularFile(file)) {
            throw new TonotopyException(Kind.LOCAL_FILE, "There is no file " + file + " here.");
        }
        String form = format == null ? formOf(file) : format;
        if (metadata == null && !Files.exists(beside(file))) {
            throw new TonotopyException(
                    Kind.LOCAL_FILE,
                    "There is no file " + beside(file) + " here, which would say what the recording is. Write it, or"
                            + " name another with --metadata.");
        }
        ObjectNode about = Values.read(metadata == null ? beside(file) : metadata, server.json());
        String sha256;
        try (TransferBar bar = new TransferBar(screen())) {
            sha256 = new FileUpload(server).send(file, bar);
        }
        ObjectNode request = server.json().createObjectNode();
        request.put("name", name == null ? nameOf(file) : name);
        if (visibility != null) {
            request.put("visibility", visibility);
        }
        ObjectNode recording =
                request.putObject("recording").put("sha256", sha256).put("format", form);
        if (!frontEnd.isEmpty()) {
            Values.put(recording.putObject("front_end"), frontEnd, server.json());
        }
        request.set("metadata", about);
        String reference = server.post("api/v1/datasets", request, Optional.of(Tonotopy.newKey()))
                .path("reference")
                .asText();
        Dataset dataset = server.call(() -> server.datasets().getDataset(reference));
        if (!noWait && dataset.getJobId() != null && dataset.getState() == StateEnum.VALIDATING) {
            server.events(dataset.getJobId()).follow(event -> {});
            dataset = server.call(() -> server.datasets().getDataset(reference));
        }
        return tell(server, dataset);
    }

    private ExitCode tell(Tonotopy server, Dataset dataset) {
        String outcome = text(dataset.getReference()) + " is " + text(dataset.getState());
        if (dataset.getState() != StateEnum.REJECTED) {
            return tell(server, dataset, () -> print(screen().coloured(true, outcome)));
        }
        if (!wantsJson()) {
            DatasetCommands.printFindings(this, dataset);
        }
        throw new CommandFailure(ExitCode.JOB_FAILED, outcome + ".", dataset);
    }

    private static Path beside(Path file) {
        return file.resolveSibling(stem(file) + ".json");
    }

    private static String stem(Path file) {
        return file.toAbsolutePath().getFileName().toString().replaceFirst("\\.[^.]*$", "");
    }

    /** Names on the platform are lower-case letters, digits, dots and hyphens. */
    private static String nameOf(Path file) {
        return stem(file)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9.]+", "-")
                .replaceAll("^[-.]+|[-.]+$", "");
    }

    private static String formOf(Path file) {
        String text = file.toString().toLowerCase(Locale.ROOT);
        if (text.endsWith(".npz")) {
            return "npz";
        }
        if (text.endsWith(".h5") || text.endsWith(".hdf5")) {
            return "hdf5";
        }
        throw new TonotopyException(
                Kind.LOCAL_FILE, "Of which form is " + file + "? Say it with --format, for instance --format wav-csv.");
    }
}
