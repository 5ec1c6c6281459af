package org.tonotopy.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tonotopy.registry.catalogue.FeatureCatalogue;
import org.tonotopy.registry.catalogue.FeatureEntry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Of everything that a request may hold, the API's description says how far it may go. */
class RequestBoundsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> FORMATS = Set.of("uuid", "date-time", "binary");
    private static final Set<String> WHOLE_FORMATS = Set.of("int32", "int64");

    private final JsonNode document;
    private final JsonNode schemas;

    RequestBoundsTest() throws IOException {
        document = JSON.readTree(Files.readString(Path.of("../docs/openapi.json")));
        schemas = document.path("components").path("schemas");
    }

    @Test
    void everyParameterHasBounds() {
        List<String> unbounded = new ArrayList<>();
        int parameters = 0;
        for (JsonNode operation : operations()) {
            for (JsonNode parameter : operation.path("parameters")) {
                String name = operation.path("operationId").stringValue() + " "
                        + parameter.path("name").stringValue();
                find(name, parameter.path("schema"), new HashSet<>(), unbounded);
                parameters++;
            }
        }
        assertThat(unbounded)
                .as(
                        "parameters without bounds: give their name a shape in ParameterShapes, with what the code enforces")
                .isEmpty();
        assertThat(parameters).isGreaterThan(200);
    }

    @Test
    void everyFieldOfARequestHasBounds() {
        List<String> unbounded = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (JsonNode operation : operations()) {
            for (JsonNode content : operation.path("requestBody").path("content")) {
                find(operation.path("operationId").stringValue(), content.path("schema"), seen, unbounded);
            }
        }
        assertThat(unbounded)
                .as("fields without bounds: say them in the record of the request, with the constants of its check")
                .isEmpty();
        assertThat(seen).hasSizeGreaterThan(20);
    }

    @Test
    void patternsAreOfTheWholeText() {
        assertThat(document.findValuesAsString("pattern"))
                .isNotEmpty()
                .allMatch(pattern -> pattern.startsWith("^") && pattern.endsWith("$"));
    }

    @Test
    void featuresThatAJobMayMakeAreThoseOfTheCatalogue() {
        assertThat(schemas.at("/CreateJobRequest/properties/feature/enum").valueStream())
                .map(JsonNode::stringValue)
                .isEqualTo(FeatureCatalogue.entries().stream()
                        .map(FeatureEntry::kind)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{'type': 'string'} | false",
                "{'type': 'string', 'format': 'password'} | false",
                "{'type': ['string', 'null']} | false",
                "{'type': 'string', 'maxLength': 9} | true",
                "{'type': 'string', 'enum': ['a']} | true",
                "{'type': 'integer', 'format': 'int32'} | false",
                "{'type': 'integer', 'minimum': 1} | false",
                "{'type': 'integer', 'format': 'int32', 'minimum': 1} | true",
                "{'type': 'number', 'format': 'double'} | false",
                "{'type': 'number', 'exclusiveMinimum': 0} | true",
                "{'type': 'array', 'items': {'type': 'boolean'}} | false",
                "{'type': 'array', 'maxItems': 3, 'items': {'type': 'string'}} | false",
                "{'type': 'array', 'maxItems': 3, 'items': {'type': 'string', 'const': 'a'}} | true",
                "{'type': 'object', 'properties': {'a': {'type': 'string'}}} | false",
                "{'type': 'object', 'additionalProperties': {'type': 'string'}} | false",
                "{'anyOf': [{'type': 'null'}, {'type': 'string'}]} | false",
            })
    void whatIsBoundedIsKnownFromWhatIsNot(String schema, boolean bounded) {
        List<String> unbounded = new ArrayList<>();
        find("it", JSON.readTree(schema.replace('\'', '"')), new HashSet<>(), unbounded);
        assertThat(unbounded.isEmpty()).isEqualTo(bounded);
    }

    private List<JsonNode> operations() {
        return document.path("paths")
                .valueStream()
                .flatMap(JsonNode::valueStream)
                .toList();
    }

    private void find(String name, JsonNode schema, Set<String> seen, List<String> unbounded) {
        if (schema.has("$ref")) {
            String reference = schema.path("$ref").stringValue();
            String model = reference.substring(reference.lastIndexOf('/') + 1);
            if (seen.add(model)) {
                find(model, schemas.path(model), seen, unbounded);
            }
            return;
        }
        for (String type : types(schema)) {
            if (!isBounded(type, schema)) {
                unbounded.add(name + " (" + type + "): " + schema);
            }
        }
        schema.path("properties")
                .properties()
                .forEach(property -> find(name + "." + property.getKey(), property.getValue(), seen, unbounded));
        for (String part : List.of("items", "additionalProperties")) {
            if (schema.has(part)) {
                find(name + "[]", schema.path(part), seen, unbounded);
            }
        }
        for (String choice : List.of("anyOf", "oneOf", "allOf")) {
            schema.path(choice).forEach(one -> find(name, one, seen, unbounded));
        }
    }

    private static List<String> types(JsonNode schema) {
        JsonNode type = schema.path("type");
        return type.isString()
                ? List.of(type.stringValue())
                : type.valueStream().map(JsonNode::stringValue).toList();
    }

    private static boolean isBounded(String type, JsonNode schema) {
        if (schema.has("enum") || schema.has("const")) {
            return true;
        }
        boolean begins = schema.has("minimum") || schema.has("exclusiveMinimum");
        return switch (type) {
            case "string" ->
                schema.has("pattern")
                        || schema.has("maxLength")
                        || FORMATS.contains(schema.path("format").asString(""));
            case "integer" ->
                begins
                        && (schema.has("maximum")
                                || WHOLE_FORMATS.contains(schema.path("format").asString("")));
            case "number" -> begins;
            case "array" -> schema.has("maxItems");
            default -> true;
        };
    }
}
