package org.tonotopy.api.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tonotopy.registry.content.Sha256;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Bodies made of the schemas of the API's description: near to what is asked for, and damaged here and there. */
final class FuzzedJson {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int DEEPEST = 6;

    private final JsonNode schemas;
    private final JsonNode models;
    private final KnownThings known;
    private final Random random;
    private boolean damaged;

    /** @param models as {@code GET /api/v1/model-kinds} lists them */
    FuzzedJson(JsonNode document, JsonNode models, KnownThings known, Random random) {
        this.schemas = document.path("components").path("schemas");
        this.models = models;
        this.known = known;
        this.random = random;
    }

    /** A body; now and then not even JSON. */
    String body(JsonNode schema) {
        // Half of them are as they should be: only those reach what lies behind the first check.
        damaged = random.nextBoolean();
        String body = value("", schema, 0);
        return switch (random.nextInt(60)) {
            case 0 -> body.substring(0, random.nextInt(body.length() + 1));
            case 1 -> body.replaceFirst("[{\\[]", "$0\u0000");
            case 2 -> "[".repeat(2000);
            case 3 -> body + body;
            case 4 -> "{\"a\":".repeat(1200) + "1" + "}".repeat(1200);
            case 5 -> quoted(HostileText.any(random));
            case 6 -> HostileText.number(random);
            case 7 -> "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>";
            case 8 -> "{\"metadata\":\"" + "x".repeat(70_000) + "\"}";
            case 9 -> body.replaceFirst("\\{", "{\"role\":\"admin\",\"id\":\"x\",\"account\":\"admin\",");
            default -> body;
        };
    }

    private String value(String name, JsonNode schema, int depth) {
        if (damaged && random.nextInt(10) == 0 || depth > DEEPEST) {
            return hostile();
        }
        if (schema.has("$ref")) {
            String reference = schema.path("$ref").stringValue();
            return value(name, schemas.path(reference.substring(reference.lastIndexOf('/') + 1)), depth);
        }
        Optional<String> thing = thing(name);
        if (thing.isPresent()) {
            return thing.get();
        }
        if (schema.has("enum")) {
            JsonNode choices = schema.path("enum");
            return choices.path(random.nextInt(choices.size())).toString();
        }
        if (schema.has("properties")) {
            return object(schema, depth);
        }
        if (schema.has("example") && random.nextInt(3) > 0) {
            return schema.path("example").toString();
        }
        return switch (schema.path("type").asString("")) {
            case "array" ->
                "["
                        + IntStream.range(0, random.nextInt(4))
                                .mapToObj(number -> value(name, schema.path("items"), depth + 1))
                                .collect(Collectors.joining(","))
                        + "]";
            case "boolean" -> String.valueOf(random.nextBoolean());
            case "integer" ->
                damaged && random.nextInt(3) == 0
                        ? HostileText.number(random)
                        : String.valueOf(schema.path("minimum").asInt(0) + random.nextInt(4));
            case "number" ->
                damaged && random.nextInt(3) == 0 ? HostileText.number(random) : String.valueOf(number(schema));
            case "string" -> damaged && random.nextInt(3) == 0 ? quoted(HostileText.any(random)) : quoted(text(schema));
            default -> hostile();
        };
    }

    /** Within the bounds of a schema, and near 0 where these are wide. */
    private double number(JsonNode schema) {
        double least = Math.max(-10, schema.path("minimum").asDouble(0));
        double most = Math.min(least + 10, schema.path("maximum").asDouble(least + 10));
        return least + random.nextInt(100) * (most - least) / 100;
    }

    /** A text of the form that a schema asks for. */
    String text(JsonNode schema) {
        int number = random.nextInt(500);
        Pattern form = Pattern.compile(schema.path("pattern").asString(""));
        return Stream.of(
                        "fuzz-" + number,
                        "fuzz-" + number + "@1",
                        "hidden_units:" + number,
                        "https://example.org/" + number,
                        Sha256.hex(Sha256.of(new byte[] {(byte) number})))
                .filter(text -> form.matcher(text).find())
                .findFirst()
                .orElseThrow(() -> new AssertionError("no text of the form " + form + " is known: add one"));
    }

    private String object(JsonNode schema, int depth) {
        List<String> required =
                schema.path("required").valueStream().map(JsonNode::stringValue).toList();
        List<String> fields = new ArrayList<>();
        schema.path("properties").properties().forEach(property -> {
            boolean wanted = required.contains(property.getKey())
                    ? !damaged || random.nextInt(20) > 0
                    : random.nextInt(damaged ? 3 : 8) == 0;
            if (wanted) {
                fields.add("\"" + property.getKey() + "\":" + value(property.getKey(), property.getValue(), depth + 1));
            }
        });
        if (damaged && random.nextInt(25) == 0) {
            fields.add(quoted(HostileText.any(random)) + ":" + hostile());
        }
        return "{" + String.join(",", fields) + "}";
    }

    /** What fields of these names refer to. */
    private Optional<String> thing(String name) {
        if (damaged && random.nextInt(8) == 0) {
            return Optional.empty();
        }
        return switch (name) {
            case "dataset", "benchmark", "lab", "sha256" ->
                known.any(name, random).map(FuzzedJson::quoted);
            case "benchmarks" -> known.any("benchmark", random).map(FuzzedJson::quoted);
            case "members" ->
                Optional.of("["
                        + IntStream.range(0, 2)
                                .mapToObj(number ->
                                        quoted(known.any("model", random).orElse("none@1")))
                                .collect(Collectors.joining(","))
                        + "]");
            case "split" ->
                damaged ? Optional.empty() : Optional.of("{\"train\":[0,1,2],\"validation\":[3],\"test\":[4]}");
            case "model" ->
                Optional.of(
                        random.nextInt(4) == 0
                                ? quoted(known.any("model", random).orElse("none@1"))
                                : model());
            case "training" -> Optional.of("{\"kind\":\"" + (random.nextBoolean() ? "gradient" : "ridge") + "\"}");
            case "feature" -> known.any("feature-kind", random).map(FuzzedJson::quoted);
            case "neurons" -> Optional.of("[" + random.nextInt(4) + "]");
            default -> Optional.empty();
        };
    }

    private String model() {
        JsonNode kind = models.path(random.nextInt(models.size()));
        JsonNode settings = kind.path("hyperparameters");
        String setting = !damaged || settings.isEmpty() || random.nextInt(3) > 0
                ? ""
                : "," + settings.path(random.nextInt(settings.size())).path("name") + ":" + hostile();
        return "{\"kind\":" + kind.path("kind") + setting + "}";
    }

    private String hostile() {
        return switch (random.nextInt(8)) {
            case 0 -> "null";
            case 1 -> "{}";
            case 2 -> "[]";
            case 3 -> "[[[{\"a\":[1]}]]]";
            case 4 -> "true";
            case 5 -> HostileText.number(random);
            default -> quoted(HostileText.any(random));
        };
    }

    private static String quoted(String text) {
        return JSON.writeValueAsString(text);
    }
}
