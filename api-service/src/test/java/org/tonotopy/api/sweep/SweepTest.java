package org.tonotopy.api.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.Client.Answer;
import tools.jackson.databind.JsonNode;

class SweepTest extends ApiTest {
    private static final String PATH = "/api/v1/sweeps";

    private String benchmark(String name) {
        return member.post("/api/v1/benchmarks", """
                        {"name": "%s", "dataset": "%s",
                         "split": {"train": [0, 1, 2], "validation": [3], "test": [4]}}""".formatted(name, fixture.dataset(name, 3, 5)))
                .json()
                .path("reference")
                .stringValue();
    }

    private String benchmark() {
        return benchmark(freshName("sweep"));
    }

    private static String request(String benchmark, String more) {
        return "{\"benchmark\": \"%s\", \"model\": {\"kind\": \"ln\"}%s}".formatted(benchmark, more.replace('\'', '"'));
    }

    private Answer ask(String benchmark, String more) {
        return member.post(PATH, request(benchmark, more));
    }

    private static UUID fit(JsonNode sweep, int index) {
        return UUID.fromString(sweep.path("fits").path(index).path("job_id").stringValue());
    }

    private JsonNode read(Answer sweep) {
        return viewer.get(sweep.location()).json();
    }

    @Test
    void aSweepQueuesAFitForEachSeed() {
        String benchmark = benchmark();

        Answer answer = ask(benchmark, ", 'seeds': [5, 3], 'units': 'each_neuron', 'neurons': ['n2', 0]");

        assertThat(answer.status()).isEqualTo(202);
        JsonNode sweep = answer.json();
        assertThat(answer.location()).isEqualTo(PATH + "/" + sweep.path("id").stringValue());
        assertThat(sweep.path("benchmark").stringValue()).isEqualTo(benchmark);
        assertThat(sweep.path("model").path("kind").stringValue()).isEqualTo("ln");
        assertThat(sweep.path("training").path("kind").stringValue()).isEqualTo("gradient");
        assertThat(sweep.path("units").stringValue()).isEqualTo("each_neuron");
        assertThat(sweep.path("neurons").valueStream().map(JsonNode::intValue)).containsExactly(0, 2);
        assertThat(sweep.path("counts").path("QUEUED").intValue()).isEqualTo(2);
        assertThat(sweep.path("fits").valueStream().map(fit -> fit.path("seed").intValue()))
                .containsExactly(3, 5);
        assertThat(sweep.path("ensemble").isNull()).isTrue();
        assertThat(sweep.path("scores").isEmpty()).isTrue();
        assertThat(sweep.path("over").booleanValue()).isFalse();
        JsonNode job = viewer.get("/api/v1/jobs/" + fit(sweep, 0)).json();
        assertThat(job.path("sweep").stringValue()).isEqualTo(sweep.path("id").stringValue());
        assertThat(job.path("spec").path("seed").intValue()).isEqualTo(3);
    }

    @Test
    void scoresAreMeanAndSpreadOverTheSeedsAndTheEnsembleFollows() {
        String benchmark = benchmark();
        Answer asked = ask(benchmark, ", 'seed_count': 3, 'ensemble': true");
        JsonNode sweep = asked.json();
        assertThat(sweep.path("ensemble").path("note").stringValue()).contains("once all fits have succeeded");
        fixture.fit(fit(sweep, 0), 0.6);

        JsonNode half = read(asked);
        assertThat(half.path("scores").path(0).path("metric").stringValue()).isEqualTo("cc_norm");
        assertThat(half.path("scores").path(0).path("mean").doubleValue()).isEqualTo(0.6);
        assertThat(half.path("scores").path(0).path("mean_deviation").isNull()).isTrue();
        assertThat(half.path("scores").path(0).path("seeds").intValue()).isEqualTo(1);

        fixture.fit(fit(sweep, 2), 0.8);
        fixture.fit(fit(sweep, 1), 0.7);
        JsonNode fitted = read(asked);
        assertThat(fitted.path("over").booleanValue()).isFalse();
        assertThat(fitted.path("counts").path("SUCCEEDED").intValue()).isEqualTo(3);
        assertThat(fitted.path("scores").path(0).path("mean").doubleValue()).isCloseTo(0.7, within(1e-12));
        assertThat(fitted.path("scores").path(0).path("mean_deviation").doubleValue())
                .isCloseTo(0.1, within(1e-12));
        assertThat(fitted.path("fits").path(1).path("means").path("cc_norm").doubleValue())
                .isEqualTo(0.7);
        JsonNode ensemble = fitted.path("ensemble");
        assertThat(ensemble.path("state").stringValue()).isEqualTo("QUEUED");
        assertThat(ensemble.path("note").isNull()).isTrue();

        fixture.fit(UUID.fromString(ensemble.path("job_id").stringValue()), 0.85);
        JsonNode done = read(asked);
        assertThat(done.path("over").booleanValue()).isTrue();
        assertThat(done.path("ensemble").path("model").stringValue()).endsWith("-ensemble@1");
        assertThat(done.path("ensemble").path("means").path("cc_norm").doubleValue())
                .isEqualTo(0.85);
        JsonNode board = viewer.get("/api/v1/benchmarks/" + benchmark + "/leaderboard")
                .json()
                .path("entries");
        assertThat(board.valueStream().map(entry -> entry.path("label").stringValue()))
                .containsExactly("ensemble of 3", "");
        assertThat(board.path(1).path("seeds").size()).isEqualTo(3);
    }

    @Test
    void aFitThatFailsLeavesTheOthersAndNoEnsemble() {
        Answer asked = ask(benchmark(), ", 'seed_count': 2, 'ensemble': true");
        fixture.fail(fit(asked.json(), 0));
        fixture.fit(fit(asked.json(), 1), 0.5);

        JsonNode sweep = read(asked);

        assertThat(sweep.path("over").booleanValue()).isTrue();
        assertThat(sweep.path("counts").path("FAILED").intValue()).isEqualTo(1);
        assertThat(sweep.path("fits").path(0).path("failure").stringValue()).contains("epoch 3");
        assertThat(sweep.path("fits").path(0).path("means").isEmpty()).isTrue();
        assertThat(sweep.path("ensemble").path("note").stringValue()).contains("Not all fits succeeded");
        assertThat(sweep.path("scores").path(0).path("seeds").intValue()).isEqualTo(1);
    }

    @Test
    void cancellingReachesWhatHasNotEnded() {
        Answer asked = ask(benchmark(), ", 'seed_count': 3, 'ensemble': true");
        fixture.fit(fit(asked.json(), 0), 0.5);
        fixture.begin(fit(asked.json(), 1));

        Answer cancelled = member.post(asked.location() + ":cancel", "");

        assertThat(cancelled.status()).isEqualTo(202);
        assertThat(cancelled.location()).isEqualTo(asked.location());
        JsonNode counts = cancelled.json().path("counts");
        assertThat(counts.path("SUCCEEDED").intValue()).isEqualTo(1);
        assertThat(counts.path("CANCELLING").intValue()).isEqualTo(1);
        assertThat(counts.path("CANCELLED").intValue()).isEqualTo(1);
        assertThat(cancelled.json().path("cancelled_at").stringValue()).endsWith("Z");
        assertThat(cancelled.json().path("ensemble").path("note").stringValue()).contains("was cancelled");
        assertThat(member.post(asked.location() + ":cancel", "").status()).isEqualTo(202);
        assertThat(viewer.post(asked.location() + ":cancel", "").problem()).isEqualTo("forbidden");
    }

    @Test
    void aSweepThatHasEndedCannotBeCancelled() {
        Answer asked = ask(benchmark(), ", 'seeds': [0]");
        fixture.fit(fit(asked.json(), 0), 0.5);

        Answer answer = member.post(asked.location() + ":cancel", "");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.problem()).isEqualTo("sweep-ended");
    }

    @Test
    void aSweepThatDoesNotExistIsNotFound() {
        String path = PATH + "/" + UUID.randomUUID();
        assertThat(viewer.get(path).problem()).isEqualTo("no-such-sweep");
        assertThat(member.post(path + ":cancel", "").problem()).isEqualTo("no-such-sweep");
        assertThat(viewer.get(PATH + "?benchmark=nothing@1").problem()).isEqualTo("no-such-benchmark");
    }

    @Test
    void theListHasCountsAndGoesOn() {
        String benchmark = benchmark();
        Answer first = ask(benchmark, ", 'seed_count': 2, 'ensemble': true");
        fixture.fit(fit(first.json(), 0), 0.5);
        fixture.fit(fit(first.json(), 1), 0.5);
        Answer second = ask(benchmark, ", 'seed_count': 1");

        JsonNode page = viewer.get(PATH + "?limit=1&benchmark=" + benchmark).json();
        JsonNode rest = viewer.get(PATH + "?limit=1&benchmark=" + benchmark + "&page_token="
                        + page.path("next_page_token").stringValue())
                .json();

        assertThat(page.path("items").path(0).path("id"))
                .isEqualTo(second.json().path("id"));
        JsonNode older = rest.path("items").path(0);
        assertThat(older.path("id")).isEqualTo(first.json().path("id"));
        assertThat(older.path("counts").path("SUCCEEDED").intValue()).isEqualTo(2);
        assertThat(older.path("ensemble").booleanValue()).isTrue();
        assertThat(older.path("ensemble_state").stringValue()).isEqualTo("QUEUED");
        assertThat(older.path("over").booleanValue()).isFalse();
        assertThat(rest.path("next_page_token").isNull()).isTrue();
    }

    @Test
    void theSameRequestUnderItsKeyGivesTheSameSweep() {
        String request = request(benchmark(), ", 'seed_count': 2");
        String key = UUID.randomUUID().toString();

        Answer first = member.post(PATH, request, "Idempotency-Key", key);
        Answer again = member.post(PATH, request, "Idempotency-Key", key);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.location()).isEqualTo(first.location());
        assertThat(member.post(PATH, request.replace("2}", "3}"), "Idempotency-Key", key)
                        .problem())
                .isEqualTo("idempotency-key-reused");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "``                                               | seeds      | it is missing",
                ", 'seeds': []                                    | seeds      | there cannot be 0 seeds",
                ", 'seeds': [0, -1]                               | seeds[1]   | it is out of range",
                ", 'seeds': [4, 4]                                | seeds[1]   | named twice",
                ", 'seeds': [null]                                | seeds[0]   | it is null",
                ", 'seed_count': 100001                           | seed_count | there cannot be 100001 seeds",
                ", 'seed_count': 2, 'seeds': [1, 2]               | seed_count | seeds says it already",
                ", 'seed_count': 1, 'ensemble': true              | ensemble   | only one seed",
                ", 'seed_count': 2, 'neurons': [7]                | neurons[0] | has no neuron 7",
                ", 'seed_count': 2, 'training': {'kind': 'magic'} | training.kind | there is no kind",
            })
    void aSweepThatCannotBeCarriedOutIsRefusedAndNothingIsQueued(String more, String field, String problem) {
        String benchmark = benchmark();

        Answer answer = ask(benchmark, more);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("invalid-request");
        assertThat(answer.json().path("field").stringValue()).isEqualTo(field);
        assertThat(answer.json().path("detail").stringValue()).contains(problem);
        assertThat(answer.json().path("remedy").stringValue()).isNotBlank();
        for (String path : List.of(PATH, "/api/v1/jobs")) {
            assertThat(viewer.get(path + "?benchmark=" + benchmark)
                            .json()
                            .path("items")
                            .isEmpty())
                    .isTrue();
        }
    }

    @Test
    void seedsOfAFitInClosedFormAreRefused() {
        String linear = request(benchmark(), ", 'seed_count': 2").replace("\"ln\"", "\"linear\"");

        Answer answer = member.post(PATH, linear);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("field").stringValue()).isEqualTo("seed_count");
        assertThat(answer.json().path("detail").stringValue()).contains("closed form");
    }

    @Test
    void aNameThatLeavesNoRoomForTheEnsembleIsRefused() {
        String name = "n".repeat(95);

        Answer answer = ask(benchmark(), ", 'seed_count': 2, 'ensemble': true, 'model_name': '" + name + "'");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("field").stringValue()).isEqualTo("model_name");
    }
}
