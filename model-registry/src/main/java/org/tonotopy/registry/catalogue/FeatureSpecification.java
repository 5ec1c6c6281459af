package org.tonotopy.registry.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tonotopy.registry.dataset.DatasetShape;
import org.tonotopy.registry.json.RegistryJson;
import tools.jackson.databind.JsonNode;

/** Completes requests for features by the catalogue's defaults and checks them against model and data. */
public final class FeatureSpecification {
    /** Models whose weights are filters of the cochleagram. */
    private static final Set<String> WITH_STRF = Set.of("linear", "ln");

    /** What two minutes of a processor climb for one neuron. */
    private static final int MOST_BINS = 2000;

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
     * @param kind of feature; null where the request is silent
     * @param settings an object, or empty: all defaults
     * @param model what was fitted
     * @param shape the data that it was fitted to
     */
    public static Outcome complete(
            @Nullable String kind, Optional<JsonNode> settings, Specification model, DatasetShape shape) {
        List<SpecificationProblem> problems = new ArrayList<>();
        Optional<Specification> complete = fill(kind, settings, problems);
        if (problems.isEmpty()) {
            complete.ifPresent(feature -> checkTogether(feature, model, shape, problems));
        }
        return problems.isEmpty() ? new Outcome(complete, List.of()) : new Outcome(Optional.empty(), problems);
    }

    private static Optional<Specification> fill(
            @Nullable String kind, Optional<JsonNode> settings, List<SpecificationProblem> problems) {
        Optional<FeatureEntry> entry = Optional.ofNullable(kind).flatMap(FeatureCatalogue::find);
        if (entry.isEmpty()) {
            problems.add(new SpecificationProblem(
                    "feature",
                    kind == null ? "it is missing" : "there is no feature " + kind,
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

    private static void checkTogether(
            Specification feature, Specification model, DatasetShape shape, List<SpecificationProblem> problems) {
        if (feature.kind().equals(FeatureCatalogue.STRF)) {
            if (!WITH_STRF.contains(model.kind())) {
                problems.add(new SpecificationProblem(
                        "feature",
                        model.kind() + " has no STRF: no filter of the cochleagram is among its weights",
                        "Use gradmap for its gradient at a base stimulus, or dream for what drives it most."));
            }
            return;
        }
        int bins = checkDuration(feature, shape, problems);
        checkBase(feature, shape, bins, problems);
        if (!feature.kind().equals(FeatureCatalogue.GRADMAP)) {
            checkClimb(feature, shape, bins, problems);
        }
    }

    /**
     * Length of a feature in time bins.
     *
     * @param feature one that has a duration
     * @param dtMs width of a time bin
     */
    public static int durationBins(Specification feature, double dtMs) {
        return Math.max(1, (int) Math.round(feature.real("duration_ms") / dtMs));
    }

    private static int checkDuration(Specification feature, DatasetShape shape, List<SpecificationProblem> problems) {
        int bins = durationBins(feature, shape.dtMs());
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
        } else if (Math.round(endMs / shape.dtMs()) < bins) {
            problems.add(problem(
                    "duration_ms",
                    "the clip has only " + endMs + " ms before the place where the feature ends",
                    "Use at most " + endMs + " ms, or a later clip_end_ms."));
        }
    }

    private static void checkClimb(
            Specification feature, DatasetShape shape, int bins, List<SpecificationProblem> problems) {
        double lower = feature.real("lower_percentile");
        if (lower >= feature.real("upper_percentile")) {
            problems.add(problem(
                    "lower_percentile", "it is not below upper_percentile", "Use for instance 1 and 99."));
        } else if (feature.choice("base").equals(FeatureCatalogue.SILENCE) && lower > 1) {
            problems.add(problem(
                    "lower_percentile",
                    "the bounds exclude the start: silence is the 1st percentile",
                    "Use 1 or less, or another base."));
        }
        if (feature.whole("driven_bins") > bins) {
            problems.add(problem(
                    "driven_bins", "the feature has only " + bins + " bins", "Use " + bins + " or fewer."));
        }
        if (feature.whole("jitter_bands") >= shape.bands()) {
            problems.add(problem(
                    "jitter_bands",
                    "the dataset has only " + shape.bands() + " bands",
                    "Use fewer; 0 is no jitter."));
        }
    }

    private static SpecificationProblem problem(String setting, String problem, String remedy) {
        return new SpecificationProblem(SETTINGS + "." + setting, problem, remedy);
    }
}
