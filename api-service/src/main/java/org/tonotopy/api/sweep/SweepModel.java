package org.tonotopy.api.sweep;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.tonotopy.api.job.FitTarget;
import org.tonotopy.registry.catalogue.FitSpecification;
import org.tonotopy.registry.catalogue.SpecificationProblem;
import org.tonotopy.registry.json.RegistryJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A model of a sweep with what is tried of it.
 *
 * @param field of the request behind which its fields stand: empty, or such as {@code models[1].}
 * @param model as it was sent
 * @param training as it was sent
 * @param search what is tried
 */
record SweepModel(String field, JsonNode model, Optional<JsonNode> training, Search search) {
    private static final String MODEL = "model";
    private static final String TRAINING = "training";

    static SweepModel of(String field, @Nullable JsonNode model, @Nullable JsonNode training, Search search) {
        return new SweepModel(
                field,
                model == null ? RegistryJson.mapper().nullNode() : model,
                Optional.ofNullable(training).filter(sent -> !sent.isNull()),
                search);
    }

    /** A point, completed by the catalogue's defaults and checked; its problems are of the fields {@code model} and so on. */
    FitSpecification.Outcome complete(int index, FitTarget target) {
        SortedMap<String, JsonNode> point = search.point(index);
        JsonNode changed = with(model, point, MODEL);
        if (point.keySet().stream().noneMatch(path -> path.startsWith(TRAINING + "."))) {
            return target.complete(changed, training);
        }
        if (training.isPresent()) {
            return target.complete(changed, training.map(sent -> with(sent, point, TRAINING)));
        }
        // How the model is trained where nobody says, is a matter of its hyperparameters.
        FitSpecification.Outcome own = target.complete(changed, Optional.empty());
        return own.specification()
                .map(fit -> {
                    ObjectNode recipe = RegistryJson.mapper().createObjectNode();
                    recipe.put("kind", fit.training().kind());
                    return target.complete(changed, Optional.of(with(recipe, point, TRAINING)));
                })
                .orElse(own);
    }

    private static JsonNode with(JsonNode sent, Map<String, JsonNode> point, String part) {
        if (!(sent instanceof ObjectNode object)) {
            return sent;
        }
        ObjectNode copy = object.deepCopy();
        point.forEach((path, value) -> {
            if (path.startsWith(part + ".")) {
                copy.set(path.substring(part.length() + 1), value);
            }
        });
        return copy;
    }

    /** A problem of a point in the words of the request. */
    SpecificationProblem inRequest(int index, SpecificationProblem problem) {
        if (search.paths().isEmpty()) {
            return new SpecificationProblem(field + problem.field(), problem.problem(), problem.remedy());
        }
        SortedMap<String, JsonNode> point = search.point(index);
        if (point.containsKey(problem.field())) {
            return new SpecificationProblem(
                    field + "search." + search.field(index, problem.field()), problem.problem(), problem.remedy());
        }
        return new SpecificationProblem(
                field + problem.field(),
                problem.problem() + ", at the point " + RegistryJson.mapper().writeValueAsString(point),
                problem.remedy());
    }
}
