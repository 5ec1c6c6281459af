package org.tonotopy.api.fuzz;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.tonotopy.registry.content.Sha256;
import tools.jackson.databind.JsonNode;

/** Random requests for the operations of the API's description; the same ones for the same seed and server. */
final class FuzzedRequests {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^}]+)}");
    private static final List<String> ACCEPTED = List.of(
            "*/*",
            "application/json",
            "text/csv",
            "application/xml",
            "text/html",
            "image/svg+xml",
            "nonsense",
            ";;q=x");
    private static final List<String> TYPES = List.of(
            "text/plain",
            "application/xml",
            "multipart/form-data; boundary=x",
            "application/x-www-form-urlencoded",
            "application/json; charset=utf-16",
            "application/json;charset=nonsense",
            "nonsense",
            "*/*");

    /** What is asked: everything but who asks. */
    record Request(String operation, String method, String path, Map<String, String> headers, byte[] body) {
        @Override
        public String toString() {
            return operation + ": " + method + " " + path + " " + headers + " "
                    + new String(body, StandardCharsets.UTF_8).substring(0, Math.min(body.length / 4, 600));
        }
    }

    private record Operation(String path, String method, JsonNode described) {}

    private final List<Operation> operations = new ArrayList<>();
    private final FuzzedJson json;
    private final KnownThings known;
    private final Random random;

    FuzzedRequests(JsonNode document, JsonNode models, KnownThings known, Random random) {
        this.json = new FuzzedJson(document, models, known, random);
        this.known = known;
        this.random = random;
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> operations.add(new Operation(
                                path.getKey(), operation.getKey().toUpperCase(Locale.ROOT), operation.getValue()))));
    }

    /** How many operations there are. */
    int operations() {
        return operations.size();
    }

    /** A request for the operation of this number, counted round. */
    Request request(int number) {
        Operation operation = operations.get(number % operations.size());
        byte[] body = body(operation);
        Map<String, String> headers = headers(operation);
        String path = path(operation, body) + query(operation, body);
        return new Request(
                operation.described().path("operationId").stringValue(), operation.method(), path, headers, body);
    }

    private byte[] body(Operation operation) {
        JsonNode content = operation.described().path("requestBody").path("content");
        if (content.has("application/octet-stream")) {
            byte[] bytes = new byte[random.nextInt(10) == 0 ? 0 : random.nextInt(3000)];
            random.nextBytes(bytes);
            return bytes;
        }
        if (content.isMissingNode()) {
            return random.nextInt(30) == 0 ? HostileText.any(random).getBytes(StandardCharsets.UTF_8) : new byte[0];
        }
        return json.body(content.path("application/json").path("schema")).getBytes(StandardCharsets.UTF_8);
    }

    private Map<String, String> headers(Operation operation) {
        Map<String, String> headers = new LinkedHashMap<>();
        JsonNode content = operation.described().path("requestBody").path("content");
        if (content.isObject()) {
            headers.put(
                    "Content-Type",
                    random.nextInt(25) == 0
                            ? TYPES.get(random.nextInt(TYPES.size()))
                            : content.propertyNames().iterator().next());
        }
        if (random.nextInt(12) == 0) {
            headers.put("Accept", ACCEPTED.get(random.nextInt(ACCEPTED.size())));
        }
        operation.described().path("parameters").forEach(parameter -> {
            if (parameter.path("in").stringValue("").equals("header") && random.nextInt(3) == 0) {
                headers.put(
                        parameter.path("name").stringValue(),
                        header(parameter.path("name").stringValue()));
            }
        });
        if (random.nextInt(25) == 0) {
            headers.put("X-Request-Id", HostileText.any(random));
        }
        if (random.nextInt(40) == 0) {
            headers.put("If-None-Match", random.nextBoolean() ? "*" : HostileText.any(random));
        }
        return headers;
    }

    private String header(String name) {
        if (name.equals("Range")) {
            return List.of(
                            "bytes=0-1",
                            "bytes=-1",
                            "bytes=5-2",
                            "bytes=0-0,2-2,4-4",
                            "bytes=999999999-",
                            "x=0-1",
                            "bytes=--1")
                    .get(random.nextInt(7));
        }
        return random.nextBoolean() ? "key-" + random.nextInt(200) : HostileText.any(random);
    }

    private String path(Operation operation, byte[] body) {
        Matcher placeholders = PLACEHOLDER.matcher(operation.path());
        StringBuilder path = new StringBuilder();
        while (placeholders.find()) {
            String value =
                    random.nextInt(10) == 0 ? HostileText.any(random) : named(operation, placeholders.group(1), body);
            placeholders.appendReplacement(path, Matcher.quoteReplacement(encoded(value)));
        }
        placeholders.appendTail(path);
        return path.toString();
    }

    /** Something that a placeholder may be meant for. */
    private String named(Operation operation, String placeholder, byte[] body) {
        String nothing =
                UUID.nameUUIDFromBytes(new byte[] {(byte) random.nextInt(100)}).toString();
        String collection = operation.path().split("/")[3].replaceFirst("s?(:.*)?$", "");
        boolean deletes = operation.method().equals("DELETE") && placeholder.equals("reference");
        Optional<String> thing = switch (placeholder) {
            case "sha256" ->
                random.nextBoolean() ? Optional.of(Sha256.hex(Sha256.of(body))) : known.any("sha256", random);
            case "number" -> Optional.of(String.valueOf(random.nextInt(3)));
            case "job" -> known.any("feature-job", random);
            case "id" ->
                switch (collection) {
                    case "account" -> known.any("token", random);
                    case "dataset" -> known.any("figure", random);
                    default -> known.any(collection, random);
                };
            case "name" ->
                random.nextInt(4) == 0 ? Optional.of("fuzz-" + random.nextInt(500)) : known.any(collection, random);
            default -> deletes ? known.dispensable(collection, random) : known.any(collection, random);
        };
        return thing.orElse(nothing);
    }

    private String query(Operation operation, byte[] body) {
        List<String> query = new ArrayList<>();
        operation.described().path("parameters").forEach(parameter -> {
            boolean required = parameter.path("required").asBoolean(false);
            if (parameter.path("in").stringValue("").equals("query")
                    && (required ? random.nextInt(20) > 0 : random.nextInt(3) == 0)) {
                String name = parameter.path("name").stringValue();
                query.add(encoded(name) + "=" + encoded(parameter(name, parameter.path("schema"), body)));
            }
        });
        if (random.nextInt(40) == 0) {
            query.add(encoded(HostileText.any(random)) + "=" + encoded(HostileText.any(random)));
        }
        return query.isEmpty() ? "" : "?" + String.join("&", query);
    }

    private String parameter(String name, JsonNode schema, byte[] body) {
        if (random.nextInt(5) == 0) {
            return random.nextBoolean() ? HostileText.any(random) : HostileText.number(random);
        }
        if (schema.has("enum")) {
            JsonNode choices = schema.path("enum");
            return choices.path(random.nextInt(choices.size())).asString();
        }
        Optional<String> thing = switch (name) {
            case "benchmark" -> known.any("benchmark", random);
            case "feature" -> known.any("feature", random);
            case "job" -> known.any("job", random);
            case "entry", "first", "second" -> known.any("entry", random);
            case "page_token" -> known.any("page", random).map(this::damaged);
            case "part_sha256" -> Optional.of(Sha256.hex(Sha256.of(body)));
            default -> Optional.empty();
        };
        return thing.orElseGet(() -> switch (schema.path("type").asString("")) {
            case "integer" -> String.valueOf(random.nextInt(5));
            case "boolean" -> String.valueOf(random.nextBoolean());
            default -> json.text(schema);
        });
    }

    /** Now and then the token of a page that no page has: what stands in it is as good as typed. */
    private String damaged(String token) {
        if (random.nextInt(3) == 0) {
            return token;
        }
        String[] parts = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8).split("\n", -1);
        parts[random.nextInt(parts.length)] =
                random.nextBoolean() ? "+999999999-12-31T00:00:00Z" : HostileText.any(random);
        return Base64.getUrlEncoder().encodeToString(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
    }

    /** As a client writes it into an address; now and then a percent sign is left as it is. */
    private String encoded(String text) {
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%3A", ":")
                .replace("%40", "@");
        return random.nextInt(30) == 0 ? encoded.replace("%25", "%") : encoded;
    }
}
