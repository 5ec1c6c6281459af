package org.tonotopy.registry.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.tonotopy.registry.json.RegistryJson;
import tools.jackson.databind.JsonNode;

/**
 * What a fit takes where a request is silent. {@code default-recipes.json} is the one place where numbers that were chosen
 * on validation stand. Every recipe that suits a model applies, in the order of the file: what a later one says replaces
 * what an earlier one said, and the catalogue's own defaults fill the rest.
 */
public final class DefaultRecipes {
    private static final String RESOURCE = "default-recipes.json";
    private static final List<DefaultRecipe> ALL = read();

    private DefaultRecipes() {}

    /** Every recipe, in the order in which they apply. */
    public static List<DefaultRecipe> all() {
        return ALL;
    }

    /** The models with the defaults that they have where a request gives their kind alone. */
    public static List<CatalogueEntry> models() {
        return ModelCatalogue.entries().stream()
                .map(entry ->
                        entry.withDefaults(model(entry, RegistryJson.mapper().createObjectNode())))
                .toList();
    }

    /** What the recipes change about a model's own defaults. */
    static Map<String, JsonNode> model(CatalogueEntry entry, JsonNode request) {
        Specification asked = entry.complete("model", request, Map.of(), new ArrayList<>());
        Map<String, JsonNode> defaults = new TreeMap<>();
        ALL.stream().filter(recipe -> recipe.suits(asked)).forEach(recipe -> defaults.putAll(recipe.model()));
        return defaults;
    }

    /** How a model is trained. */
    static String training(Specification model) {
        return ALL.stream()
                .filter(recipe -> recipe.suits(model))
                .flatMap(recipe -> recipe.training().stream())
                .reduce((earlier, later) -> later)
                .orElse(TrainingCatalogue.GRADIENT);
    }

    /** What the recipes change about the defaults of a way to train. */
    static Map<String, JsonNode> settings(Specification model, String training) {
        Map<String, JsonNode> defaults = new TreeMap<>();
        ALL.stream()
                .filter(recipe -> recipe.suits(model))
                .flatMap(recipe -> Optional.ofNullable(recipe.settings().get(training)).stream())
                .forEach(defaults::putAll);
        return defaults;
    }

    private static List<DefaultRecipe> read() {
        try (InputStream file = Objects.requireNonNull(DefaultRecipes.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            return RegistryJson.mapper()
                    .readTree(file)
                    .valueStream()
                    .map(DefaultRecipes::recipe)
                    .toList();
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }

    private static DefaultRecipe recipe(JsonNode written) {
        SortedMap<String, SortedMap<String, JsonNode>> settings = new TreeMap<>();
        for (CatalogueEntry training : TrainingCatalogue.entries()) {
            written.optional(training.kind()).ifPresent(values -> settings.put(training.kind(), map(values)));
        }
        return new DefaultRecipe(
                RegistryJson.mapper().treeToValue(written.required("for"), Condition.class),
                written.required("note").stringValue(),
                map(written.path("model")),
                written.optional("training").map(JsonNode::stringValue),
                settings);
    }

    private static SortedMap<String, JsonNode> map(JsonNode object) {
        SortedMap<String, JsonNode> values = new TreeMap<>();
        object.properties().forEach(property -> values.put(property.getKey(), property.getValue()));
        return values;
    }
}
