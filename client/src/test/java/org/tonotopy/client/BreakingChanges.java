package org.tonotopy.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.compare.OpenApiDiffOptions;
import org.openapitools.openapidiff.core.model.BackwardIncompatibleProp;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;
import org.openapitools.openapidiff.core.output.ConsoleRender;

/**
 * What of a description of the API would break who relies on an earlier one, as openapi-diff finds it. That reads
 * OpenAPI 3.0 well and of 3.1 too little: the forms of 3.1 that the documents use are written in those of 3.0 before.
 * Every field of an answer counts as one that clients read, and a field of a request that is gone as one that they send.
 */
final class BreakingChanges {
    private static final String SCHEMAS = "#/components/schemas/";
    private static final ObjectMapper JSON = new ObjectMapper();

    private BreakingChanges() {}

    /**
     * Sentences for people; empty where the newer document keeps what the older one promised.
     *
     * @param today what the older one announced to go before this day may be gone
     */
    static List<String> between(JsonNode released, JsonNode newer, LocalDate today) {
        JsonNode older = withoutWhatMayBeGone(released, newer, today);
        List<String> changes = new ArrayList<>(removedFromRequests(older, newer));
        ChangedOpenApi difference = OpenApiCompare.fromContents(
                comparable(older),
                comparable(newer),
                null,
                OpenApiDiffOptions.builder()
                        // Clients are told to expect states and kinds that they do not know.
                        .configProperty(BackwardIncompatibleProp.RESPONSE_ENUM_INCREASED.getPropertyName(), "false")
                        // Generated clients name their methods by it.
                        .configProperty(BackwardIncompatibleProp.OPERATION_ID_CHANGED.getPropertyName(), "true")
                        .build());
        if (difference.isIncompatible()) {
            ByteArrayOutputStream report = new ByteArrayOutputStream();
            new ConsoleRender().render(difference, new OutputStreamWriter(report, StandardCharsets.UTF_8));
            changes.add(report.toString(StandardCharsets.UTF_8));
        }
        return changes;
    }

    /** Operations that are in the newer document still have to be what they were, deprecated or not. */
    private static JsonNode withoutWhatMayBeGone(JsonNode released, JsonNode newer, LocalDate today) {
        JsonNode kept = released.deepCopy();
        kept.path("paths").properties().forEach(path -> {
            JsonNode present = newer.path("paths").path(path.getKey());
            ((ObjectNode) path.getValue())
                    .properties()
                    .removeIf(operation -> !present.has(operation.getKey()) && mayBeGone(operation.getValue(), today));
        });
        ((ObjectNode) kept.path("paths"))
                .properties()
                .removeIf(path -> path.getValue().isEmpty());
        return kept;
    }

    private static boolean mayBeGone(JsonNode operation, LocalDate today) {
        String sunset = operation.path("x-sunset").asText();
        return operation.path("deprecated").asBoolean()
                && !sunset.isEmpty()
                && !today.isBefore(LocalDate.parse(sunset));
    }

    /** Unknown fields are refused, so a field that is no longer known breaks who sends it. */
    private static List<String> removedFromRequests(JsonNode older, JsonNode newer) {
        List<String> removed = new ArrayList<>();
        Set<String> still = schemasOf(newer, "requestBody");
        for (String schema : schemasOf(older, "requestBody")) {
            JsonNode known = schema(newer, schema).path("properties");
            schema(older, schema).path("properties").fieldNames().forEachRemaining(field -> {
                if (still.contains(schema) && !known.has(field)) {
                    removed.add("The field " + field + " of the request " + schema + " is gone.");
                }
            });
        }
        return removed;
    }

    private static String comparable(JsonNode document) {
        ObjectNode copy = document.deepCopy();
        Set<String> answers = schemasOf(document, "responses");
        answers.removeAll(schemasOf(document, "requestBody"));
        for (String name : answers) {
            if (schema(copy, name) instanceof ObjectNode schema && schema.has("properties")) {
                ArrayNode required = schema.putArray("required");
                schema.path("properties").fieldNames().forEachRemaining(required::add);
            }
        }
        try {
            return JSON.writeValueAsString(((ObjectNode) simplified(copy)).put("openapi", "3.0.3"));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("What was read as JSON can be written", impossible);
        }
    }

    private static JsonNode schema(JsonNode document, String name) {
        return document.path("components").path("schemas").path(name);
    }

    /** Those that a part of the operations mentions, and that these mention. */
    private static Set<String> schemasOf(JsonNode document, String part) {
        Set<String> found = new TreeSet<>();
        Deque<JsonNode> left = new ArrayDeque<>();
        document.path("paths").forEach(path -> path.forEach(operation -> left.add(operation.path(part))));
        while (!left.isEmpty()) {
            JsonNode node = left.remove();
            String reference = node.path("$ref").asText();
            if (reference.startsWith(SCHEMAS) && found.add(reference.substring(SCHEMAS.length()))) {
                left.add(schema(document, reference.substring(SCHEMAS.length())));
            }
            node.forEach(left::add);
        }
        return found;
    }

    /** Types that may be null, as 3.0 writes them; no words beside references, and no examples. */
    private static JsonNode simplified(JsonNode node) {
        if (node instanceof ArrayNode list) {
            ArrayNode copy = JSON.createArrayNode();
            list.forEach(item -> copy.add(simplified(item)));
            return copy;
        }
        if (!(node instanceof ObjectNode)) {
            return node;
        }
        ObjectNode copy = JSON.createObjectNode();
        node.properties().forEach(field -> {
            if (!field.getKey().equals("example")) {
                copy.set(field.getKey(), simplified(field.getValue()));
            }
        });
        if (copy.path("type") instanceof ArrayNode types) {
            List<String> others = others(types);
            copy.put("nullable", others.size() < types.size()).remove("type");
            if (others.size() == 1) {
                copy.put("type", others.get(0));
            }
        }
        if (copy.path("anyOf") instanceof ArrayNode choices && choices.size() == 2 && isNull(choices.get(1))) {
            copy.remove("anyOf");
            copy.setAll((ObjectNode) choices.get(0));
        }
        return copy.path("$ref").isTextual() ? JSON.createObjectNode().set("$ref", copy.path("$ref")) : copy;
    }

    private static List<String> others(ArrayNode types) {
        List<String> others = new ArrayList<>();
        types.forEach(type -> others.add(type.asText()));
        others.remove("null");
        return others;
    }

    private static boolean isNull(JsonNode schema) {
        return schema.path("type").asText().equals("null");
    }
}
