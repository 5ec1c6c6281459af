package org.tonotopy.api.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.Client.Answer;
import tools.jackson.databind.JsonNode;

/** Slow, and waits for one long request: run by name. */
@Tag("slow")
@TestPropertySource(properties = "tonotopy.limits.jobs=0")
class LargeSweepTest extends ApiTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void aHundredThousandFitsAreCreatedCountedAndCancelledInSeconds() {
        String name = freshName("large");
        String benchmark = member.post("/api/v1/benchmarks", """
                        {"name": "%s", "dataset": "%s",
                         "split": {"train": [0, 1, 2], "validation": [3], "test": [4]}}""".formatted(name, fixture.dataset(name, 10, 5)))
                .json()
                .path("reference")
                .stringValue();

        Answer asked = timed("creation", () -> post("/api/v1/sweeps", """
                {"benchmark": "%s", "model": {"kind": "ln"}, "training": {"kind": "gradient"},
                 "seed_count": 10, "neurons": "each",
                 "search": {"method": "random", "samples": 1000, "seed": 1, "parameters": {
                   "model.delay_bins": {"low": 5, "high": 80},
                   "training.weight_decay": {"low": 0.000001, "high": 0.1, "scale": "log"},
                   "training.learning_rate": {"low": 0.0001, "high": 0.1, "scale": "log"}}}}""".formatted(benchmark)));

        assertThat(asked.status()).isEqualTo(202);
        assertThat(asked.json().path("counts").toString()).isEqualTo("{\"QUEUED\":100000}");
        assertThat(asked.text()).hasSizeLessThan(5000);
        JsonNode first = viewer.get(asked.location() + "/jobs?limit=2").json();
        UUID job = UUID.fromString(first.path("items").path(0).path("job_id").stringValue());
        UUID failing =
                UUID.fromString(first.path("items").path(1).path("job_id").stringValue());
        fixture.fit(job, 0.5);
        fixture.fail(failing);
        JsonNode sweep = timed("reading", () -> viewer.get(asked.location())).json();
        assertThat(sweep.path("counts").toString()).isEqualTo("{\"QUEUED\":99998,\"SUCCEEDED\":1,\"FAILED\":1}");
        assertThat(sweep.path("best").path(0).path("job_id").stringValue()).isEqualTo(job.toString());
        fixture.begin(UUID.fromString(viewer.get(asked.location() + "/jobs?state=QUEUED&limit=1")
                .json()
                .path("items")
                .path(0)
                .path("job_id")
                .stringValue()));

        Answer cancelled = timed("cancelling", () -> post(asked.location() + ":cancel", ""));

        assertThat(cancelled.json().path("counts").toString())
                .isEqualTo("{\"CANCELLING\":1,\"SUCCEEDED\":1,\"FAILED\":1,\"CANCELLED\":99997}");
    }

    private Answer post(String path, String json) {
        return member.send(member.request(path)
                .timeout(LIMIT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    private static Answer timed(String what, Supplier<Answer> request) {
        long began = System.nanoTime();
        Answer answer = request.get();
        System.out.printf("%s took %.1f s%n", what, (System.nanoTime() - began) / 1e9);
        return answer;
    }
}
