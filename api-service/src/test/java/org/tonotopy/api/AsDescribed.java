package org.tonotopy.api;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Holds what the API answers against what its checked-in description says of it. */
final class AsDescribed {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    // What answers GET answers HEAD; OPTIONS is asked by browsers, of every address.
    private static final Set<String> UNDESCRIBED = Set.of("HEAD", "OPTIONS");
    private static final AsDescribed INSTANCE = new AsDescribed();

    private record Described(Pattern path, String method, JsonNode responses) {}

    private final JsonNode document;
    private final List<Described> operations = new ArrayList<>();
    private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();

    private AsDescribed() {
        try {
            document = JSON.readTree(Files.readString(Path.of("../docs/openapi.json")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        document.path("paths")
                .propertyStream()
                // What has fewer placeholders is meant where both fit.
                .sorted(Comparator.comparing(path ->
                        path.getKey().chars().filter(sign -> sign == '{').count()))
                .forEach(path -> path.getValue()
                        .propertyStream()
                        .forEach(operation -> operations.add(new Described(
                                Pattern.compile(path.getKey()
                                        .replaceAll("([.:])", "\\\\$1")
                                        .replaceAll("\\{[^}]+}", "[^/:]+")),
                                operation.getKey().toUpperCase(Locale.ROOT),
                                operation.getValue().path("responses")))));
    }

    /**
     * Refuses an answer with a status or a JSON that is not described.
     *
     * @throws AssertionError saying what is not
     */
    static void require(HttpResponse<String> answer) {
        INSTANCE.check(answer);
    }

    private void check(HttpResponse<String> answer) {
        String path = answer.request().uri().getRawPath();
        String method = answer.request().method();
        Optional<Described> operation = operations.stream()
                .filter(described -> described.method().equals(method)
                        && described.path().matcher(path).matches())
                .findFirst();
        String what = method + " " + path + " answered " + answer.statusCode();
        if (operation.isEmpty()) {
            if (path.startsWith("/api/v1/") && !UNDESCRIBED.contains(method) && answer.statusCode() < 300) {
                throw new AssertionError(what + ", and is not described");
            }
            return;
        }
        JsonNode response = operation.get().responses().path(String.valueOf(answer.statusCode()));
        if (response.isMissingNode()) {
            throw new AssertionError(what + ", which is not described: " + answer.body());
        }
        String type = answer.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
        JsonNode content = response.path("content");
        boolean part = answer.statusCode() == 206;
        if (part || !type.endsWith("json") || answer.body().isEmpty()) {
            return;
        }
        JsonNode schema = content.has(type)
                ? content.path(type).path("schema")
                : content.path("*/*").path("schema");
        if (schema.isMissingNode()) {
            throw new AssertionError(what + " with " + type + ", which is not described");
        }
        List<?> wrong = schemas.computeIfAbsent(schema, this::compiled).validate(JSON.readTree(answer.body()));
        if (!wrong.isEmpty()) {
            throw new AssertionError(what + " unlike its description: " + wrong + " in " + answer.body());
        }
    }

    private Schema compiled(JsonNode schema) {
        ObjectNode root = (ObjectNode) schema.deepCopy();
        root.set("components", document.path("components"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(root);
    }
}
