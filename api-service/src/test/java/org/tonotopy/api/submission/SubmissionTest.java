package org.tonotopy.api.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.Client;
import org.tonotopy.api.Client.Answer;
import org.tonotopy.registry.account.Role;
import org.tonotopy.registry.job.Attempt;
import tools.jackson.databind.JsonNode;

class SubmissionTest extends ApiTest {
    @Autowired
    private JdbcClient database;

    @Autowired
    private TransactionTemplate transaction;

    private String benchmark() {
        String name = freshName("open-to-all");
        return member.post("/api/v1/benchmarks", """
                        {"name": "%s", "dataset": "%s",
                         "split": {"train": [0, 1, 2], "validation": [3], "test": [4]}}""".formatted(name, fixture.dataset(name, 3, 5)))
                .json()
                .path("reference")
                .stringValue();
    }

    private static String path(String benchmark) {
        return "/api/v1/benchmarks/" + benchmark + "/submissions";
    }

    private String request(String name) {
        return """
                {"model_name": "%s", "predictions": {"sha256": "%s", "format": "npz"},
                 "link": "https://example.org/%s", "parameter_count": 120000}""".formatted(name, fixture.upload("predictions of " + name + UUID.randomUUID()), name);
    }

    private static Answer delete(Client client, String path) {
        return client.send(client.request(path).DELETE());
    }

    private static UUID job(Answer submission) {
        return UUID.fromString(submission.json().path("job").stringValue());
    }

    @Test
    void aSubmissionIsScoredByAJobAndStandsOnTheBoardAsExternal() {
        String benchmark = benchmark();
        Answer sent = member.post(path(benchmark), request("my-transformer"));

        assertThat(sent.status()).isEqualTo(202);
        String location = sent.header("Location").orElseThrow();
        assertThat(viewer.get(location).json().path("state").stringValue()).isEqualTo("QUEUED");
        assertThat(viewer.get("/api/v1/jobs/" + job(sent)).json().path("kind").stringValue())
                .isEqualTo("score");

        fixture.fit(job(sent), 0.8);

        assertThat(viewer.get(location).json().path("model").stringValue()).isEqualTo("my-transformer@1");
        JsonNode entry = viewer.get("/api/v1/benchmarks/" + benchmark + "/leaderboard")
                .json()
                .path("entries")
                .path(0);
        assertThat(entry.path("external").booleanValue()).isTrue();
        assertThat(entry.path("parameter_count").intValue()).isEqualTo(120000);
        assertThat(entry.path("fit_seconds").isNull()).isTrue();
        assertThat(entry.path("on_fit_time_front").booleanValue()).isFalse();
        assertThat(entry.path("on_parameter_front").booleanValue()).isTrue();
        assertThat(entry.path("model").path("link").stringValue()).isEqualTo("https://example.org/my-transformer");

        JsonNode model = viewer.get("/api/v1/models/my-transformer@1").json();
        assertThat(model.path("weights").isNull()).isTrue();
        assertThat(viewer.get("/api/v1/models/my-transformer@1/weights").status())
                .isEqualTo(404);
        assertThat(member.post("/api/v1/jobs", """
                                {"kind": "feature", "model": "my-transformer@1", "feature": "gradmap"}""").json().path("detail").stringValue())
                .contains("fitted elsewhere");
        assertThat(viewer.get("/boards/" + benchmark).text()).contains("120,000 claimed", "external");
        assertThat(viewer.get("/models/my-transformer@1").text())
                .contains("as its author claims", "https://example.org/my-transformer");
    }

    @Test
    void everythingThatIsWrongIsNamedBeforeAnythingIsQueued() {
        Answer refused = member.post(path(benchmark()), """
                {"model_name": "No Name", "link": "javascript:alert(1)", "parameter_count": -1,
                 "predictions": {"sha256": "%s", "format": "csv"}}""".formatted("0".repeat(64)));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json()
                        .path("problems")
                        .valueStream()
                        .map(problem -> problem.path("field").stringValue()))
                .containsExactlyInAnyOrder(
                        "model_name", "link", "parameter_count", "predictions.sha256", "predictions.format");
    }

    @Test
    void weightsMakeAnExternalModelThatPredictsAndHasFeatures() {
        String benchmark = benchmark();
        String weights = fixture.upload("weights " + UUID.randomUUID());
        Answer sent = member.post(path(benchmark), """
                {"model_name": "of-weights", "weights": {"sha256": "%s"}}""".formatted(weights));

        assertThat(sent.status()).isEqualTo(202);
        assertThat(sent.json().path("format").stringValue()).isEqualTo("safetensors");

        fixture.fit(job(sent), 0.8);

        JsonNode model = viewer.get("/api/v1/models/of-weights@1").json();
        assertThat(model.path("kind").stringValue()).isEqualTo("external");
        assertThat(model.path("model").path("weights_sha256").stringValue()).isEqualTo(weights);
        assertThat(viewer.get("/api/v1/models/of-weights@1/weights.safetensors").status())
                .isEqualTo(200);
        JsonNode entry = viewer.get("/api/v1/benchmarks/" + benchmark + "/leaderboard")
                .json()
                .path("entries")
                .path(0);
        assertThat(entry.path("external").booleanValue()).isTrue();
        assertThat(viewer.get("/boards/" + benchmark).text())
                .contains("external")
                .doesNotContain(" claimed");
        assertThat(viewer.get("/models/of-weights@1").text())
                .contains("Ask for a feature", "weights.safetensors")
                .doesNotContain("as its author claims");
        assertThat(member.post("/api/v1/jobs", """
                                {"kind": "feature", "model": "of-weights@1", "feature": "gradmap"}""").status()).isEqualTo(202);
        assertThat(member.post("/api/v1/models/of-weights@1:reproduce", "")
                        .json()
                        .path("detail")
                        .stringValue())
                .contains("fitted elsewhere");
    }

    @Test
    void itsModelIsNotWithdrawnWhileAJobAsksItAndTakesWhatItWasAskedWithIt() {
        String benchmark = benchmark();
        Answer sent = member.post(path(benchmark), """
                {"model_name": "asked", "weights": {"sha256": "%s"}}""".formatted(fixture.upload("weights " + UUID.randomUUID())));
        String location = sent.header("Location").orElseThrow();
        String model = fixture.fit(job(sent), 0.8).reference().toString();
        String feature = """
                {"kind": "feature", "model": "%s", "feature": "gradmap"}""".formatted(model);
        UUID runs = id(member.post("/api/v1/jobs", feature));
        UUID waits = id(member.post("/api/v1/jobs", feature.replace("}", ", \"neurons\": [1]}")));
        Attempt running = fixture.begin(runs);

        Answer refused = delete(member, location);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("detail").stringValue()).contains(runs.toString());

        member.post("/api/v1/jobs/" + runs + ":cancel", "");
        fixture.confirmCancel(running);
        assertThat(delete(member, location).status()).isEqualTo(204);
        assertThat(viewer.get("/api/v1/models/" + model).status()).isEqualTo(410);
        assertThat(viewer.get("/api/v1/jobs/" + waits).status()).isEqualTo(404);
    }

    private static UUID id(Answer job) {
        return UUID.fromString(job.json().path("id").stringValue());
    }

    @Test
    void weightsAndPredictionsAreNotSentTogether() {
        Answer refused = member.post(path(benchmark()), """
                {"model_name": "both", "weights": {"sha256": "x"}, "parameter_count": 3,
                 "predictions": {"sha256": "%s", "format": "npz"}}""".formatted("0".repeat(64)));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json()
                        .path("problems")
                        .valueStream()
                        .map(problem -> problem.path("field").stringValue()))
                .containsExactlyInAnyOrder("weights.sha256", "predictions", "parameter_count");
        assertThat(member.post(path(benchmark()), """
                        {"model_name": "none"}""").json().path("detail").stringValue())
                .contains("weights");
    }

    @Test
    void whatWasWithdrawnIsGoneFromTheBoardAndSaysSo() {
        String benchmark = benchmark();
        Answer sent = member.post(path(benchmark), request("regretted"));
        String location = sent.header("Location").orElseThrow();
        assertThat(delete(member, location).status()).isEqualTo(409);
        fixture.fit(job(sent), 0.8);
        String model = viewer.get(location).json().path("model").stringValue();
        Client other = Client.as(server(), fixture.token(Role.MEMBER));
        assertThat(delete(other, location).status()).isEqualTo(403);

        assertThat(delete(member, location).status()).isEqualTo(204);

        assertThat(viewer.get(location).status()).isEqualTo(410);
        assertThat(viewer.get("/api/v1/models/" + model).status()).isEqualTo(410);
        assertThat(viewer.get("/api/v1/benchmarks/" + benchmark + "/leaderboard")
                        .json()
                        .path("entries"))
                .isEmpty();
        assertThat(viewer.get(path(benchmark))
                        .json()
                        .path("items")
                        .path(0)
                        .path("withdrawn_at")
                        .isNull())
                .isFalse();
    }

    @Test
    void anAliasOfWhatIsWithdrawnIsGoneAndItsHistorySaysSo() {
        Answer sent = member.post(path(benchmark()), request("aliased"));
        String location = sent.header("Location").orElseThrow();
        String model = fixture.fit(job(sent), 0.8).reference().toString();
        assertThat(member.send(member.request("/api/v1/models/" + model + "/aliases/champion")
                                .header("If-Match", "*")
                                .PUT(BodyPublishers.noBody()))
                        .status())
                .isEqualTo(200);

        assertThat(delete(member, location).status()).isEqualTo(204);

        Answer gone = viewer.get("/api/v1/models/aliased@champion");
        assertThat(gone.status()).isEqualTo(410);
        assertThat(gone.text()).contains(model);
        JsonNode last = viewer.get("/api/v1/model-alias-changes?model=aliased")
                .json()
                .path("items")
                .path(0);
        assertThat(last.path("change").stringValue()).isEqualTo("version_deleted");
        assertThat(last.path("from").stringValue()).isEqualTo(model);
        assertThat(last.path("by").stringValue()).startsWith("account-");
    }

    @Test
    void whoWithdrawsAModelWaitsForItsNameBeforeItsVersionIsHeld() {
        Answer sent = member.post(path(benchmark()), request("labelled"));
        String location = sent.header("Location").orElseThrow();
        UUID version = fixture.fit(job(sent), 0.8).id();

        // Whoever changes what is said of a version holds the name first, and then the version.
        CompletableFuture<Answer> withdrawn = transaction.execute(labels -> {
            lock("select id from model where name = 'labelled' for update");
            CompletableFuture<Answer> waiting = CompletableFuture.supplyAsync(() -> delete(member, location));
            await().until(() -> database.sql("select count(*) from pg_stat_activity"
                                    + " where datname = current_database() and wait_event_type = 'Lock'")
                            .query(Integer.class)
                            .single()
                    > 0);
            lock("select id from model_version where id = '" + version + "' for update nowait");
            return waiting;
        });

        assertThat(Objects.requireNonNull(withdrawn).join().status()).isEqualTo(204);
    }

    private void lock(String rows) {
        assertThat(database.sql(rows).query(UUID.class).list()).hasSize(1);
    }

    @Test
    void aDayHasALimitOfWhichFailuresAndCancellationsTakeNothing() {
        String benchmark = benchmark();
        Answer failed = member.post(path(benchmark), request("failed"));
        fixture.fail(job(failed));
        Answer cancelled = member.post(path(benchmark), request("cancelled"));
        member.post("/api/v1/jobs/" + job(cancelled) + ":cancel", "");
        for (int scored = 0; scored < 5; scored++) {
            assertThat(member.post(path(benchmark), request("scored")).status()).isEqualTo(202);
        }

        Answer refused = member.post(path(benchmark), request("one-more"));

        assertThat(refused.status()).isEqualTo(429);
        assertThat(Integer.parseInt(refused.header("Retry-After").orElseThrow()))
                .isBetween(86_000, 86_400);
        assertThat(refused.json().path("detail").stringValue()).contains("5 submissions", benchmark);
        assertThat(Client.as(server(), fixture.token(Role.MEMBER))
                        .post(path(benchmark), request("of-another"))
                        .status())
                .isEqualTo(202);
    }

    @Test
    void whatWasNotScoredIsSentAgainAndNotTriedAgain() {
        Answer cancelled = member.post(path(benchmark()), request("given-up"));
        member.post("/api/v1/jobs/" + job(cancelled) + ":cancel", "");

        Answer refused = member.post("/api/v1/jobs/" + job(cancelled) + ":retry", "");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("detail").stringValue()).contains("send it again");
    }

    @Test
    void aRepetitionUnderItsKeyMakesNothing() {
        String benchmark = benchmark();
        String request = request("once");
        Answer first = member.post(path(benchmark), request, "Idempotency-Key", "once");
        Answer again = member.post(path(benchmark), request, "Idempotency-Key", "once");

        assertThat(first.status()).isEqualTo(202);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    }
}
