package org.tonotopy.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who was written for the last release can use this one: nothing of its document is taken back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReleasedDocumentTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final LocalDate SUNSET = LocalDate.of(2027, 6, 1);

    /** A small document with what the large one has. */
    private static final String DOCUMENT = """
            {
              "openapi": "3.1.0", "info": {"title": "T", "version": "1"},
              "paths": {"/things": {
                "get": {"operationId": "listThings",
                  "parameters": [{"name": "state", "in": "query", "required": false,
                                  "schema": {"type": "string", "enum": ["OLD", "NEW"]}}],
                  "responses": {"200": {"description": "d", "content": {"application/json": {
                    "schema": {"$ref": "#/components/schemas/Page"}}}}}},
                "post": {"operationId": "makeThing",
                  "requestBody": {"content": {"application/json": {
                    "schema": {"$ref": "#/components/schemas/Request"}}}, "required": true},
                  "responses": {"201": {"description": "d", "content": {"application/json": {
                    "schema": {"$ref": "#/components/schemas/Thing"}}}}}}
              }},
              "components": {"schemas": {
                "Page": {"type": "object", "properties": {
                  "items": {"type": "array", "items": {"$ref": "#/components/schemas/Thing"}}}},
                "Thing": {"type": "object", "properties": {
                  "name": {"type": "string"},
                  "size": {"type": ["integer", "null"]},
                  "state": {"type": "string", "enum": ["OLD", "NEW"]},
                  "why": {"anyOf": [{"$ref": "#/components/schemas/Why"}, {"type": "null"}], "description": "d"}}},
                "Why": {"type": "object", "properties": {"message": {"type": "string"}}},
                "Request": {"type": "object", "required": ["name"], "properties": {
                  "name": {"type": "string", "maxLength": 100},
                  "count": {"type": "integer", "minimum": 1, "maximum": 10},
                  "form": {"type": "string", "enum": ["npz", "hdf5"]}}}
              }}
            }
            """;

    @Test
    void nothingOfTheLastReleaseIsTakenBack() throws IOException {
        JsonNode released =
                JSON.readTree(Path.of("../docs/openapi-released.json").toFile());
        JsonNode present = JSON.readTree(Path.of("../docs/openapi.json").toFile());

        assertThat(BreakingChanges.between(released, present, LocalDate.now(ZoneOffset.UTC)))
                .as("docs/http.md, \"What stays as it is\", says what to do about a breaking change")
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breaking")
    void whatBreaksIsFound(String change, Consumer<ObjectNode> make) throws IOException {
        assertThat(changesBy(make)).as(change).isNotEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("harmless")
    void whatBreaksNothingIsNot(String change, Consumer<ObjectNode> make) throws IOException {
        assertThat(changesBy(make)).as(change).isEmpty();
    }

    @Test
    void whatWasDeprecatedMayGoAfterItsSunsetAndNotBefore() throws IOException {
        ObjectNode released = (ObjectNode) JSON.readTree(DOCUMENT);
        operation(released, "post").put("deprecated", true).put("x-sunset", SUNSET.toString());
        ObjectNode without = released.deepCopy();
        operations(without).remove("post");

        assertThat(BreakingChanges.between(released, without, SUNSET)).isEmpty();
        assertThat(BreakingChanges.between(released, without, SUNSET.minusDays(1)))
                .isNotEmpty();
        ObjectNode changed = released.deepCopy();
        fields(changed, "Thing").remove("name");
        assertThat(BreakingChanges.between(released, changed, SUNSET)).isNotEmpty();
    }

    private static List<Arguments> breaking() {
        return List.of(
                change(
                        "an operation is removed",
                        document -> operations(document).remove("post")),
                change("a path is removed", document -> ((ObjectNode) document.get("paths")).remove("/things")),
                change(
                        "an operation gets another identity",
                        document -> operation(document, "get").put("operationId", "all")),
                change(
                        "a status of an answer is removed",
                        document -> operation(document, "post")
                                .putObject("responses")
                                .putObject("200")
                                .put("description", "d")),
                change(
                        "a field of an answer is removed",
                        document -> fields(document, "Thing").remove("name")),
                change(
                        "a field of an answer within another is removed",
                        document -> fields(document, "Why").remove("message")),
                change(
                        "a field of an answer is renamed",
                        document -> fields(document, "Thing")
                                .set("label", fields(document, "Thing").remove("name"))),
                change(
                        "a field of an answer gets another type",
                        document -> fields(document, "Thing")
                                .putObject("size")
                                .putArray("type")
                                .add("string")
                                .add("null")),
                change(
                        "a field of a request is removed",
                        document -> fields(document, "Request").remove("form")),
                change(
                        "a field of a request becomes required",
                        document -> ((ArrayNode) schema(document, "Request").get("required")).add("form")),
                change("a new field of a request is required", document -> {
                    fields(document, "Request").putObject("more").put("type", "string");
                    ((ArrayNode) schema(document, "Request").get("required")).add("more");
                }),
                change(
                        "a request knows fewer words",
                        document -> field(document, "Request", "form")
                                .putArray("enum")
                                .add("npz")),
                change(
                        "a parameter knows fewer words",
                        document -> ((ObjectNode) document.at("/paths/~1things/get/parameters/0/schema"))
                                .putArray("enum")
                                .add("OLD")),
                change(
                        "a parameter is removed",
                        document -> operation(document, "get").putArray("parameters")),
                change(
                        "a parameter becomes required",
                        document ->
                                ((ObjectNode) document.at("/paths/~1things/get/parameters/0")).put("required", true)),
                change(
                        "a range of a request ends earlier",
                        document -> field(document, "Request", "count").put("maximum", 5)),
                change(
                        "a range of a request begins later",
                        document -> field(document, "Request", "count").put("minimum", 2)),
                change(
                        "a text of a request becomes shorter",
                        document -> field(document, "Request", "name").put("maxLength", 10)));
    }

    private static List<Arguments> harmless() {
        return List.of(
                change("nothing is changed", document -> {}),
                change(
                        "an answer has more",
                        document -> fields(document, "Thing").putObject("more").put("type", "string")),
                change(
                        "an answer has a new state",
                        document ->
                                ((ArrayNode) field(document, "Thing", "state").get("enum")).add("NEWER")),
                change(
                        "a request may have more",
                        document ->
                                fields(document, "Request").putObject("more").put("type", "string")),
                change(
                        "a range of a request becomes wider",
                        document -> field(document, "Request", "count").put("maximum", 100)),
                change(
                        "other words describe the same",
                        document -> schema(document, "Thing").put("description", "Other words.")));
    }

    private static Arguments change(String name, Consumer<ObjectNode> make) {
        return Arguments.of(name, make);
    }

    private static List<String> changesBy(Consumer<ObjectNode> make) throws IOException {
        ObjectNode changed = (ObjectNode) JSON.readTree(DOCUMENT);
        make.accept(changed);
        return BreakingChanges.between(JSON.readTree(DOCUMENT), changed, SUNSET);
    }

    private static ObjectNode operations(ObjectNode document) {
        return (ObjectNode) document.at("/paths/~1things");
    }

    private static ObjectNode operation(ObjectNode document, String method) {
        return (ObjectNode) operations(document).get(method);
    }

    private static ObjectNode schema(ObjectNode document, String name) {
        return (ObjectNode) document.at("/components/schemas/" + name);
    }

    private static ObjectNode fields(ObjectNode document, String schema) {
        return (ObjectNode) schema(document, schema).get("properties");
    }

    private static ObjectNode field(ObjectNode document, String schema, String field) {
        return (ObjectNode) fields(document, schema).get(field);
    }
}
