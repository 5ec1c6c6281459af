package org.tonotopy.registry.catalogue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tonotopy.registry.json.RegistryJson;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The catalogue as JSON Schema (draft 2020-12). It describes what is accepted whatever the data are; what compares numbers
 * with each other or with a dataset, no schema can say.
 */
public final class CatalogueSchema {
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final String MODEL = "model";
    private static final String TRAINING = "training";

    private CatalogueSchema() {}

    /** An object of one kind. */
    public static ObjectNode of(CatalogueEntry entry) {
        ObjectNode schema = object();
        schema.put("$schema", DIALECT);
        schema.setAll(bare(entry));
        return schema;
    }

    /** The fields {@code model} and {@code training} of a request for a fit, and what they must be together. */
    public static ObjectNode ofFit() {
        ObjectNode schema = object();
        schema.put("$schema", DIALECT);
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        properties.set(MODEL, reference(MODEL));
        // A training that is null is one that is left out.
        properties
                .putObject(TRAINING)
                .putArray("anyOf")
                .add(object().put("type", "null"))
                .add(reference(TRAINING));
        schema.putArray("required").add(MODEL);
        ArrayNode rules = schema.putArray("allOf");
        Contradiction.all().forEach(contradiction -> rules.add(not(contradiction)));
        ObjectNode definitions = schema.putObject("$defs");
        define(definitions, MODEL, DefaultRecipes.models());
        define(definitions, TRAINING, TrainingCatalogue.entries());
        return schema;
    }

    private static void define(ObjectNode definitions, String name, List<CatalogueEntry> entries) {
        ObjectNode any = definitions.putObject(name);
        any.put("type", "object");
        ArrayNode kinds =
                any.putObject("properties").putObject(CatalogueEntry.KIND).putArray("enum");
        any.putArray("required").add(CatalogueEntry.KIND);
        ArrayNode choices = any.putArray("allOf");
        for (CatalogueEntry entry : entries) {
            kinds.add(entry.kind());
            ObjectNode choice = choices.addObject();
            choice.set("if", having(Condition.where(CatalogueEntry.KIND, entry.kind()), Map.of()));
            choice.set("then", reference(name + "-" + entry.kind()));
            definitions.set(name + "-" + entry.kind(), bare(entry));
        }
    }

    private static ObjectNode bare(CatalogueEntry entry) {
        ObjectNode schema = object();
        schema.put("title", entry.kind());
        schema.put("description", entry.meaning());
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        properties.putObject(CatalogueEntry.KIND).put("const", entry.kind());
        entry.hyperparameters().forEach(setting -> properties.set(setting.name(), property(setting)));
        schema.putArray("required").add(CatalogueEntry.KIND);
        schema.put("additionalProperties", false);
        ArrayNode conditions = array();
        Map<String, Object> defaults = defaults(entry);
        for (Hyperparameter setting : entry.hyperparameters()) {
            if (!setting.appliesWhere().equals(Condition.ALWAYS)) {
                ObjectNode condition = conditions.addObject();
                condition.set("if", having(setting.appliesWhere(), defaults));
                condition.putObject("else").putObject("properties").put(setting.name(), false);
            }
        }
        if (!conditions.isEmpty()) {
            schema.set("allOf", conditions);
        }
        return schema;
    }

    private static ObjectNode property(Hyperparameter setting) {
        ObjectNode property = object();
        HyperparameterDomain domain = setting.domain();
        if (domain instanceof HyperparameterDomain.WholeNumber whole) {
            property.put("type", "integer").put("minimum", whole.minimum()).put("maximum", whole.maximum());
        } else if (domain instanceof HyperparameterDomain.RealNumber real) {
            property.put("type", "number").put("minimum", real.minimum()).put("maximum", real.maximum());
        } else if (domain instanceof HyperparameterDomain.Choice choice) {
            choice.options().forEach(property.put("type", "string").putArray("enum")::add);
        } else {
            property.put("type", "boolean");
        }
        property.set("default", value(setting.defaultValue()));
        return property.put("description", setting.meaning());
    }

    private static ObjectNode not(Contradiction contradiction) {
        ObjectNode both = object();
        ObjectNode properties = both.putObject("properties");
        properties.set(MODEL, having(contradiction.model(), Map.of()));
        properties.set(TRAINING, having(contradiction.training(), Map.of()));
        both.putArray("required").add(MODEL).add(TRAINING);
        ObjectNode rule = object();
        rule.put("$comment", contradiction.problem().problem());
        rule.set("not", both);
        return rule;
    }

    /**
     * Objects for which a condition holds.
     *
     * @param defaults what the settings are where they are left out
     */
    private static ObjectNode having(Condition condition, Map<String, Object> defaults) {
        ObjectNode schema = object();
        schema.put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = array();
        condition.settings().forEach((name, values) -> {
            ArrayNode allowed = properties.putObject(name).putArray("enum");
            values.forEach(value -> allowed.add(value(value)));
            if (!defaults.containsKey(name) || !values.contains(defaults.get(name))) {
                required.add(name);
            }
        });
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema;
    }

    private static Map<String, Object> defaults(CatalogueEntry entry) {
        Map<String, Object> defaults = new TreeMap<>();
        entry.hyperparameters().forEach(setting -> defaults.put(setting.name(), setting.defaultValue()));
        return defaults;
    }

    private static ObjectNode reference(String definition) {
        return object().put("$ref", "#/$defs/" + definition);
    }

    private static JsonNode value(Object value) {
        return RegistryJson.mapper().valueToTree(value);
    }

    private static ObjectNode object() {
        return RegistryJson.mapper().createObjectNode();
    }

    private static ArrayNode array() {
        return RegistryJson.mapper().createArrayNode();
    }
}
