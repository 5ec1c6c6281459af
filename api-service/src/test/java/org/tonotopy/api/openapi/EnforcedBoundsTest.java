package org.tonotopy.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.Client.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the API's description says of requests is what the server takes: just beyond its bounds, it refuses. */
class EnforcedBoundsTest extends ApiTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /** Lists up to this length are sent one longer than allowed: longer ones do not fit into a body here. */
    private static final int LONG_LIST = 1000;

    /** What these name is looked up, and not found. */
    private static final List<String> LOOKED_UP =
            List.of("reference", "with", "benchmark", "dataset", "first", "second", "attempt");

    private JsonNode document;
    private String dataset;
    private String benchmark;
    private String model;
    private String job;
    private String feature;
    private String entry;

    @BeforeEach
    void make() throws IOException {
        document = JSON.readTree(Files.readString(Path.of("../docs/openapi.json")));
        String name = freshName("bounded");
        dataset = fixture.dataset(name, 3, 5);
        benchmark = made("/api/v1/benchmarks", """
                        {"name": "%s", "dataset": "%s", "split": {"train": [0, 1, 2], "validation": [3], "test": [4]}}""".formatted(name, dataset))
                .path("reference")
                .stringValue();
        job = made(
                        "/api/v1/jobs",
                        "{\"kind\": \"fit\", \"benchmark\": \"%s\", \"model\": {\"kind\": \"statenet\"}}"
                                .formatted(benchmark))
                .path("id")
                .stringValue();
        model = fixture.fit(UUID.fromString(job), 0.5).reference().toString();
        UUID features = UUID.fromString(made(
                        "/api/v1/jobs",
                        "{\"kind\": \"feature\", \"model\": \"%s\", \"feature\": \"dream\"}".formatted(model))
                .path("id")
                .stringValue());
        feature = fixture.makeFeatures(features).get(0).id().toString();
        entry = viewer.get("/api/v1/benchmarks/" + benchmark + "/leaderboard")
                .json()
                .at("/entries/0/spec_sha256")
                .stringValue();
    }

    private JsonNode made(String path, String request) {
        Answer answer = member.post(path, request);
        assertThat(answer.status()).as(answer.text()).isBetween(200, 299);
        return answer.json();
    }

    @Test
    void parametersBeyondTheirBoundsAreRefused() {
        List<String> taken = new ArrayList<>();
        int refused = 0;
        for (var path : document.path("paths").properties()) {
            JsonNode operation = path.getValue().path("get");
            Map<String, String> needed = needed(operation);
            String place = place(path.getKey());
            // A place where nothing is refuses everything.
            if (operation.isMissingNode()
                    || place.contains("{")
                    || admin.get(address(place, needed)).status() != 200) {
                continue;
            }
            for (JsonNode parameter : operation.path("parameters")) {
                String name = parameter.path("name").stringValue();
                if (!parameter.path("in").stringValue().equals("query")) {
                    continue;
                }
                for (JsonNode value : beyond(parameter.path("schema"))) {
                    Map<String, String> asked = new HashMap<>(needed);
                    asked.put(name, text(value));
                    Answer answer = admin.get(address(place, asked));
                    boolean named = answer.status() == 400
                            && answer.json().path("field").asString("").equals(name);
                    boolean nothing = answer.status() == 404 && LOOKED_UP.contains(name);
                    if (named || nothing) {
                        refused++;
                    } else {
                        taken.add(address(place, asked) + ": " + answer.status() + " " + answer.text());
                    }
                }
            }
        }
        assertThat(taken).isEmpty();
        assertThat(refused).isGreaterThan(100);
    }

    @Test
    void whatIsAsLongAsItMayBeIsTaken() {
        String models = "/api/v1/models?limit=200&author=" + "a".repeat(100) + "&tag=" + "a".repeat(40) + "&alias="
                + "a".repeat(50) + "&hyperparameter=hidden_units:" + "7".repeat(187) + "&min_score=-1000000";
        assertThat(viewer.get(models).status()).isEqualTo(200);
        assertThat(viewer.get("/api/v1/benchmarks/" + benchmark + "/leaderboard?min_seeds=0&sort=fit_time&search="
                                + "a".repeat(200))
                        .status())
                .isEqualTo(200);
        assertThat(viewer.get("/api/v1/jobs/" + job + "/events?after=2147483647")
                        .status())
                .isEqualTo(200);
        assertThat(member.post("/api/v1/sweeps", "{}", "Idempotency-Key", "k".repeat(255))
                        .json()
                        .path("field")
                        .stringValue())
                .isNotEqualTo("Idempotency-Key");
    }

    @Test
    void keysBeyondTheirBoundsAreRefused() {
        for (String key : List.of("k".repeat(256), "two words")) {
            Answer answer = member.post(
                    "/api/v1/jobs",
                    "{\"kind\": \"export\", \"dataset\": \"%s\", \"format\": \"hdf5\"}".formatted(dataset),
                    "Idempotency-Key",
                    key);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.json().path("field").stringValue()).isEqualTo("Idempotency-Key");
        }
    }

    @Test
    void fieldsBeyondTheirBoundsAreRefusedByName() {
        String split = "'split': {'train': [0, 1, 2], 'validation': [3], 'test': [4]}";
        String folds = "'split': {'kind': 'k_fold', 'folds': 2}";
        List<String> taken = new ArrayList<>();
        String defines = "{'name': 'never-made', 'dataset': '%s', %s, 'neuron_filter': {}, 'stimulus_filter': {}}";
        fields("/api/v1/benchmarks", "CreateBenchmarkRequest", defines.formatted(dataset, split), taken);
        String draws = "{'name': 'never-made', 'dataset': '%s', %s}";
        fields("/api/v1/benchmarks", "CreateBenchmarkRequest", draws.formatted(dataset, folds), "split", taken);
        fields("/api/v1/datasets", "CreateDatasetRequest", """
                {'name': 'never-made', 'metadata': {}, 'recording': {'sha256': '%s', 'format': 'wav-csv', 'front_end': {}}}""".formatted(fixture.upload(dataset)), taken);
        fields("/api/v1/jobs", "CreateJobRequest", """
                {'kind': 'fit', 'benchmark': '%s', 'model': {'kind': 'ln'}, 'seed': -1}""".formatted(benchmark), taken);
        fields("/api/v1/jobs", "CreateJobRequest", "{'kind': 'ensemble', 'seed': -1}", "members", taken);
        fields("/api/v1/jobs", "CreateJobRequest", "{'kind': 'export', 'seed': -1}", "dataset", taken);
        fields("/api/v1/jobs", "CreateJobRequest", """
                {'kind': 'feature', 'model': '%s', 'feature': 'dream_contrast', 'counterpart': {'neuron': 1}, 'seed': -1}""".formatted(model), taken);
        fields("/api/v1/sweeps", "CreateSweepRequest", """
                {'benchmark': '%s', 'model': {'kind': 'statenet'}, 'priority': 101, 'search': {'method': 'random'}}""".formatted(benchmark), taken);
        fields("/api/v1/suites", "CreateSuiteRequest", "{'name': 'Never made'}", taken);
        fields(
                "/api/v1/benchmarks/" + benchmark + "/submissions",
                "CreateSubmissionRequest",
                """
                {'model_name': 'never-made', 'predictions': {'sha256': '%s', 'format': 'npz'}}""".formatted(fixture.upload(benchmark)),
                taken);
        fields("/api/v1/models/" + model + ":predict", "PredictRequest", "{'stimuli': {'format': 'npz'}}", taken);
        fields("/api/v1/accounts/never-made", "PutAccountRequest", "{'role': 'none'}", taken);
        fields("/api/v1/labs/never-made", "PutLabRequest", "{}", taken);
        fields("/api/v1/models/" + model + "/visibility", "PutVisibilityRequest", """
                {'visibility': 'none', 'shared_with': {}}""", taken);
        fields("/api/v1/models/" + model + "/note", "PutNoteRequest", "{}", taken);
        assertThat(taken).isEmpty();
    }

    private void fields(String place, String schema, String body, List<String> taken) {
        fields(place, schema, body, "", taken);
    }

    /**
     * Sends a body once for each of its fields, with that beyond its bounds.
     *
     * @param body whose fields of objects are tried too where it has them
     * @param only path of what is tried, with all in it; empty: everything
     */
    private void fields(String place, String schema, String body, String only, List<String> taken) {
        ObjectNode whole = (ObjectNode) JSON.readTree(body.replace('\'', '"'));
        fields(
                document.at("/components/schemas/" + schema),
                whole,
                "",
                (path, changed) -> {
                    if (!path.startsWith(only)) {
                        return;
                    }
                    Answer answer = place.endsWith("s") || place.endsWith(":predict")
                            ? admin.post(place, changed.toString())
                            : admin.send(admin.request(place)
                                    .header("Content-Type", "application/json")
                                    .header("If-Match", "*")
                                    .PUT(BodyPublishers.ofString(changed.toString())));
                    boolean named = Stream.concat(
                                    Stream.of(answer.json().path("field")),
                                    answer.json().path("problems").valueStream().map(problem -> problem.path("field")))
                            .map(field -> field.asString("none"))
                            .anyMatch(field -> field.startsWith(path) || path.startsWith(field + "."));
                    if (answer.status() / 100 != 4 || !named) {
                        String sent = changed.toString();
                        taken.add(place + " " + path + ": " + sent.substring(0, Math.min(300, sent.length())) + " "
                                + answer.status() + " " + answer.text());
                    }
                },
                whole);
    }

    /** Takes a body that is beyond the bounds of one field. */
    private interface Attempt {
        void send(String path, JsonNode body);
    }

    private void fields(JsonNode schema, ObjectNode part, String path, Attempt attempt, ObjectNode whole) {
        schema.path("properties").properties().forEach(property -> {
            String name = property.getKey();
            JsonNode described = resolved(property.getValue());
            JsonNode before = part.path(name);
            if (before instanceof ObjectNode inner) {
                fields(described, inner, path + name + ".", attempt, whole);
                return;
            }
            for (JsonNode value : beyond(described)) {
                part.set(name, value);
                attempt.send(path + name, whole);
            }
            if (before.isMissingNode()) {
                part.remove(name);
            } else {
                part.set(name, before);
            }
        });
    }

    private JsonNode resolved(JsonNode schema) {
        return schema.has("$ref")
                ? document.at(schema.path("$ref").stringValue().substring(1))
                : schema;
    }

    /** Values that a schema does not take, each just so. */
    private static List<JsonNode> beyond(JsonNode schema) {
        List<JsonNode> values = new ArrayList<>();
        String type = schema.path("type").asString("");
        if (schema.has("enum")) {
            values.add(NODES.stringNode("none-of-these"));
        } else if (type.equals("string") && schema.has("pattern")) {
            values.add(NODES.stringNode("!"));
        }
        if (schema.has("maxLength")) {
            values.add(NODES.stringNode("a".repeat(schema.path("maxLength").intValue() + 1)));
        }
        if (type.equals("integer") || type.equals("number")) {
            numbers(schema, values);
        }
        if (schema.has("maxItems") && schema.path("maxItems").intValue() <= LONG_LIST) {
            ArrayNode list = NODES.arrayNode();
            Collections.nCopies(schema.path("maxItems").intValue() + 1, NODES.stringNode("none@1"))
                    .forEach(list::add);
            values.add(list);
        }
        if (schema.has("minItems")) {
            values.add(NODES.arrayNode());
        }
        return values;
    }

    private static void numbers(JsonNode schema, List<JsonNode> values) {
        boolean whole = schema.path("type").stringValue().equals("integer");
        double step = whole ? 1 : 0.001;
        double least = schema.path("minimum").asDouble(0);
        double most = schema.path("maximum").asDouble(0);
        if (schema.has("exclusiveMinimum")) {
            values.add(schema.path("exclusiveMinimum"));
        }
        if (schema.has("minimum")) {
            values.add(whole ? NODES.numberNode((long) least - 1) : NODES.numberNode(least - step));
        }
        if (schema.has("maximum")) {
            values.add(whole ? NODES.numberNode((long) most + 1) : NODES.numberNode(most + step));
        }
    }

    /** As a query has it: the elements of a list with commas between them. */
    private static String text(JsonNode value) {
        return value.isArray()
                ? value.valueStream().map(JsonNode::asString).collect(Collectors.joining(","))
                : value.asString();
    }

    /** What a request for an operation cannot leave out. */
    private Map<String, String> needed(JsonNode operation) {
        return operation
                .path("parameters")
                .valueStream()
                .filter(parameter -> parameter.path("in").stringValue().equals("query")
                        && parameter.path("required").asBoolean(false))
                .map(parameter -> parameter.path("name").stringValue())
                .collect(Collectors.toMap(name -> name, name -> switch (name) {
                    case "neuron" -> "1";
                    case "stimulus" -> "4";
                    case "with" -> model;
                    case "first", "second" -> entry;
                    case "feature" -> feature;
                    default -> throw new AssertionError("what is a good " + name + "?");
                }));
    }

    /** Where something is. */
    private String place(String path) {
        String collection = path.split("/")[3];
        return path.replace(
                        "{reference}",
                        switch (collection) {
                            case "datasets" -> dataset;
                            case "benchmarks" -> benchmark;
                            default -> model;
                        })
                .replace("{id}", collection.equals("jobs") ? job : feature);
    }

    private static String address(String place, Map<String, String> query) {
        return place
                + query.entrySet().stream()
                        .map(parameter -> parameter.getKey() + "="
                                + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", "?", ""));
    }
}
