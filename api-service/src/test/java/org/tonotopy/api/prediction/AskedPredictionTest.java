package org.tonotopy.api.prediction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.Client.Answer;
import org.tonotopy.registry.model.ModelVersion;
import tools.jackson.databind.JsonNode;

class AskedPredictionTest extends ApiTest {
    private static final String NOW = "wait=0";

    private ModelVersion model(String dataset) {
        String benchmark = member.post("/api/v1/benchmarks", """
                        {"name": "%s", "dataset": "%s",
                         "split": {"train": [0, 1, 2], "validation": [3], "test": [4]}}""".formatted(freshName("heard"), dataset))
                .json()
                .path("reference")
                .stringValue();
        Answer job = member.post(
                "/api/v1/jobs",
                "{\"kind\": \"fit\", \"benchmark\": \"%s\", \"model\": {\"kind\": \"ln\"}}".formatted(benchmark));
        return fixture.fit(UUID.fromString(job.json().path("id").stringValue()), 0.5);
    }

    private ModelVersion model() {
        return model(fixture.dataset(freshName("bands"), 3, 5));
    }

    private String cochleagrams() {
        return """
                {"stimuli": {"sha256": "%s", "format": "npz"}, "dt_ms": 5, "bands": 8}""".formatted(fixture.upload("cochleagrams " + UUID.randomUUID()));
    }

    private static String path(ModelVersion version) {
        return "/api/v1/models/" + version.reference() + ":predict";
    }

    private static UUID job(Answer asked) {
        return UUID.fromString(asked.json().path("job").stringValue());
    }

    @Test
    void predictionsAreReadAsJsonAsCsvAndAsAFileOnceTheJobHasEnded() {
        ModelVersion version = model();

        Answer asked = member.post(path(version), cochleagrams());
        UUID job = job(asked);
        String place = "/api/v1/jobs/" + job + "/predictions";
        assertThat(asked.status()).isEqualTo(202);
        assertThat(asked.location()).isEqualTo(place);
        assertThat(asked.json().path("state").stringValue()).isEqualTo("QUEUED");
        assertThat(viewer.get("/api/v1/jobs/" + job).json().path("predictions").stringValue())
                .isEqualTo(place);
        assertThat(viewer.get(place).json().path("note").stringValue()).contains("QUEUED");
        assertThat(viewer.get(place + ".npz").problem()).isEqualTo("nothing-predicted");
        assertThat(viewer.get("/jobs/" + job).text()).contains("predictions by " + version.reference());

        fixture.predict(job, 4, 2);

        JsonNode predicted = viewer.get(place).json();
        assertThat(predicted.path("state").stringValue()).isEqualTo("SUCCEEDED");
        assertThat(predicted.path("neuron_names").toString()).isEqualTo("[\"n0\",\"n1\",\"n2\"]");
        assertThat(predicted.path("stimuli").path(0).path("predictions").toString())
                .isEqualTo("[[0.0,10.0,20.0,30.0],[1.0,11.0,21.0,31.0],[2.0,12.0,22.0,32.0]]");
        assertThat(predicted.path("stimuli").path(1).path("bins").intValue()).isEqualTo(2);
        assertThat(viewer.get(place + ".csv").text())
                .startsWith("stimulus,time_ms,neuron_0,neuron_1,neuron_2\r\nstimulus 0,0.0,0.0,1.0,2.0\r\n")
                .endsWith("stimulus 1,5.0,110.0,111.0,112.0\r\n");
        Answer file = viewer.get(predicted.path("file").stringValue());
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Content-Disposition").orElseThrow()).contains("predictions-" + job + ".npz");
    }

    @Test
    void whoeverPrefersToWaitGetsThePredictionsThemselves() throws Exception {
        ModelVersion version = model();
        AtomicReference<Answer> answer = new AtomicReference<>();
        long begun = System.nanoTime();
        CompletableFuture<Void> asking = CompletableFuture.runAsync(
                () -> answer.set(member.post(path(version), cochleagrams(), "Prefer", "respond-async, wait=15")));

        await().until(() -> !jobs(version).isEmpty());
        UUID job = UUID.fromString(jobs(version).get(0).path("id").stringValue());
        fixture.predict(job, 3);
        asking.get(10, TimeUnit.SECONDS);

        assertThat(answer.get().status()).isEqualTo(200);
        assertThat(job(answer.get())).isEqualTo(job);
        assertThat(answer.get()
                        .json()
                        .path("stimuli")
                        .path(0)
                        .path("predictions")
                        .path(2)
                        .toString())
                .isEqualTo("[2.0,12.0,22.0]");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    }

    private List<JsonNode> jobs(ModelVersion version) {
        return viewer.get("/api/v1/jobs?benchmark=" + version.benchmark().reference())
                .json()
                .path("items")
                .valueStream()
                .filter(job -> job.path("kind").stringValue().equals("predict"))
                .toList();
    }

    @Test
    void aKeyMakesOneJobAndWhatFailedIsAProblem() {
        ModelVersion version = model();
        String request = cochleagrams();
        Answer first = member.post(path(version), request, "Idempotency-Key", "hear", "Prefer", NOW);
        Answer second = member.post(path(version), request, "Idempotency-Key", "hear", "Prefer", "wait=none");
        assertThat(second.status()).isEqualTo(202);
        assertThat(job(second)).isEqualTo(job(first));

        fixture.fail(job(first));

        Answer failed = member.post(path(version), request, "Idempotency-Key", "hear");
        assertThat(failed.status()).isEqualTo(422);
        assertThat(failed.problem()).isEqualTo("not-predicted");
        assertThat(failed.json().path("detail").stringValue()).contains("no longer finite");
        JsonNode told = viewer.get(first.location()).json();
        assertThat(told.path("failure").stringValue()).contains("no longer finite");
        assertThat(viewer.post(path(version), request).status()).isEqualTo(403);
    }

    @Test
    void manyNumbersAreAFileAlone() {
        Answer asked = member.post(path(model()), cochleagrams());
        fixture.predict(job(asked), 70_000);

        JsonNode predicted = viewer.get(asked.location()).json();
        assertThat(predicted.path("note").stringValue()).contains("210000 values");
        assertThat(predicted.path("stimuli").path(0).path("predictions").isNull())
                .isTrue();
        assertThat(viewer.get(asked.location() + ".csv").problem()).isEqualTo("not-acceptable");
        assertThat(viewer.get(asked.location() + ".npz").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'format': 'npz'} | 5 | 8 | stimuli.sha256",
                "{'sha256': 'FILE', 'format': 'mp3'} | 5 | 8 | stimuli.format",
                "{'sha256': 'FILE', 'format': 'npz'} | 10 | 8 | dt_ms",
                "{'sha256': 'FILE', 'format': 'hdf5'} | 5 | 34 | bands",
                "{'sha256': 'FILE', 'format': 'npz'} | null | 8 | dt_ms",
                "{'sha256': 'FILE', 'format': 'wav'} | null | null | stimuli.format",
                "null | 5 | 8 | stimuli"
            })
    void whatAModelDoesNotHearIsRefusedBeforeAnythingIsQueued(String stimuli, String dtMs, String bands, String field) {
        ModelVersion version = model();
        Answer refused = member.post(
                path(version),
                "{\"stimuli\": %s, \"dt_ms\": %s, \"bands\": %s}"
                        .formatted(stimuli.replace('\'', '"').replace("FILE", fixture.upload("sound")), dtMs, bands));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().path("field").stringValue()).isEqualTo(field);
        assertThat(refused.json().path("remedy").stringValue()).isNotBlank();
        assertThat(jobs(version)).isEmpty();
    }

    @Test
    void soundsAreHeardByTheFrontEndOfADatasetThatCameAsSound() {
        ModelVersion version = model(fixture.datasetOfSounds(freshName("sounds")));
        String wav = "{\"stimuli\": {\"sha256\": \"%s\", \"format\": \"wav\"}}".formatted(fixture.upload("wav"));

        Answer asked = member.post(path(version), wav);

        assertThat(asked.status()).isEqualTo(202);
        assertThat(viewer.get("/api/v1/jobs/" + job(asked))
                        .json()
                        .path("spec")
                        .path("front_end")
                        .path("scale")
                        .stringValue())
                .isEqualTo("log");
        assertThat(member.post(path(version), wav.replace("}}", "}, \"dt_ms\": 5}"))
                        .json()
                        .path("field")
                        .stringValue())
                .isEqualTo("dt_ms");
    }

    @Test
    void whatWasFittedElsewhereIsNotHereToPredict() {
        ModelVersion version = model();
        Answer submission =
                member.post("/api/v1/benchmarks/" + version.benchmark().reference() + "/submissions", """
                {"model_name": "mine", "predictions": {"sha256": "%s", "format": "npz"}}""".formatted(
                                fixture.upload("predictions" + UUID.randomUUID())));
        ModelVersion external =
                fixture.fit(UUID.fromString(submission.json().path("job").stringValue()), 0.7);

        Answer refused = member.post(path(external), cochleagrams());

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.problem()).isEqualTo("no-weights");
        assertThat(viewer.get("/api/v1/jobs/" + version.jobId() + "/predictions")
                        .problem())
                .isEqualTo("nothing-predicted");
    }
}
