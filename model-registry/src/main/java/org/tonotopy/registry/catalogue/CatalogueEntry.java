package org.tonotopy.registry.catalogue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
 * @param hyperparameters its settings; one that applies under a condition stands behind those that the condition names
 */
public record CatalogueEntry(String kind, String meaning, String source, List<Hyperparameter> hyperparameters) {
    static final String KIND = "kind";

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
     * @return the complete specification, which holds what applies and nothing else; where there are problems, with
     *     defaults in place of what is wrong
     */
    Specification complete(
            String field, JsonNode request, Map<String, JsonNode> defaults, List<SpecificationProblem> problems) {
        SortedMap<String, Object> values = new TreeMap<>();
        Set<String> wrong = new HashSet<>();
        for (Hyperparameter hyperparameter : hyperparameters) {
            String name = hyperparameter.name();
            Optional<JsonNode> asked = request.optional(name);
            Optional<String> missed = hyperparameter.appliesWhere().firstMissed(values);
            if (missed.isEmpty()) {
                Optional<Object> accepted = asked.flatMap(hyperparameter.domain()::accept);
                if (asked.isPresent() && accepted.isEmpty()) {
                    wrong.add(name);
                    problems.add(notAllowed(field, hyperparameter, asked.get()));
                }
                values.put(name, accepted.orElseGet(() -> defaultOf(hyperparameter, defaults)));
            } else if (asked.isPresent() && !wrong.contains(missed.get())) {
                problems.add(notApplicable(field, hyperparameter, missed.get(), values));
            }
        }
        request.propertyNames().stream()
                .filter(name -> !name.equals(KIND) && find(name).isEmpty())
                .forEach(name -> problems.add(unknown(field, name)));
        return new Specification(kind, values);
    }

    /** The entry with other defaults, where there are any for its settings. */
    CatalogueEntry withDefaults(Map<String, JsonNode> defaults) {
        return new CatalogueEntry(
                kind,
                meaning,
                source,
                hyperparameters.stream()
                        .map(hyperparameter -> hyperparameter.withDefault(defaultOf(hyperparameter, defaults)))
                        .toList());
    }

    Optional<Hyperparameter> find(String name) {
        return hyperparameters.stream()
                .filter(hyperparameter -> hyperparameter.name().equals(name))
                .findFirst();
    }

    private Object defaultOf(Hyperparameter hyperparameter, Map<String, JsonNode> defaults) {
        JsonNode chosen = defaults.get(hyperparameter.name());
        return chosen == null
                ? hyperparameter.defaultValue()
                : hyperparameter
                        .domain()
                        .accept(chosen)
                        .orElseThrow(() -> new IllegalStateException(
                                "the default recipe of " + kind + " has " + hyperparameter.name() + " " + chosen));
    }

    private static SpecificationProblem notAllowed(String field, Hyperparameter hyperparameter, JsonNode asked) {
        return new SpecificationProblem(
                field + "." + hyperparameter.name(),
                asked + " is not allowed",
                "It must be " + hyperparameter.domain().inWords() + ".");
    }

    private SpecificationProblem notApplicable(
            String field, Hyperparameter hyperparameter, String missed, Map<String, Object> values) {
        String wanted =
                Condition.alternatives(hyperparameter.appliesWhere().settings().getOrDefault(missed, List.of()));
        String found = values.containsKey(missed) ? "it is " + values.get(missed) : "that does not apply either";
        return new SpecificationProblem(
                field + "." + hyperparameter.name(),
                "it applies to " + kind + " only where "
                        + hyperparameter.appliesWhere().inWords() + "; as for " + missed + ", " + found,
                "Leave it out, or set " + missed + " to " + wanted + ".");
    }

    private SpecificationProblem unknown(String field, String name) {
        return new SpecificationProblem(
                field + "." + name,
                kind + " has no such hyperparameter",
                "Leave it out; " + kind + " knows "
                        + hyperparameters.stream().map(Hyperparameter::name).collect(Collectors.joining(", ")) + ".");
    }
}
