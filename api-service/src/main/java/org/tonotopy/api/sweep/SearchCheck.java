package org.tonotopy.api.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tonotopy.api.job.FitRequestCheck;
import org.tonotopy.api.problem.FieldProblems;
import org.tonotopy.registry.catalogue.CatalogueEntry;
import org.tonotopy.registry.catalogue.Hyperparameter;
import org.tonotopy.registry.catalogue.HyperparameterDomain;
import org.tonotopy.registry.catalogue.ModelCatalogue;
import org.tonotopy.registry.catalogue.TrainingCatalogue;
import tools.jackson.databind.JsonNode;

/**
 * Checks the form of a search. Whether its points can be fitted is checked with the models.
 *
 * @param field of the request that has the search
 * @param model that it is for, as it was sent
 * @param problems takes everything that is wrong
 */
record SearchCheck(String field, JsonNode model, FieldProblems problems) {
    private static final String GRID = "grid";
    private static final String RANDOM = "random";
    private static final String LIST = "list";
    private static final Set<String> METHODS = Set.of(GRID, RANDOM, LIST);
    private static final String LOW = "low";
    private static final String HIGH = "high";
    private static final String SCALE = "scale";

    /** Reads a search; where something is wrong with it, its points are not to be used. */
    Search check(@Nullable SearchRequest request) {
        if (request == null) {
            return new Search.Nothing();
        }
        String method = request.method();
        if (method == null || !METHODS.contains(method)) {
            problems.add(
                    field + ".method",
                    method == null ? "it is missing" : "there is no method " + method,
                    "Use grid, random or list.");
            return new Search.Nothing();
        }
        refuse(method, "points", request.points(), Set.of(LIST));
        refuse(method, "parameters", request.parameters(), Set.of(GRID, RANDOM));
        refuse(method, "samples", request.samples(), Set.of(RANDOM));
        refuse(method, "seed", request.seed(), Set.of(RANDOM));
        return switch (method) {
            case GRID -> grid(request);
            case RANDOM -> random(request);
            default -> list(request);
        };
    }

    private void refuse(String method, String name, @Nullable Object sent, Set<String> methods) {
        if (sent != null && !methods.contains(method)) {
            problems.add(field + "." + name, "the method " + method + " does not know it", "Leave it out.");
        }
    }

    private SortedMap<String, JsonNode> parameters(SearchRequest request) {
        SortedMap<String, JsonNode> sent = new TreeMap<>();
        if (request.parameters() != null) {
            sent.putAll(request.parameters());
        }
        if (sent.isEmpty()) {
            problems.add(
                    field + ".parameters",
                    request.parameters() == null ? "it is missing" : "it is empty",
                    "Name hyperparameters with the values to try, for instance {\"model.channels\": [4, 7]}.");
        }
        sent.keySet().removeIf(path -> !isPath(field + ".parameters." + path, path));
        return sent;
    }

    private boolean isPath(String at, String path) {
        boolean known = (path.startsWith("model.") || path.startsWith("training.")) && !path.endsWith(".kind");
        if (!known) {
            problems.add(
                    at,
                    path.endsWith(".kind") ? "a search does not change kinds" : "it names no hyperparameter",
                    path.endsWith(".kind")
                            ? "Name each kind in models."
                            : "Write model. or training. and a name that GET /api/v1/model-kinds lists.");
        }
        return known;
    }

    private Search grid(SearchRequest request) {
        SortedMap<String, List<JsonNode>> values = new TreeMap<>();
        parameters(request).forEach((path, sent) -> {
            String at = field + ".parameters." + path;
            if (!sent.isArray() || sent.isEmpty()) {
                problems.add(at, "it is no list of values", "Send a list of one value or more, such as [4, 7].");
            } else {
                values.put(path, sent.valueStream().toList());
            }
        });
        return new Search.Grid(values);
    }

    private Search list(SearchRequest request) {
        List<@Nullable Map<String, JsonNode>> sent = request.points();
        if (sent == null || sent.isEmpty()) {
            problems.add(
                    field + ".points",
                    sent == null ? "it is missing" : "it is empty",
                    "Send a list of points such as [{\"model.channels\": 4}].");
            return new Search.Nothing();
        }
        List<SortedMap<String, JsonNode>> points = new ArrayList<>();
        for (int place = 0; place < sent.size(); place++) {
            String at = field + ".points[" + place + "]";
            Map<String, JsonNode> point = sent.get(place);
            if (point == null) {
                problems.add(at, "it is null", "Send an object of values by hyperparameter.");
                continue;
            }
            point.keySet().forEach(path -> isPath(at + "." + path, path));
            points.add(new TreeMap<>(point));
        }
        return new Search.Listed(points);
    }

    private Search random(SearchRequest request) {
        int samples = request.samples() == null ? 0 : request.samples();
        if (samples < 1) {
            problems.add(
                    field + ".samples",
                    request.samples() == null ? "it is missing" : "there cannot be " + samples + " points",
                    "Say how many points to draw, 1 or more.");
        }
        long seed = request.seed() == null ? 0 : request.seed();
        FitRequestCheck.checkSeed(field + ".seed", seed, problems);
        SortedMap<String, DrawnValue> values = new TreeMap<>();
        parameters(request).forEach((path, sent) -> drawn(path, sent).ifPresent(value -> values.put(path, value)));
        if (samples < 1 || samples > SweepSize.MOST || values.isEmpty()) {
            // More than a sweep may have is refused by its size, without drawing them.
            return samples > SweepSize.MOST ? new Search.TooMany(samples) : new Search.Nothing();
        }
        Random random = new Random(seed);
        double[] draws = new double[samples * values.size()];
        for (int draw = 0; draw < draws.length; draw++) {
            draws[draw] = random.nextDouble();
        }
        return new Search.Drawn(values, draws);
    }

    private Optional<DrawnValue> drawn(String path, JsonNode sent) {
        String at = field + ".parameters." + path;
        if (sent.isArray() && !sent.isEmpty()) {
            return Optional.of(new DrawnValue.OneOf(sent.valueStream().toList()));
        }
        if (!sent.isObject()) {
            problems.add(
                    at,
                    "it is neither a list of values nor a range",
                    "Send a list such as [4, 7], or {\"low\": 0.0001, \"high\": 0.01, \"scale\": \"log\"}.");
            return Optional.empty();
        }
        Optional<HyperparameterDomain> domain = hyperparameter(path).map(Hyperparameter::domain);
        if (domain.isEmpty()) {
            problems.add(at, "it names no hyperparameter", "GET /api/v1/model-kinds lists them.");
            return Optional.empty();
        }
        return range(at, sent, domain.get());
    }

    private Optional<Hyperparameter> hyperparameter(String path) {
        String name = path.substring(path.indexOf('.') + 1);
        Stream<CatalogueEntry> entries = path.startsWith("model.")
                ? ModelCatalogue.find(model.path("kind").asString("")).stream()
                : TrainingCatalogue.entries().stream();
        return entries.flatMap(entry -> entry.hyperparameters().stream())
                .filter(hyperparameter -> hyperparameter.name().equals(name))
                .findFirst();
    }

    private Optional<DrawnValue> range(String at, JsonNode sent, HyperparameterDomain domain) {
        sent.propertyNames().stream()
                .filter(name -> !Set.of(LOW, HIGH, SCALE).contains(name))
                .forEach(name -> problems.add(at + "." + name, "a range does not know it", "Leave it out."));
        String scale = sent.path(SCALE).asString("linear");
        boolean log = scale.equals("log");
        if (!log && !scale.equals("linear")) {
            problems.add(at + "." + SCALE, "there is no scale " + scale, "Use linear or log.");
        }
        if (!(domain instanceof HyperparameterDomain.WholeNumber)
                && !(domain instanceof HyperparameterDomain.RealNumber)) {
            problems.add(at, "it is no number, so it has no range", "List values: " + domain.inWords() + ".");
            return Optional.empty();
        }
        Optional<Double> low = end(at + "." + LOW, sent.path(LOW), domain);
        Optional<Double> high = end(at + "." + HIGH, sent.path(HIGH), domain);
        if (low.isEmpty() || high.isEmpty()) {
            return Optional.empty();
        }
        if (low.get() > high.get()) {
            problems.add(at + "." + LOW, "it is above high", "Exchange them.");
            return Optional.empty();
        }
        if (log && low.get() <= 0) {
            problems.add(at + "." + LOW, "0 has no logarithm", "Use a number above 0, or a linear scale.");
            return Optional.empty();
        }
        return Optional.of(
                domain instanceof HyperparameterDomain.WholeNumber
                        ? new DrawnValue.Whole(low.get().intValue(), high.get().intValue(), log)
                        : new DrawnValue.Real(low.get(), high.get(), log));
    }

    private Optional<Double> end(String at, JsonNode sent, HyperparameterDomain domain) {
        Optional<Double> end = domain.accept(sent).map(value -> ((Number) value).doubleValue());
        if (end.isEmpty()) {
            problems.add(
                    at,
                    sent.isMissingNode() ? "it is missing" : String.format(Locale.ROOT, "%s is not allowed", sent),
                    "It must be " + domain.inWords() + ".");
        }
        return end;
    }
}
