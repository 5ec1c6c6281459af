package org.tonotopy.registry.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
     * How many parameters one network has.
     *
     * @param shape with the neurons that the network predicts
     */
    public long parameterCount(DatasetShape shape) {
        return ParameterCount.of(model, shape.bands(), shape.neurons().size());
    }

    /** Whether the seed makes a difference: a solution in closed form draws nothing. */
    public boolean dependsOnSeed() {
        return !training.kind().equals(TrainingCatalogue.RIDGE);
    }

    /** What a fit of a model is where a request says nothing but its kind. */
    public static FitSpecification ofKind(CatalogueEntry model) {
        JsonNode nothing = RegistryJson.mapper().createObjectNode();
        List<SpecificationProblem> none = new ArrayList<>();
        Specification complete = model.complete("model", nothing, DefaultRecipes.model(model, nothing), none);
        CatalogueEntry training =
                TrainingCatalogue.find(DefaultRecipes.training(complete)).orElseThrow();
        return new FitSpecification(
                complete,
                training.complete("training", nothing, DefaultRecipes.settings(complete, training.kind()), none));
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
        Specification complete =
                modelEntry.get().complete("model", model, DefaultRecipes.model(modelEntry.get(), model), problems);
        Optional<CatalogueEntry> trainingEntry = training.isPresent()
                ? entry("training", training.get(), TrainingCatalogue.entries(), problems)
                : TrainingCatalogue.find(DefaultRecipes.training(complete));
        if (trainingEntry.isEmpty()) {
            return Outcome.of(problems);
        }
        CatalogueEntry way = trainingEntry.get();
        FitSpecification fit = new FitSpecification(
                complete,
                way.complete(
                        "training",
                        training.orElseGet(RegistryJson.mapper()::createObjectNode),
                        DefaultRecipes.settings(complete, way.kind()),
                        problems));
        if (problems.isEmpty()) {
            fit.contradictions().forEach(problems::add);
        }
        if (problems.isEmpty()) {
            problems.addAll(SuitabilityCheck.problems(fit, shape));
        }
        return problems.isEmpty() ? new Outcome(Optional.of(fit), List.of()) : Outcome.of(problems);
    }

    private Stream<SpecificationProblem> contradictions() {
        return Contradiction.all().stream()
                .filter(contradiction -> contradiction.holds(this))
                .map(Contradiction::problem);
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
}
