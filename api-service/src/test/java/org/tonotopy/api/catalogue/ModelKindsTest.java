package org.tonotopy.api.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.Client.Answer;
import org.tonotopy.registry.json.RegistryJson;
import tools.jackson.databind.JsonNode;

class ModelKindsTest extends ApiTest {
    private static final List<String> ACCEPTED = List.of(
            "{'model': {'kind': 'linear'}}",
            "{'model': {'kind': 'linear'}, 'training': null}",
            "{'model': {'kind': 'linear', 'kernel': 'separable', 'rank': 2}}",
            "{'model': {'kind': 'ln', 'output': 'dexp', 'non_negative': false, 'prefilter': 'adaptrans'}}",
            "{'model': {'kind': 'ln', 'kernel': 'gaussian', 'gaussians': 2}, 'training': {'kind': 'gradient'}}",
            "{'model': {'kind': 'nrf', 'activation': 'sigmoid', 'output': 'identity'}}",
            "{'model': {'kind': 'dnet', 'leak': 'finite', 'leak_bins': 10}}",
            "{'model': {'kind': 'cnn2d'}}",
            "{'model': {'kind': 'transformer', 'dropout': 0}}",
            "{'model': {'kind': 'statenet', 'encoder': 'dense', 'hidden_units': 10, 'prefilter': 'ic-adaptation'}}",
            "{'model': {'kind': 'statenet', 'encoder': 'conv', 'recurrence': 'lstm', 'kernel_bands': 4.0}}",
            "{'model': {'kind': 'statenet'}, 'training': {'kind': 'gradient', 'optimiser': 'adam', 'warmup_epochs': 5}}");

    private static final List<String> REFUSED = List.of(
            "{}",
            "{'model': 'linear'}",
            "{'model': {'kind': 'perceptron'}}",
            "{'model': {'kind': 'linear', 'output': 'relu'}}",
            "{'model': {'kind': 'ln', 'rank': 2}}",
            "{'model': {'kind': 'ln', 'non_negative': true}}",
            "{'model': {'kind': 'ln', 'delay_bins': 4.5}}",
            "{'model': {'kind': 'ln', 'delay_bins': null}}",
            "{'model': {'kind': 'statenet', 'encoder': 'dense', 'kernel_bands': 7}}",
            "{'model': {'kind': 'statenet', 'encoder': 'locally_connected'}}",
            "{'model': {'kind': 'transformer', 'dropout': 1}}",
            "{'model': {'kind': 'ln'}, 'training': {'kind': 'ridge'}}",
            "{'model': {'kind': 'linear', 'prefilter': 'adaptrans'}, 'training': {'kind': 'ridge'}}",
            "{'model': {'kind': 'nrf'}, 'training': {'kind': 'gradient', 'initialisation': 'ridge'}}",
            "{'model': {'kind': 'nrf', 'output': 'identity'}, 'training': {'kind': 'gradient', 'loss': 'poisson'}}",
            "{'model': {'kind': 'nrf'}, 'training': {'kind': 'gradient', 'momentum': 1}}",
            "{'model': {'kind': 'nrf'}, 'training': []}");

    @Test
    void requestsAreAcceptedWhereTheServedSchemaAcceptsThem() {
        Schema schema = schema(kinds().path("fit_schema"));
        String name = freshName("schema");
        String benchmark = member.post("/api/v1/benchmarks", """
                        {"name": "%s", "dataset": "%s",
                         "split": {"train": [0, 1, 2], "validation": [3], "test": [4]}}""".formatted(name, fixture.dataset(name, 3, 5)))
                .json()
                .path("reference")
                .stringValue();
        List<String> wrong = new ArrayList<>();
        for (boolean acceptable : List.of(true, false)) {
            for (String quoted : acceptable ? ACCEPTED : REFUSED) {
                JsonNode fit = RegistryJson.mapper().readTree(quoted.replace('\'', '"'));
                boolean valid = schema.validate(fit).isEmpty();
                Answer answer = ask(benchmark, fit);
                if (valid != acceptable || answer.status() != (acceptable ? 202 : 422)) {
                    wrong.add(quoted + ": valid " + valid + ", " + answer.status() + " " + answer.json());
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private Answer ask(String benchmark, JsonNode fit) {
        StringBuilder body =
                new StringBuilder("{\"kind\": \"fit\", \"force\": true, \"benchmark\": \"" + benchmark + "\"");
        fit.properties()
                .forEach(field -> body.append(", \"")
                        .append(field.getKey())
                        .append("\": ")
                        .append(field.getValue()));
        return member.post("/api/v1/jobs", body.append('}').toString());
    }

    @Test
    void aFormFindsAllItNeeds() {
        JsonNode kinds = kinds();
        assertThat(kinds.path("models")
                        .valueStream()
                        .map(model -> model.path("kind").stringValue()))
                .containsExactly("linear", "ln", "nrf", "dnet", "cnn2d", "transformer", "statenet");
        List<JsonNode> all = new ArrayList<>();
        kinds.path("models").forEach(all::add);
        kinds.path("trainings").forEach(all::add);
        for (JsonNode kind : all) {
            assertThat(kind.path("meaning").stringValue()).isNotBlank();
            assertThat(kind.path("source").stringValue()).isNotBlank();
            for (JsonNode setting : kind.path("hyperparameters")) {
                assertThat(setting.path("meaning").stringValue()).isNotBlank();
                assertThat(setting.has("default")).isTrue();
                assertThat(setting.path("type").stringValue()).isIn("integer", "number", "choice", "boolean");
                assertThat(setting.path("options").isEmpty())
                        .isNotEqualTo(setting.path("type").stringValue().equals("choice"));
            }
        }
        JsonNode rank = setting(kinds.path("models").path(1), "rank");
        assertThat(rank.path("applies_where").path("kernel").path(0).stringValue())
                .isEqualTo("separable");
        assertThat(setting(kinds.path("models").path(1), "delay_bins")
                        .path("unit")
                        .stringValue())
                .isEqualTo("bins");
    }

    @Test
    void theCompleteFitOfAKindIsValid() {
        for (JsonNode model : kinds().path("models")) {
            JsonNode fit = model.path("default_fit");
            assertThat(schema(model.path("schema")).validate(fit.path("model"))).isEmpty();
            assertThat(schema(kinds().path("fit_schema")).validate(fit)).isEmpty();
        }
        assertThat(kinds().path("recipes").path(0).path("training").stringValue())
                .isEqualTo("gradient");
    }

    private JsonNode kinds() {
        return viewer.get("/api/v1/model-kinds").json();
    }

    private static JsonNode setting(JsonNode kind, String name) {
        return kind.path("hyperparameters")
                .valueStream()
                .filter(setting -> setting.path("name").stringValue().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Schema schema(JsonNode schema) {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema);
    }
}
