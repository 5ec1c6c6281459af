package org.tonotopy.registry.catalogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * Something that can be asked for by kind: a model, or a way to train one.
 *
 * @param kind its key
 * @param meaning one sentence
 * @param source where it was published
 * @param hyperparameters its settings
 */
public record CatalogueEntry(String kind, String meaning, String source, List<Hyperparameter> hyperparameters) {
    /** Copies the list. */
    public CatalogueEntry {
        hyperparameters = List.copyOf(hyperparameters);
    }

    /**
     * Fills in what a request leaves out and checks what it says.
     *
     * @param field path of the object in the request, for instance {@code model}
     * @param request an object; its {@code kind} was read already
     * @param defaults replace the catalogue's own defaults
     * @param problems takes what is wrong
     * @return the complete specification; where there are problems, with defaults in place of what is wrong
     */
    Specification complete(
            String field, JsonNode request, Map<String, Object> defaults, List<SpecificationProblem> problems) {
        List<String> known = new ArrayList<>(List.of("kind"));
        SortedMap<String, Object> values = new TreeMap<>();
        for (Hyperparameter hyperparameter : hyperparameters) {
            String name = hyperparameter.name();
            known.add(name);
            Object value = defaults.getOrDefault(name, hyperparameter.defaultValue());
            Optional<JsonNode> asked = request.optional(name);
            if (asked.isPresent()) {
                Optional<Object> accepted = hyperparameter.domain().accept(asked.get());
                if (accepted.isEmpty()) {
                    problems.add(new SpecificationProblem(
                            field + "." + name,
                            asked.get() + " is not allowed",
                            "It must be " + hyperparameter.domain().inWords() + "."));
                }
                value = accepted.orElse(value);
            }
            values.put(name, value);
        }
        request.propertyNames().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> problems.add(new SpecificationProblem(
                        field + "." + name,
                        kind + " has no such hyperparameter",
                        "Leave it out; " + kind + " knows "
                                + hyperparameters.stream()
                                        .map(Hyperparameter::name)
                                        .collect(Collectors.joining(", ")) + ".")));
        return new Specification(kind, values);
    }
}
