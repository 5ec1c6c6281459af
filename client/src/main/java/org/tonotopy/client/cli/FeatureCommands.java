package org.tonotopy.client.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tonotopy.client.FileDownload;
import org.tonotopy.client.Pages;
import org.tonotopy.client.Pages.Page;
import org.tonotopy.client.Tonotopy;
import org.tonotopy.client.TonotopyException;
import org.tonotopy.client.TonotopyException.Kind;
import org.tonotopy.client.generated.model.Feature;
import org.tonotopy.client.generated.model.Job;
import org.tonotopy.client.generated.model.PageFeature;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a model's neurons listen for: one command for each kind of feature. */
final class FeatureCommands {
    private FeatureCommands() {}

    /** Makes features, waits for them and lists them. */
    abstract static class FeatureCommand extends ServerCommand {
        private final String kind;

        @Parameters(paramLabel = "MODEL", description = "Name and version of a fitted model.")
        private String model = "";

        @Option(
                names = "--neurons",
                paramLabel = "LIST",
                description = "Indices, for instance 0,3; or all (the default), or population.")
        private @Nullable String neurons;

        @Option(names = "--set", paramLabel = "NAME=VALUE", description = "A setting, for instance duration_ms=400.")
        private Map<String, String> settings = Map.of();

        @Option(names = "--seed", paramLabel = "N", description = "Seed of what is random.")
        private @Nullable Long seed;

        @Option(
                names = "--to",
                paramLabel = "FOLDER",
                description = "Download arrays and figures into this folder, which must exist.")
        private @Nullable Path folder;

        @Option(names = "--no-wait", description = "Do not wait; print the job.")
        private boolean noWait;

        FeatureCommand(Screen screen, String kind) {
            super(screen);
            this.kind = kind;
        }

        @Override
        ExitCode run(Tonotopy server) {
            if (folder != null && !Files.isDirectory(folder)) {
                throw new TonotopyException(
                        Kind.LOCAL_FILE, "There is no folder " + folder + " here. Make it, or name another with --to.");
            }
            ObjectNode request = server.json()
                    .createObjectNode()
                    .put("kind", "feature")
                    .put("feature", kind)
                    .put("model", model);
            if (neurons != null) {
                request.set("neurons", Values.neurons(neurons, server.json()));
            }
            if (!settings.isEmpty()) {
                Values.put(request.putObject("settings"), settings, server.json());
            }
            if (seed != null) {
                request.put("seed", seed);
            }
            Job job = server.createJob(request, Optional.of(Tonotopy.newKey()));
            if (noWait) {
                return tell(server, job, () -> print(job.getId().toString()));
            }
            new JobFollower(server, screen()).follow(job.getId());
            List<Feature> features =
                    Pages.stream(token -> page(server, job.getId(), token)).toList();
            if (folder != null) {
                features.forEach(feature -> download(server, feature, folder));
            }
            return printList(
                    server,
                    features.stream(),
                    new Table(3, "feature", "neuron", "outcome", "name", "why not"),
                    (table, feature) -> table.row(
                            text(feature.getId()),
                            text(feature.getNeuron()),
                            text(feature.getOutcome()),
                            text(feature.getNeuronName()),
                            text(feature.getReason())));
        }

        private Page<Feature> page(Tonotopy server, UUID job, Optional<String> token) {
            PageFeature page = server.call(
                    () -> server.features().listFeatures(model, kind, null, job, token.orElse(null), null, null));
            return Page.of(page.getItems(), page.getNextPageToken());
        }

        private void download(Tonotopy server, Feature feature, Path into) {
            if (feature.getArray() == null) {
                return;
            }
            String path = "api/v1/features/" + feature.getId();
            String name = kind + "-" + (feature.getNeuron() == null ? "population" : feature.getNeuron());
            try (TransferBar bar = new TransferBar(screen())) {
                FileDownload download = new FileDownload(server);
                download.take(path + "/array", "application/octet-stream", into.resolve(name + ".npz"), bar);
                download.take(path + "/figure.svg", "image/svg+xml", into.resolve(name + ".svg"), bar);
            }
        }
    }

    @Command(
            name = "dream",
            description = "The sounds that drive a model's neurons most.",
            footerHeading = "%nExample:%n",
            footer = "  tonotopy dream statenet-ns1@1 --neurons 0,3 --set duration_ms=400 --to figures")
    static final class Dream extends FeatureCommand {
        Dream(Screen screen) {
            super(screen, "dream");
        }
    }

    @Command(name = "gradmap", description = "How a model's responses change with each point of the sound before.")
    static final class Gradmap extends FeatureCommand {
        Gradmap(Screen screen) {
            super(screen, "gradmap");
        }
    }

    @Command(name = "strf", description = "The linear filters of a model's neurons.")
    static final class Strf extends FeatureCommand {
        Strf(Screen screen) {
            super(screen, "strf");
        }
    }
}
