package org.tonotopy.registry.catalogue;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A feature that can be asked for.
 *
 * @param kind its key
 * @param title its name for people
 * @param meaning one sentence
 * @param source where it was published
 * @param settings what can be set
 */
public record FeatureEntry(String kind, String title, String meaning, String source, List<Hyperparameter> settings) {
    /** Copies the list. */
    public FeatureEntry {
        settings = List.copyOf(settings);
    }

    /** See {@link CatalogueEntry#complete}. */
    Specification complete(String field, JsonNode request, List<SpecificationProblem> problems) {
        return new CatalogueEntry(kind, meaning, source, settings).complete(field, request, Map.of(), problems);
    }
}
