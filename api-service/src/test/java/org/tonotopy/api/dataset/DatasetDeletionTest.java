package org.tonotopy.api.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.Client;
import org.tonotopy.api.Client.Answer;
import org.tonotopy.registry.account.Role;
import org.tonotopy.registry.job.Attempt;
import org.tonotopy.registry.job.JobLedger;
import org.tonotopy.registry.store.ObjectCleanup;
import org.tonotopy.registry.store.ObjectKey;
import org.tonotopy.registry.store.ObjectStore;
import org.tonotopy.registry.worker.WorkerLife;
import tools.jackson.databind.JsonNode;

class DatasetDeletionTest extends ApiTest {
    private static final String PATH = "/api/v1/datasets/";

    @Autowired
    private JdbcClient database;

    @Autowired
    private ObjectStore store;

    @Autowired
    private ObjectCleanup cleanup;

    @Autowired
    private JobLedger ledger;

    private String name;
    private String dataset;

    @BeforeEach
    void upload() {
        name = freshName("deleted");
        dataset = create(name, "{\"dt_ms\": 5}");
    }

    /** A dataset of the member's that is READY; every one that is made has the same recording. */
    private String create(String called, String metadata) {
        Answer created = member.post("/api/v1/datasets", """
                {"name": "%s", "recording": {"sha256": "%s", "format": "npz"}, "metadata": %s}""".formatted(called, fixture.upload(name), metadata));
        fixture.acceptDataset(UUID.fromString(created.json().path("job_id").stringValue()), 3);
        return created.json().path("reference").stringValue();
    }

    private String benchmark() {
        return member.post("/api/v1/benchmarks", """
                        {"name": "%s", "dataset": "%s",
                         "split": {"train": [0, 1, 2], "validation": [3], "test": [4]}}""".formatted(name, dataset))
                .json()
                .path("reference")
                .stringValue();
    }

    private UUID job(String json) {
        Answer asked = member.post("/api/v1/jobs", json.replace('\'', '"'));
        assertThat(asked.status()).isEqualTo(202);
        return UUID.fromString(asked.json().path("id").stringValue());
    }

    private UUID fit(String benchmark, String kind) {
        return job("{'kind': 'fit', 'benchmark': '%s', 'model': {'kind': '%s'}}".formatted(benchmark, kind));
    }

    private static Answer delete(Client client, String path) {
        return client.send(client.request(path).DELETE());
    }

    private Set<ObjectKey> keys() throws IOException {
        try (Stream<ObjectKey> keys = store.keys()) {
            return keys.collect(Collectors.toSet());
        }
    }

    @Test
    void allThatStandsOnADatasetGoesWithItAndNothingIsLeftInTheStore() throws IOException {
        String benchmark = benchmark();
        String shared = create(name + "-again", "{\"dt_ms\": 5, \"source\": \"the same recording\"}");
        String model = fixture.fit(fit(benchmark, "linear"), 0.5).reference().toString();
        fixture.makeFeatures(job("{'kind': 'feature', 'model': '%s', 'feature': 'strf'}".formatted(model)));
        Answer sweep = member.post("/api/v1/sweeps", """
                {"benchmark": "%s", "model": {"kind": "ln"}, "seed_count": 2, "ensemble": true}""".formatted(benchmark));
        sweep.json()
                .path("fits")
                .forEach(fit -> fixture.fit(UUID.fromString(fit.path("job_id").stringValue()), 0.4));
        UUID ensemble = UUID.fromString(viewer.get(sweep.location())
                .json()
                .path("ensemble")
                .path("job_id")
                .stringValue());
        // The sweep has made this fit already.
        UUID waiting =
                job("{'kind': 'fit', 'benchmark': '%s', 'model': {'kind': 'ln'}, 'force': true}".formatted(benchmark));

        Answer refused = delete(member, PATH + dataset);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("dataset-in-use");
        assertThat(refused.json().path("field").stringValue()).isEqualTo("cascade");
        assertThat(refused.json().path("detail").stringValue())
                .contains("benchmarks: 1", "models: 3", "features: 3", "sweeps: 1", "waiting jobs: 2");
        assertThat(viewer.get(PATH + dataset).status()).isEqualTo(200);

        Answer deleted = delete(member, PATH + dataset + "?cascade=true");
        assertThat(deleted.status()).isEqualTo(200);
        assertThat(deleted.json().path("went_with_it").path("models").intValue())
                .isEqualTo(3);

        for (String path : List.of(PATH + dataset, "/api/v1/benchmarks/" + benchmark, "/api/v1/models/" + model)) {
            Answer gone = viewer.get(path);
            assertThat(gone.status()).as(path).isEqualTo(410);
            assertThat(gone.problem()).isEqualTo("deleted");
            assertThat(gone.json().path("detail").stringValue()).contains("was deleted by", dataset);
        }
        assertThat(delete(member, PATH + dataset).status()).isEqualTo(410);
        for (UUID job : List.of(waiting, ensemble)) {
            assertThat(viewer.get("/api/v1/jobs/" + job).status()).isEqualTo(404);
            assertThat(ledger.begin(job, WorkerLife.begin("worker-1")))
                    .as("a worker that had picked it finds nothing to do")
                    .isEmpty();
        }
        assertThat(viewer.get(sweep.location()).status()).isEqualTo(404);

        cleanup.sweep(Duration.ZERO, Duration.ZERO);
        List<String> rows = database.sql("select object_key from stored_object")
                .query(String.class)
                .list();
        assertThat(keys()).extracting(ObjectKey::path).isSubsetOf(rows);
        assertThat(keys()).noneMatch(key -> key.path().contains(waiting.toString()));
        assertThat(database.sql("select count(*) from stored_object where object_key like 'job/%' and not exists"
                                + " (select 1 from job j where object_key like 'job/' || j.id || '/%')")
                        .query(Integer.class)
                        .single())
                .isZero();
        String recording = viewer.get(PATH + shared)
                .json()
                .path("recording")
                .path("sha256")
                .stringValue();
        assertThat(viewer.head("/api/v1/uploads/" + recording).status())
                .as("another dataset has the same recording")
                .isEqualTo(200);
        delete(member, PATH + shared);
        cleanup.sweep(Duration.ZERO, Duration.ZERO);
        assertThat(viewer.head("/api/v1/uploads/" + recording).status()).isEqualTo(404);
    }

    @Test
    void theBytesOfADeletedRecordingStayForAWhileAndForGoodWhereItIsWantedAgain() throws IOException {
        String path = "/api/v1/uploads/"
                + viewer.get(PATH + dataset)
                        .json()
                        .path("recording")
                        .path("sha256")
                        .stringValue();
        delete(member, PATH + dataset);
        cleanup.sweep(Duration.ZERO, Duration.ofDays(7));
        assertThat(viewer.head(path).status())
                .as("nothing points to it since just now")
                .isEqualTo(200);

        dataset = create(name, "{\"dt_ms\": 5}");
        database.sql("update unwanted_object set since = since - interval '8 days'")
                .update();
        cleanup.sweep(Duration.ZERO, Duration.ofDays(7));
        assertThat(viewer.head(path).status())
                .as("it was marked, and is wanted again")
                .isEqualTo(200);

        delete(member, PATH + dataset);
        cleanup.sweep(Duration.ZERO, Duration.ofDays(7));
        assertThat(viewer.head(path).status()).as("its time began again").isEqualTo(200);
        database.sql("update unwanted_object set since = since - interval '8 days'")
                .update();
        cleanup.sweep(Duration.ZERO, Duration.ofDays(7));
        assertThat(viewer.head(path).status()).isEqualTo(404);
        assertThat(database.sql("select count(*) from unwanted_object")
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void aNumberIsNotGivenAgain() {
        String benchmark = benchmark();
        UUID job = fit(benchmark, "linear");
        String model = fixture.fit(job, 0.5).reference().toString();
        delete(member, PATH + dataset + "?cascade=true");

        dataset = create(name, "{\"dt_ms\": 5}");
        assertThat(dataset).isEqualTo(name + "@2");
        String next = benchmark();
        assertThat(next).isEqualTo(name + "@2");
        String again = fixture.fit(
                        job("{'kind': 'fit', 'benchmark': '%s', 'model': {'kind': 'linear'}, 'model_name': '%s'}"
                                .formatted(next, model.substring(0, model.indexOf('@')))),
                        0.5)
                .reference()
                .toString();
        assertThat(again).isEqualTo(model.replace("@1", "@2"));
    }

    @Test
    void onlyItsOwnerAndAdminsDeleteADataset() throws IOException {
        Client other = Client.as(server(), fixture.token(Role.MEMBER));
        Answer refused = delete(other, PATH + dataset);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.problem()).isEqualTo("forbidden");
        assertThat(delete(viewer, PATH + dataset).status()).isEqualTo(403);
        assertThat(delete(admin, PATH + dataset).status()).isEqualTo(200);
        assertThat(delete(admin, PATH + "nothing@1").status()).isEqualTo(404);
    }

    @Test
    void whileAJobRunsNothingIsDeleted() {
        UUID job = fit(benchmark(), "linear");
        Attempt attempt = fixture.begin(job);
        for (String how : List.of("", "?cascade=true")) {
            Answer refused = delete(member, PATH + dataset + how);
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.json().path("field").stringValue()).isEqualTo("jobs");
            assertThat(refused.json().path("detail").stringValue()).contains(job.toString());
            assertThat(refused.json().path("remedy").stringValue()).contains(":cancel");
        }
        member.post("/api/v1/jobs/" + job + ":cancel", "");
        assertThat(delete(member, PATH + dataset + "?cascade=true").status())
                .as("a worker still has it")
                .isEqualTo(409);
        fixture.confirmCancel(attempt);
        assertThat(delete(member, PATH + dataset + "?cascade=true").status()).isEqualTo(200);
    }

    @Test
    void aDatasetThatWaitsToBeReadIsTakenOutOfTheQueue() {
        Answer created = member.post("/api/v1/datasets", """
                {"name": "%s", "recording": {"sha256": "%s", "format": "npz"}, "metadata": {"dt_ms": 6}}""".formatted(freshName("waiting"), fixture.upload(name)));
        UUID ingest = UUID.fromString(created.json().path("job_id").stringValue());
        assertThat(delete(member, created.location()).status()).isEqualTo(200);
        assertThat(viewer.get("/api/v1/jobs/" + ingest).status()).isEqualTo(404);
    }

    @Test
    void aRequestRepeatedUnderItsKeyLearnsThatWhatItMadeWasDeleted() {
        String body = """
                {"name": "%s", "recording": {"sha256": "%s", "format": "npz"}, "metadata": {"dt_ms": 7}}""".formatted(freshName("key"), fixture.upload(name));
        String key = freshName("key");
        Answer created = member.post("/api/v1/datasets", body, "Idempotency-Key", key);
        delete(member, created.location());
        Answer repeated = member.post("/api/v1/datasets", body, "Idempotency-Key", key);
        assertThat(repeated.status()).isEqualTo(410);
    }

    @Test
    void twoDeletionsAtOnceAreOne() {
        benchmark();
        List<Answer> answers = Stream.of(member, admin)
                .parallel()
                .map(client -> delete(client, PATH + dataset + "?cascade=true"))
                .toList();
        assertThat(answers).extracting(Answer::status).containsExactlyInAnyOrder(200, 410);
        JsonNode gone = viewer.get(PATH + dataset).json();
        assertThat(gone.path("detail").stringValue()).contains("benchmarks: 1");
    }
}
