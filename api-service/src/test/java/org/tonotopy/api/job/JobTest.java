package org.tonotopy.api.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.Client.Answer;
import org.tonotopy.registry.job.Attempt;
import tools.jackson.databind.JsonNode;

class JobTest extends ApiTest {
    private static final String PATH = "/api/v1/jobs";

    private String benchmark() {
        String name = freshName("job");
        return benchmark(name);
    }

    private String benchmark(String name) {
        return member.post("/api/v1/benchmarks", """
                        {"name": "%s", "dataset": "%s",
                         "split": {"train": [0, 1, 2], "validation": [3], "test": [4]}}""".formatted(name, fixture.dataset(name, 3, 5)))
                .json()
                .path("reference")
                .stringValue();
    }

    private Answer ask(String benchmark, String model, String more) {
        return member.post(
                PATH, "{\"kind\": \"fit\", \"benchmark\": \"%s\", \"model\": %s%s}".formatted(benchmark, model, more));
    }

    private static UUID id(Answer job) {
        return UUID.fromString(job.json().path("id").stringValue());
    }

    private long jobsOf(String benchmark) {
        return viewer.get(PATH + "?benchmark=" + benchmark).json().path("items").size();
    }

    @Test
    void theSpecShowsEveryDefault() {
        JsonNode spec = ask(benchmark(), "{\"kind\": \"linear\"}", "").json().path("spec");
        assertThat(spec.path("kind").stringValue()).isEqualTo("fit");
        assertThat(spec.path("model").path("delay_bins").intValue()).isEqualTo(40);
        assertThat(spec.path("training").path("kind").stringValue()).isEqualTo("ridge");
        assertThat(spec.path("seed").intValue()).isZero();
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"kind\": \"perceptron\"} | '' | model.kind",
                "{} | '' | model.kind",
                "5 | '' | model",
                "{\"kind\": \"linear\", \"delay_bins\": 0} | '' | model.delay_bins",
                "{\"kind\": \"linear\", \"delay_bins\": \"long\"} | '' | model.delay_bins",
                "{\"kind\": \"linear\", \"delay_bins\": 95} | '' | model.delay_bins",
                "{\"kind\": \"linear\", \"depth\": 3} | '' | model.depth",
                "{\"kind\": \"statenet\"} | , \"training\": {\"kind\": \"ridge\"} | training.kind",
                "{\"kind\": \"statenet\"} | , \"training\": {\"kind\": \"gradient\", \"momentum\": 1} | training.momentum",
                "{\"kind\": \"linear\"} | , \"seed\": -1 | seed",
                "{\"kind\": \"linear\"} | , \"model_name\": \"My Model\" | model_name",
            })
    void aFitThatCannotBeCarriedOutIsRefusedAndNothingIsQueued(String model, String more, String field) {
        String benchmark = benchmark();
        Answer answer = ask(benchmark, model, more);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("field").stringValue()).isEqualTo(field);
        assertThat(answer.json().path("remedy").stringValue()).isNotBlank();
        assertThat(jobsOf(benchmark)).isZero();
    }

    @Test
    void aBenchmarkThatDoesNotExistIsNamed() {
        Answer answer = ask("nothing@1", "{\"kind\": \"linear\"}", "");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("field").stringValue()).isEqualTo("benchmark");
        Answer other = member.post(PATH, "{\"kind\": \"ingest\"}");
        assertThat(other.json().path("field").stringValue()).isEqualTo("kind");
    }

    @Test
    void aBenchmarkWithALongNameNeedsAModelName() {
        String benchmark = benchmark("b" + "x".repeat(96));
        assertThat(ask(benchmark, "{\"kind\": \"linear\"}", "")
                        .json()
                        .path("field")
                        .stringValue())
                .isEqualTo("model_name");
        Answer named = ask(benchmark, "{\"kind\": \"linear\"}", ", \"model_name\": \"short\"");
        assertThat(named.json().path("spec").path("model_name").stringValue()).isEqualTo("short");
    }

    @Test
    void aQueuedJobIsCancelledAtOnceAndTwiceIsNoError() {
        Answer job = ask(benchmark(), "{\"kind\": \"linear\"}", "");
        Answer cancelled = member.post(job.location() + ":cancel", "");
        assertThat(cancelled.status()).isEqualTo(202);
        assertThat(cancelled.json().path("state").stringValue()).isEqualTo("CANCELLED");
        assertThat(cancelled.json().path("position").isNull()).isTrue();
        assertThat(member.post(job.location() + ":cancel", "").status()).isEqualTo(202);
    }

    @Test
    void aRunningJobIsCancelledWithinAnEpoch() {
        Answer job = ask(benchmark(), "{\"kind\": \"statenet\", \"kernel_bands\": 4}", "");
        Attempt attempt = fixture.begin(id(job));
        assertThat(fixture.epoch(attempt, 1)).isTrue();
        assertThat(member.post(job.location() + ":cancel", "")
                        .json()
                        .path("state")
                        .stringValue())
                .isEqualTo("CANCELLING");
        assertThat(fixture.epoch(attempt, 2)).isFalse();
        fixture.confirmCancel(attempt);
        JsonNode over = viewer.get(job.location()).json();
        assertThat(over.path("state").stringValue()).isEqualTo("CANCELLED");
        assertThat(over.path("progress").path("epoch").intValue()).isEqualTo(2);
        assertThat(over.path("finished_at").stringValue()).endsWith("Z");
    }

    @Test
    void aJobThatHasEndedCannotBeCancelled() {
        Answer job = ask(benchmark(), "{\"kind\": \"linear\"}", "");
        fixture.fail(id(job));
        Answer answer = member.post(job.location() + ":cancel", "");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.problem()).isEqualTo("job-ended");
        JsonNode failure = viewer.get(job.location()).json().path("failure");
        assertThat(failure.path("kind").stringValue()).isEqualTo("DIVERGED");
        assertThat(failure.path("message").stringValue()).contains("epoch 3");
    }

    @Test
    void aJobThatDoesNotExistIsNotFound() {
        String path = PATH + "/" + UUID.randomUUID();
        assertThat(viewer.get(path).problem()).isEqualTo("no-such-job");
        assertThat(viewer.get(path + "/events").problem()).isEqualTo("no-such-job");
        assertThat(viewer.get(path + "/events", "Accept", "text/event-stream").problem())
                .isEqualTo("no-such-job");
        assertThat(member.post(path + ":cancel", "").problem()).isEqualTo("no-such-job");
    }

    @Test
    void theListIsFilteredAndGoesOn() {
        String benchmark = benchmark();
        UUID first = id(ask(benchmark, "{\"kind\": \"linear\"}", ", \"seed\": 1"));
        UUID second = id(ask(benchmark, "{\"kind\": \"linear\"}", ", \"seed\": 2"));
        UUID third = id(ask(benchmark, "{\"kind\": \"linear\"}", ", \"seed\": 3"));
        fixture.fit(second, 0.5);
        String query = PATH + "?limit=2&benchmark=" + benchmark;
        JsonNode page = viewer.get(query).json();
        assertThat(page.path("items").path(0).path("id").stringValue()).isEqualTo(third.toString());
        assertThat(page.path("items").path(1).path("model").stringValue()).startsWith("linear-job-");
        JsonNode rest = viewer.get(
                        query + "&page_token=" + page.path("next_page_token").stringValue())
                .json();
        assertThat(rest.path("items").size()).isEqualTo(1);
        assertThat(rest.path("items").path(0).path("id").stringValue()).isEqualTo(first.toString());
        assertThat(rest.path("next_page_token").isNull()).isTrue();
        JsonNode queued =
                viewer.get(PATH + "?state=QUEUED&benchmark=" + benchmark).json();
        assertThat(queued.path("items").size()).isEqualTo(2);
        assertThat(queued.path("items").path(0).path("position").intValue())
                .isGreaterThan(queued.path("items").path(1).path("position").intValue());
        assertThat(viewer.get(PATH + "?state=ASLEEP").json().path("field").stringValue())
                .isEqualTo("state");
        assertThat(viewer.get(PATH + "?benchmark=nothing@1").problem()).isEqualTo("no-such-benchmark");
        assertThat(viewer.get(PATH + "?page_token="
                                + page.path("next_page_token").stringValue())
                        .problem())
                .isEqualTo("invalid-page-token");
    }
}
