package org.tonotopy.api.reproduction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.Client.Answer;
import org.tonotopy.registry.model.ModelVersion;
import org.tonotopy.registry.reproduction.ReproductionVerdict;
import tools.jackson.databind.JsonNode;

class ReproductionTest extends ApiTest {
    private static final String MODELS = "/api/v1/models/";

    private String benchmark() {
        String name = freshName("again");
        return member.post("/api/v1/benchmarks", """
                        {"name": "%s", "dataset": "%s",
                         "split": {"train": [0, 1, 2], "validation": [3], "test": [4]}}""".formatted(name, fixture.dataset(name, 3, 5)))
                .json()
                .path("reference")
                .stringValue();
    }

    private ModelVersion fit(String benchmark, int seed) {
        Answer job = member.post(
                "/api/v1/jobs",
                "{\"kind\": \"fit\", \"benchmark\": \"%s\", \"model\": {\"kind\": \"ln\"}, \"seed\": %d}"
                        .formatted(benchmark, seed));
        return fixture.fit(id(job), 0.5);
    }

    private static UUID id(Answer job) {
        return UUID.fromString(job.json().path("id").stringValue());
    }

    @Test
    void aFitIsMadeAgainByAJobAndComparedFieldByField() {
        String benchmark = benchmark();
        ModelVersion version = fit(benchmark, 7);
        String path = MODELS + version.reference();

        Answer asked = member.post(path + ":reproduce", "");
        assertThat(asked.status()).isEqualTo(202);
        assertThat(asked.header("Location")).contains("/api/v1/jobs/" + id(asked));
        assertThat(asked.json().path("kind").stringValue()).isEqualTo("reproduce");
        assertThat(asked.json().path("spec").path("fit").path("seed").intValue())
                .isEqualTo(7);
        assertThat(asked.json().path("reproductions").stringValue()).isEqualTo(path + "/reproductions");
        JsonNode waiting =
                viewer.get(path + "/reproductions").json().path("items").path(0);
        assertThat(waiting.path("state").stringValue()).isEqualTo("QUEUED");
        assertThat(waiting.path("verdict").isNull()).isTrue();

        fixture.reproduce(id(asked), ReproductionVerdict.EQUAL_WITHIN_TOLERANCE);

        JsonNode all = viewer.get(path + "/reproductions").json();
        assertThat(all.path("tolerance").doubleValue()).isEqualTo(1e-3);
        JsonNode ended = all.path("items").path(0);
        assertThat(ended.path("verdict_in_words").stringValue()).isEqualTo("equal within tolerance");
        assertThat(ended.path("predictions_difference").doubleValue()).isEqualTo(0.0004);
        assertThat(ended.path("provenance")
                        .valueStream()
                        .filter(field -> !field.path("same").booleanValue())
                        .map(field -> field.path("field").stringValue()))
                .containsExactly("processor", "fit_seconds");
        assertThat(viewer.get(path + "/card")
                        .json()
                        .path("reproductions")
                        .path("equal_within_tolerance")
                        .intValue())
                .isEqualTo(1);
        JsonNode entries = viewer.get("/api/v1/benchmarks/" + benchmark + "/leaderboard")
                .json()
                .path("entries");
        assertThat(entries.size()).isEqualTo(1);
        assertThat(entries.path(0).path("models").size()).isEqualTo(1);
        assertThat(viewer.get("/jobs/" + id(asked)).text()).contains(version.reference() + " made again");
    }

    @Test
    void aKeyMakesOneJobAndViewersMakeNone() {
        ModelVersion version = fit(benchmark(), 1);
        String path = MODELS + version.reference() + ":reproduce";

        Answer first = member.post(path, "", "Idempotency-Key", "again");
        Answer second = member.post(path, "", "Idempotency-Key", "again");

        assertThat(second.status()).isEqualTo(200);
        assertThat(id(second)).isEqualTo(id(first));
        assertThat(viewer.post(path, "").status()).isEqualTo(403);
    }

    @Test
    void whatNoFitMadeIsRefused() {
        String benchmark = benchmark();
        ModelVersion one = fit(benchmark, 1);
        ModelVersion two = fit(benchmark, 2);
        Answer job = member.post(
                "/api/v1/jobs",
                "{\"kind\": \"ensemble\", \"members\": [\"%s\", \"%s\"]}".formatted(one.reference(), two.reference()));
        ModelVersion ensemble = fixture.fit(id(job), 0.6);
        Answer submission = member.post("/api/v1/benchmarks/" + benchmark + "/submissions", """
                {"model_name": "mine", "predictions": {"sha256": "%s", "format": "npz"}}""".formatted(
                        fixture.upload("predictions" + UUID.randomUUID())));
        ModelVersion external =
                fixture.fit(UUID.fromString(submission.json().path("job").stringValue()), 0.7);

        for (ModelVersion version : new ModelVersion[] {ensemble, external}) {
            Answer refused = member.post(MODELS + version.reference() + ":reproduce", "");
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.problem()).isEqualTo("not-reproducible");
            assertThat(viewer.get(MODELS + version.reference() + "/reproductions")
                            .json()
                            .path("items")
                            .isEmpty())
                    .isTrue();
        }
        assertThat(viewer.get(MODELS + external.reference() + "/weights.safetensors")
                        .problem())
                .isEqualTo("no-weights");
    }
}
