package org.tonotopy.registry.json;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The one JSON dialect of the platform: snake_case names, unknown fields refused, times as RFC 3339. */
public final class RegistryJson {
    /** The largest whole number that every JSON reader reads exactly. */
    public static final long LARGEST_WHOLE = (1L << 53) - 1;

    private static final JsonMapper MAPPER = configure(JsonMapper.builder()).build();

    private RegistryJson() {}

    /** The shared mapper; immutable and safe for use by many threads. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /**
     * Gives a builder the platform's dialect.
     *
     * @param builder a mapper builder
     * @return the same builder
     */
    public static JsonMapper.Builder configure(JsonMapper.Builder builder) {
        return builder.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    }

    /**
     * The bytes by which two values are the same value: properties and keys sorted, no white space, UTF-8. PostgreSQL
     * keeps neither order nor white space of a jsonb, so hashes are taken of this form.
     *
     * @param value any value that the mapper can write
     * @return canonical bytes
     */
    public static byte[] canonicalBytes(Object value) {
        return MAPPER.writeValueAsString(sorted(MAPPER.valueToTree(value))).getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode sorted(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = MAPPER.createObjectNode();
            object.propertyNames().stream().sorted().forEach(name -> copy.set(name, sorted(object.get(name))));
            return copy;
        }
        if (node.isArray()) {
            var copy = MAPPER.createArrayNode();
            node.forEach(element -> copy.add(sorted(element)));
            return copy;
        }
        return node;
    }
}
