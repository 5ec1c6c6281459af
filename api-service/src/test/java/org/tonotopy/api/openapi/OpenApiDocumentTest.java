package org.tonotopy.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tonotopy.api.ApiTest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The checked-in description is the served one; {@code -Dopenapi.regenerate=true} writes it anew. */
class OpenApiDocumentTest extends ApiTest {
    private static final Path CHECKED_IN = Path.of("../docs/openapi.json");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Test
    void theCheckedInCopyIsWhatIsServed() throws IOException {
        String served = JSON.writeValueAsString(nobody.get("/v3/api-docs").json()) + "\n";
        if (Boolean.getBoolean("openapi.regenerate")) {
            Files.writeString(CHECKED_IN, served);
        }
        assertThat(Files.readString(CHECKED_IN))
                .as("docs/openapi.json; to write it anew, run this test with -Dopenapi.regenerate=true")
                .isEqualTo(served);
    }

    @Test
    void everyOperationIsDescribed() {
        JsonNode document = nobody.get("/v3/api-docs").json();
        assertThat(document.path("openapi").stringValue()).startsWith("3.1");
        List<String> lacking = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(operation -> {
                    String name = operation.getKey() + " " + path.getKey();
                    JsonNode described = operation.getValue();
                    ids.add(described.path("operationId").stringValue(""));
                    if (!described.path("summary").isString()
                            || !described.path("description").isString()) {
                        lacking.add(name + ": no summary or description");
                    }
                    described.path("parameters").forEach(parameter -> {
                        if (!parameter.path("description").isString()) {
                            lacking.add(name + ": parameter " + parameter.path("name") + " is not described");
                        }
                    });
                    for (String status : List.of("400", "401", "403", "500")) {
                        if (!described
                                .path("responses")
                                .path(status)
                                .path("content")
                                .has("application/problem+json")) {
                            lacking.add(name + ": " + status + " is no problem");
                        }
                    }
                }));
        assertThat(lacking).isEmpty();
        assertThat(ids).hasSizeGreaterThan(15).doesNotHaveDuplicates().doesNotContain("");
    }

    @Test
    void propertiesAreNamedAsInTheJson() {
        JsonNode schemas = nobody.get("/v3/api-docs").json().path("components").path("schemas");
        assertThat(schemas.path("Job").path("properties").has("last_progress_at"))
                .isTrue();
        assertThat(schemas.path("Problem").path("properties").has("request_id")).isTrue();
        List<String> wrong = new ArrayList<>();
        schemas.properties()
                .forEach(schema -> schema.getValue()
                        .path("properties")
                        .propertyNames()
                        .forEach(property -> {
                            if (!property.matches("[a-z0-9_]+")) {
                                wrong.add(schema.getKey() + "." + property);
                            }
                        }));
        assertThat(wrong).isEmpty();
    }
}
