package org.tonotopy.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tonotopy.api.Client.Answer;
import org.tonotopy.registry.content.Sha256;
import tools.jackson.databind.JsonNode;

/** The whole path, as somebody who follows the documentation walks it. */
class FitOverHttpTest extends ApiTest {
    @Test
    void uploadDatasetBenchmarkJobModelAndBoard() {
        String name = freshName("walk");
        byte[] recording = name.getBytes(StandardCharsets.UTF_8);
        String sha256 = Sha256.hex(Sha256.of(recording));

        Answer upload = member.put("/api/v1/uploads/" + sha256, BodyPublishers.ofByteArray(recording));
        assertThat(upload.status()).isEqualTo(201);
        assertThat(upload.json().path("size_bytes").asInt()).isEqualTo(recording.length);

        Answer dataset = member.post("/api/v1/datasets", """
                {"name": "%s", "recording": {"sha256": "%s", "format": "npz"},
                 "metadata": {"dt_ms": 5, "species": "ferret"}}""".formatted(name, sha256));
        assertThat(dataset.status()).isEqualTo(202);
        assertThat(dataset.location()).isEqualTo("/api/v1/datasets/" + name + "@1");
        assertThat(dataset.json().path("state").stringValue()).isEqualTo("VALIDATING");
        fixture.acceptDataset(UUID.fromString(dataset.json().path("job_id").stringValue()), 3);
        JsonNode ready = viewer.get(dataset.location()).json();
        assertThat(ready.path("state").stringValue()).isEqualTo("READY");
        assertThat(ready.path("shape").path("neurons").size()).isEqualTo(3);
        assertThat(ready.path("metadata").path("species").stringValue()).isEqualTo("ferret");

        Answer benchmark = member.post("/api/v1/benchmarks", """
                {"name": "%s", "dataset": "%s@1", "split": {"train": [0, 1, 2], "validation": [3], "test": [4]},
                 "smoothing": "hanning_21ms_peak_one", "neuron_filter": {}}""".formatted(name, name));
        assertThat(benchmark.status()).isEqualTo(201);
        assertThat(benchmark.location()).isEqualTo("/api/v1/benchmarks/" + name + "@1");

        Answer job = member.post("/api/v1/jobs", """
                {"kind": "fit", "benchmark": "%s@1", "model": {"kind": "statenet", "kernel_bands": 4}, "seed": 7}""".formatted(name));
        assertThat(job.status()).isEqualTo(202);
        UUID id = UUID.fromString(job.json().path("id").stringValue());
        assertThat(job.location()).isEqualTo("/api/v1/jobs/" + id);
        assertThat(job.json().path("state").stringValue()).isEqualTo("QUEUED");
        assertThat(job.json().path("position").asInt()).isGreaterThan(0);
        assertThat(job.json().path("spec").path("model").path("recurrence").stringValue())
                .isEqualTo("gru");

        fixture.fit(id, 0.75);
        JsonNode done = viewer.get(job.location()).json();
        assertThat(done.path("state").stringValue()).isEqualTo("SUCCEEDED");
        String model = done.path("model").stringValue();
        assertThat(model).isEqualTo("statenet-" + name + "@1");

        JsonNode board =
                viewer.get("/api/v1/benchmarks/" + name + "@1/leaderboard").json();
        JsonNode entry = board.path("entries").path(0);
        assertThat(entry.path("kind").stringValue()).isEqualTo("statenet");
        assertThat(entry.path("models").path(0).stringValue()).isEqualTo(model);
        assertThat(entry.path("metrics").size()).isEqualTo(2);
        assertThat(viewer.get("/api/v1/models/" + model + "/weights").text()).isEqualTo("weights of " + id);
    }
}
