package org.tonotopy.registry.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.tonotopy.registry.dataset.DatasetShape;
import org.tonotopy.registry.json.RegistryJson;
import tools.jackson.databind.JsonNode;

/**
 * A model and how it is trained, complete and checked.
 *
 * @param model what is fitted
 * @param training how
 */
public record FitSpecification(Specification model, Specification training) {
    /**
     * What became of a request.
     *
     * @param specification present where there are no problems
     * @param problems what is wrong, otherwise
     */
    public record Outcome(Optional<FitSpecification> specification, List<SpecificationProblem> problems) {
        static Outcome of(List<SpecificationProblem> problems) {
            return new Outcome(Optional.empty(), List.copyOf(problems));
        }
    }

    /**
     * Completes a request by the catalogue's defaults and checks it against the data.
     *
     * @param model an object with a {@code kind}
     * @param training an object with a {@code kind}, or empty: the model's own recipe
     * @param shape what will be fitted to
     */
    public static Outcome complete(JsonNode model, Optional<JsonNode> training, DatasetShape shape) {
        List<SpecificationProblem> problems = new ArrayList<>();
        Optional<CatalogueEntry> modelEntry = entry("model", model, ModelCatalogue.entries(), problems);
        if (modelEntry.isEmpty()) {
            return Outcome.of(problems);
        }
        String modelKind = modelEntry.get().kind();
        Optional<CatalogueEntry> trainingEntry = training.isPresent()
                ? entry("training", training.get(), TrainingCatalogue.entries(), problems)
                : TrainingCatalogue.find(TrainingCatalogue.defaultKind(modelKind));
        if (trainingEntry.isEmpty()) {
            return Outcome.of(problems);
        }
        CatalogueEntry way = trainingEntry.get();
        FitSpecification complete = new FitSpecification(
                modelEntry.get().complete("model", model, Map.of(), problems),
                way.complete(
                        "training",
                        training.orElseGet(RegistryJson.mapper()::createObjectNode),
                        TrainingCatalogue.defaults(modelKind, way.kind()),
                        problems));
        if (problems.isEmpty()) {
            complete.checkTogether(shape, problems);
        }
        return problems.isEmpty() ? new Outcome(Optional.of(complete), List.of()) : Outcome.of(problems);
    }

    private static Optional<CatalogueEntry> entry(
            String field, JsonNode request, List<CatalogueEntry> entries, List<SpecificationProblem> problems) {
        String kinds = entries.stream().map(CatalogueEntry::kind).collect(Collectors.joining(", "));
        if (!request.isObject()) {
            problems.add(new SpecificationProblem(
                    field, "it is not an object", "Send an object with a kind: one of " + kinds + "."));
            return Optional.empty();
        }
        JsonNode kind = request.path("kind");
        Optional<CatalogueEntry> found = entries.stream()
                .filter(entry -> kind.isString() && entry.kind().equals(kind.stringValue()))
                .findFirst();
        if (found.isEmpty()) {
            problems.add(new SpecificationProblem(
                    field + ".kind",
                    kind.isMissingNode() ? "it is missing" : "there is no kind " + kind,
                    "Use one of " + kinds + "."));
        }
        return found;
    }

    private void checkTogether(DatasetShape shape, List<SpecificationProblem> problems) {
        if (model.values().containsKey("delay_bins") && model.whole("delay_bins") > shape.shortestStimulusBins()) {
            problems.add(new SpecificationProblem(
                    "model.delay_bins",
                    "the window is longer than the shortest stimulus",
                    "Use " + shape.shortestStimulusBins() + " bins or fewer."));
        }
        if (model.kind().equals(ModelCatalogue.STATENET) && model.whole("kernel_bands") > shape.bands()) {
            problems.add(new SpecificationProblem(
                    "model.kernel_bands",
                    "the kernel is wider than the dataset's " + shape.bands() + " bands",
                    "Use " + shape.bands() + " bands or fewer."));
        }
        if (training.kind().equals(TrainingCatalogue.RIDGE)) {
            checkRidge(problems);
        } else {
            checkGradient(problems);
        }
    }

    private void checkRidge(List<SpecificationProblem> problems) {
        if (!model.kind().equals(ModelCatalogue.LINEAR)) {
            problems.add(new SpecificationProblem(
                    "training.kind",
                    "only linear has a solution in closed form",
                    "Use gradient for " + model.kind() + "; its initialisation can be ridge for ln."));
        }
        if (training.real("smallest_penalty") > training.real("largest_penalty")) {
            problems.add(new SpecificationProblem(
                    "training.smallest_penalty", "it is above largest_penalty", "Exchange the two."));
        }
    }

    private void checkGradient(List<SpecificationProblem> problems) {
        String output = model.kind().equals(ModelCatalogue.LINEAR) ? "identity" : model.choice("output");
        if (training.choice("loss").equals("poisson") && output.equals("identity")) {
            problems.add(new SpecificationProblem(
                    "training.loss",
                    "the Poisson loss needs rates above 0, and the output identity can be negative",
                    "Use the loss mse, or an output such as softplus2."));
        }
        if (training.choice("initialisation").equals(TrainingCatalogue.RIDGE)
                && model.kind().equals(ModelCatalogue.STATENET)) {
            problems.add(new SpecificationProblem(
                    "training.initialisation", "statenet has no linear solution to start from", "Use random."));
        }
    }
}
