package org.tonotopy.registry.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.tonotopy.registry.catalogue.AskedModel.Networks;
import org.tonotopy.registry.dataset.DatasetShape;
import org.tonotopy.registry.json.RegistryJson;
import tools.jackson.databind.JsonNode;

/** Completes requests for features by the catalogue's defaults and checks them against model and data. */
public final class FeatureSpecification {
    /** Models whose filters are those of hidden units. */
    private static final Set<String> WITH_HIDDEN_FILTERS = Set.of("nrf", "dnet");

    /** Models whose weights are filters of the cochleagram. */
    private static final Set<String> WITH_STRF = Set.of("linear", "ln", "nrf", "dnet");

    /** What two minutes of a processor climb for one neuron. */
    private static final int MOST_BINS = 2000;
    /** Bins times steps times restarts: twenty minutes of a processor for one neuron. */
    private static final long MOST_BIN_STEPS = 30_000_000;
    /** Bins times bands times restarts, of which each takes 16 bytes while a neuron's restarts climb together. */
    private static final long MOST_VALUES = 4_000_000;

    private static final String MEAN = "mean";
    private static final String SETTINGS = "settings";

    private FeatureSpecification() {}

    /**
     * What became of a request.
     *
     * @param specification present where there are no problems
     * @param problems what is wrong, otherwise
     */
    public record Outcome(Optional<Specification> specification, List<SpecificationProblem> problems) {}

    /**
     * Completes a request.
     *
     * @param kind of feature; empty where the request is silent
     * @param settings an object, or empty: all defaults
     * @param model what was fitted
     * @param shape the data that it was fitted to
     */
    public static Outcome complete(
            Optional<String> kind, Optional<JsonNode> settings, AskedModel model, DatasetShape shape) {
        List<SpecificationProblem> problems = new ArrayList<>();
        Optional<Specification> complete = fill(kind, settings, problems);
        if (problems.isEmpty()) {
            complete.ifPresent(feature -> checkTogether(feature, model, shape, problems));
        }
        return problems.isEmpty() ? new Outcome(complete, List.of()) : new Outcome(Optional.empty(), problems);
    }

    private static Optional<Specification> fill(
            Optional<String> kind, Optional<JsonNode> settings, List<SpecificationProblem> problems) {
        Optional<FeatureEntry> entry = kind.flatMap(FeatureCatalogue::find);
        if (entry.isEmpty()) {
            problems.add(new SpecificationProblem(
                    "feature",
                    kind.map(word -> "there is no feature " + word).orElse("it is missing"),
                    "Use one of "
                            + FeatureCatalogue.entries().stream()
                                    .map(FeatureEntry::kind)
                                    .collect(Collectors.joining(", "))
                            + "."));
            return Optional.empty();
        }
        JsonNode asked = settings.orElseGet(RegistryJson.mapper()::createObjectNode);
        if (!asked.isObject()) {
            problems.add(new SpecificationProblem(
                    SETTINGS, "it is not an object", "Send an object with settings, or leave it out."));
            return Optional.empty();
        }
        return Optional.of(entry.get().complete(SETTINGS, asked, problems));
    }

    /** Whether a model has features of this kind at all. */
    public static boolean suits(String kind, AskedModel model) {
        return !kind.equals(FeatureCatalogue.STRF) || WITH_STRF.contains(model.kind());
    }

    /** Whether a model's features of this kind belong to its hidden units, not to its neurons. */
    public static boolean isOfHiddenUnits(String kind, AskedModel model) {
        return kind.equals(FeatureCatalogue.STRF) && WITH_HIDDEN_FILTERS.contains(model.kind());
    }

    private static void checkTogether(
            Specification feature, AskedModel model, DatasetShape shape, List<SpecificationProblem> problems) {
        if (feature.kind().equals(FeatureCatalogue.STRF)) {
            if (!suits(feature.kind(), model)) {
                problems.add(new SpecificationProblem(
                        "feature",
                        model.kind() + " has no STRF: no filter of the cochleagram is known among its weights",
                        "Use gradmap for its gradient at a base stimulus, or dream for what drives it most."));
            } else {
                checkFilters(feature, model, problems);
            }
            return;
        }
        checkPrefilter(feature, model, problems);
        int bins = checkDuration(feature, shape, problems);
        checkBase(feature, shape, bins, problems);
        if (feature.has("steps")) {
            checkClimb(feature, shape, bins, problems);
        }
    }

    private static void checkFilters(Specification feature, AskedModel model, List<SpecificationProblem> problems) {
        boolean ofHiddenUnits = isOfHiddenUnits(FeatureCatalogue.STRF, model);
        if (ofHiddenUnits && model.networks() != Networks.ONE) {
            problems.add(new SpecificationProblem(
                    "feature",
                    "the model is made of several networks, each with hidden units of its own",
                    "Ask a model of one network, or use gradmap, which is of neurons."));
        } else if (model.isPrefiltered() && model.networks() == Networks.SEVERAL_FOR_EACH_NEURON) {
            problems.add(new SpecificationProblem(
                    "feature",
                    "several networks predict each neuron, each with filters behind a prefilter of its own",
                    "Ask a model of one network, or use gradmap."));
        }
        if (model.isPrefiltered()
                && !model.isPrefilteredLinearly()
                && !feature.flag(FeatureCatalogue.BEHIND_PREFILTER)) {
            problems.add(problem(
                    FeatureCatalogue.BEHIND_PREFILTER,
                    "the model's prefilter is no filter, so there is none over the cochleagram",
                    "Use true, or gradmap, which is over the cochleagram."));
        }
    }

    /**
     * Length of a feature in time bins, to the nearest; 0 where it is less than half of one.
     *
     * @param feature one that has a duration
     * @param dtMs width of a time bin
     */
    public static int durationBins(Specification feature, double dtMs) {
        return (int) Math.rint(feature.real("duration_ms") / dtMs);
    }

    private static void checkPrefilter(Specification feature, AskedModel model, List<SpecificationProblem> problems) {
        if (!feature.has(FeatureCatalogue.BEHIND_PREFILTER) || !feature.flag(FeatureCatalogue.BEHIND_PREFILTER)) {
            return;
        }
        if (!model.isPrefiltered()) {
            problems.add(
                    problem(FeatureCatalogue.BEHIND_PREFILTER, "no prefilter is known of the model", "Leave it out."));
        } else if (model.networks() == Networks.SEVERAL_FOR_EACH_NEURON) {
            problems.add(problem(
                    FeatureCatalogue.BEHIND_PREFILTER,
                    "several networks predict each neuron, each behind a prefilter of its own",
                    "Leave it out, or ask a model of one network."));
        }
    }

    private static int checkDuration(Specification feature, DatasetShape shape, List<SpecificationProblem> problems) {
        int bins = durationBins(feature, shape.dtMs());
        if (bins < 1) {
            problems.add(problem(
                    "duration_ms",
                    "it is less than half of a bin of " + shape.dtMs() + " ms",
                    "Use at least " + shape.dtMs() + " ms."));
        }
        if (bins > MOST_BINS) {
            problems.add(problem(
                    "duration_ms",
                    "it is " + bins + " bins of " + shape.dtMs() + " ms",
                    "Use at most " + MOST_BINS * shape.dtMs() + " ms (" + MOST_BINS + " bins)."));
        }
        return bins;
    }

    private static void checkBase(
            Specification feature, DatasetShape shape, int bins, List<SpecificationProblem> problems) {
        if (!feature.choice("base").equals(FeatureCatalogue.CLIP)) {
            return;
        }
        int clip = feature.whole("clip");
        if (clip >= shape.stimuli().size()) {
            problems.add(problem(
                    "clip",
                    "there is no stimulus " + clip,
                    "Use an index from 0 to " + (shape.stimuli().size() - 1) + "."));
            return;
        }
        double clipMs = shape.stimuli().get(clip).bins() * shape.dtMs();
        double endMs = feature.real("clip_end_ms") == 0 ? clipMs : feature.real("clip_end_ms");
        if (endMs > clipMs) {
            problems.add(problem(
                    "clip_end_ms",
                    "the clip is only " + clipMs + " ms long",
                    "Use at most " + clipMs + ", or 0 for the clip's end."));
        } else if (Math.rint(endMs / shape.dtMs()) < bins) {
            problems.add(problem(
                    "duration_ms",
                    "the clip has only " + endMs + " ms before the place where the feature ends",
                    "Use at most " + endMs + " ms, or a later clip_end_ms."));
        }
    }

    private static void checkClimb(
            Specification feature, DatasetShape shape, int bins, List<SpecificationProblem> problems) {
        if (feature.choice("bounds").equals(FeatureCatalogue.EXPLICIT)) {
            checkBounds(feature, problems);
        }
        checkWork(feature, shape, bins, problems);
        if (feature.whole("driven_bins") > bins) {
            problems.add(
                    problem("driven_bins", "the feature has only " + bins + " bins", "Use " + bins + " or fewer."));
        }
        if (feature.whole("jitter_bands") >= shape.bands()) {
            problems.add(problem(
                    "jitter_bands", "the dataset has only " + shape.bands() + " bands", "Use fewer; 0 is no jitter."));
        }
    }

    private static void checkWork(
            Specification feature, DatasetShape shape, int bins, List<SpecificationProblem> problems) {
        long restarts = feature.whole("restarts");
        long binSteps = bins * restarts * feature.whole("steps");
        if (binSteps > MOST_BIN_STEPS) {
            problems.add(problem(
                    "steps",
                    bins + " bins, " + restarts + " restarts and " + feature.whole("steps") + " steps are " + binSteps
                            + " steps of a bin for each neuron",
                    "Use fewer of one of them: at most " + MOST_BIN_STEPS + " together."));
        }
        long values = bins * restarts * shape.bands();
        if (values > MOST_VALUES) {
            problems.add(problem(
                    "restarts",
                    bins + " bins, " + shape.bands() + " bands and " + restarts + " restarts are " + values
                            + " values for each neuron",
                    "Use fewer restarts or a shorter duration: at most " + MOST_VALUES + " values together."));
        }
    }

    private static void checkBounds(Specification feature, List<SpecificationProblem> problems) {
        double low = feature.real("bound_low");
        double high = feature.real("bound_high");
        if (low >= high) {
            problems.add(problem("bound_low", "it is not below bound_high", "Use for instance -3 and 3."));
        } else if (feature.choice("base").equals(MEAN) && (low > 0 || high < 0)) {
            problems.add(problem(
                    low > 0 ? "bound_low" : "bound_high",
                    "the bounds exclude the start, which is the mean, 0",
                    "Use bounds with 0 between them, or another base."));
        }
    }

    private static SpecificationProblem problem(String setting, String problem, String remedy) {
        return new SpecificationProblem(SETTINGS + "." + setting, problem, remedy);
    }
}
