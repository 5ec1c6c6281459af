package org.tonotopy.client.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tonotopy.client.Tonotopy;
import org.tonotopy.client.generated.model.Job;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks for a fit. */
@Command(
        name = "fit",
        description = "Fit a model on a benchmark. What was fitted before is offered again unless --force is said.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  tonotopy fit ns1-natural@1 statenet --follow",
            "  tonotopy fit ns1-natural@1 ln --set delay_bins=40 --train max_epochs=200 --seed 3",
            "  tonotopy fit ns1-natural@1 ln --units each_neuron --neurons 0,3 --name single-unit-ln"
        })
final class FitCommand extends ServerCommand {
    @Parameters(index = "0", paramLabel = "BENCHMARK", description = "Name and version.")
    private String benchmark = "";

    @Parameters(index = "1", paramLabel = "KIND", description = "Kind of model; \"tonotopy model kinds\" lists them.")
    private String kind = "";

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "A hyperparameter of the model.")
    private Map<String, String> model = Map.of();

    @Option(names = "--train", paramLabel = "NAME=VALUE", description = "How to train (kind=gradient by default).")
    private Map<String, String> training = Map.of();

    @Option(names = "--seed", paramLabel = "N", description = "Seed of initial weights, order and dropout.")
    private @Nullable Long seed;

    @Option(names = "--name", paramLabel = "NAME", description = "Name under which the model is kept.")
    private @Nullable String name;

    @Option(names = "--units", paramLabel = "UNITS", description = "population or each_neuron.")
    private @Nullable String units;

    @Option(names = "--neurons", paramLabel = "LIST", description = "Some neurons only, for instance 0,3.")
    private @Nullable String neurons;

    @Option(names = "--device", paramLabel = "DEVICE", description = "any, gpu_preferred or gpu.")
    private @Nullable String device;

    @Option(names = "--priority", paramLabel = "N", description = "From -100 to 100; above 0 from admins only.")
    private @Nullable Integer priority;

    @Option(names = "--visibility", paramLabel = "WHO", description = "Who may read the model: public, lab or private.")
    private @Nullable String visibility;

    @Option(names = "--force", description = "Make it again although the same was fitted before.")
    private boolean force;

    @Option(names = "--follow", description = "Watch it, with its learning curve, until it ends.")
    private boolean follow;

    FitCommand(Screen screen) {
        super(screen);
    }

    @Override
    ExitCode run(Tonotopy server) {
        ObjectNode request = server.json().createObjectNode().put("kind", "fit").put("benchmark", benchmark);
        Values.put(request.putObject("model").put("kind", kind), model, server.json());
        if (!training.isEmpty()) {
            Values.put(request.putObject("training").put("kind", "gradient"), training, server.json());
        }
        put(request, "seed", seed);
        put(request, "model_name", name);
        put(request, "units", units);
        put(request, "device", device);
        put(request, "priority", priority);
        put(request, "visibility", visibility);
        if (neurons != null) {
            request.set("neurons", Values.neurons(neurons, server.json()));
        }
        if (force) {
            request.put("force", true);
        }
        // A forced fit has no earlier one that a second try could find.
        Job job = server.createJob(request, force ? Optional.of(Tonotopy.newKey()) : Optional.empty());
        screen().err().println(words(job));
        Job now = follow ? new JobFollower(server, screen()).follow(job.getId()) : job;
        return tell(
                server,
                now,
                () -> print(
                        follow && now.getModel() != null
                                ? now.getModel()
                                : now.getId().toString()));
    }

    private static String words(Job job) {
        String offer = job.getOffer() == null ? "" : " " + job.getOffer();
        return "Job " + job.getId() + " is " + job.getState() + "." + offer;
    }

    private static void put(ObjectNode request, String field, @Nullable Object value) {
        if (value != null) {
            request.putPOJO(field, value);
        }
    }
}
