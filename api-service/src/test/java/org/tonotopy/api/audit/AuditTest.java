package org.tonotopy.api.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.Client;
import org.tonotopy.api.Client.Answer;
import org.tonotopy.registry.content.Sha256;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class AuditTest extends ApiTest {
    private static final String AUDIT = "/api/v1/audit";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Autowired
    private JdbcClient database;

    @Autowired
    private AuditRetention retention;

    private final Set<String> kept = new HashSet<>();

    /** Entries of a request; they are written when the answer is, so a reader may be too early. */
    private JsonNode entries(String requestId) {
        Instant late = Instant.now().plus(PATIENCE);
        JsonNode items;
        do {
            items = admin.get(AUDIT + "?request_id=" + requestId).json().path("items");
        } while (items.isEmpty() && Instant.now().isBefore(late));
        return items;
    }

    private Answer send(Client client, String method, String path, String type, String body, String requestId) {
        return client.send(client.request(path)
                .header("X-Request-Id", requestId)
                .header("Content-Type", type)
                .header("If-Match", "*")
                .method(method, BodyPublishers.ofString(body)));
    }

    /** Does something that must succeed, and leave one entry that names it. */
    private Answer done(Client client, String operation, String method, String path, String body) {
        String requestId = UUID.randomUUID().toString();
        boolean content = operation.startsWith("putUpload");
        Answer answer =
                send(client, method, path, content ? "application/octet-stream" : "application/json", body, requestId);
        assertThat(answer.status()).as(operation + " " + answer.text()).isBetween(200, 299);
        JsonNode entries = entries(requestId);
        assertThat(entries).as(operation).hasSize(1);
        JsonNode entry = entries.path(0);
        assertThat(entry.path("operation").stringValue()).isEqualTo(operation);
        assertThat(entry.path("outcome").stringValue()).isEqualTo("DONE");
        assertThat(entry.path("account").stringValue()).isNotBlank();
        assertThat(entry.path("status").intValue()).isEqualTo(answer.status());
        assertThat(entry.path("object").stringValue()).startsWith("/").doesNotContain("/api/v1");
        kept.add(operation);
        return answer;
    }

    private Answer post(String operation, String path, String body) {
        return done(member, operation, "POST", path, body);
    }

    @Test
    void everyOperationThatChangesSomethingLeavesOneEntry() throws IOException {
        String name = freshName("audited");
        String account = "/api/v1/accounts/" + name;
        done(admin, "putLab", "PUT", "/api/v1/labs/" + name, "{}");
        done(admin, "putAccount", "PUT", account, "{\"role\": \"viewer\"}");
        String token = done(admin, "createToken", "POST", account + "/tokens", "{}")
                .json()
                .path("id")
                .stringValue();
        done(admin, "revokeToken", "DELETE", account + "/tokens/" + token, "");
        done(admin, "putIdentity", "PUT", account + "/identity", """
                {"issuer": "https://login.example.org", "subject": "%s"}""".formatted(name));
        done(admin, "removeIdentity", "DELETE", account + "/identity", "");
        uploads();
        String recording = fixture.upload(name);
        post("createDataset", "/api/v1/datasets", """
                {"name": "%s", "recording": {"sha256": "%s", "format": "npz"}, "metadata": {"dt_ms": 5}}""".formatted(name + "-new", recording));
        String dataset = fixture.dataset(name, 2, 5);
        String benchmark = post("createBenchmark", "/api/v1/benchmarks", """
                        {"name": "%s", "dataset": "%s", "split": {"train": [0, 1, 2], "validation": [3], "test": [4]}}""".formatted(name, dataset))
                .json()
                .path("reference")
                .stringValue();
        String second = member.post(
                        "/api/v1/benchmarks", """
                        {"name": "%s", "dataset": "%s", "split": {"train": [0, 1, 2], "validation": [3], "test": [4]}}""".formatted(name + "-second", fixture.dataset(name + "-second", 2, 5)))
                .json()
                .path("reference")
                .stringValue();
        post(
                "createSuite",
                "/api/v1/suites",
                "{\"name\": \"%s\", \"benchmarks\": [\"%s\", \"%s\"]}".formatted(name, benchmark, second));
        String shared = "{\"visibility\": \"public\", \"shared_with\": {\"accounts\": [\"admin\"]}}";
        done(admin, "putDatasetVisibility", "PUT", "/api/v1/datasets/" + dataset + "/visibility", shared);
        done(member, "putBenchmarkVisibility", "PUT", "/api/v1/benchmarks/" + benchmark + "/visibility", shared);
        String model = jobs(benchmark);
        done(member, "putModelVisibility", "PUT", "/api/v1/models/" + model + "/visibility", shared);
        for (String label : List.of("Tag /tags/mine", "Note /note", "Alias /aliases/mine")) {
            String[] words = label.split(" ");
            String path = "/api/v1/models/" + model + words[1];
            done(member, "putModel" + words[0], "PUT", path, "{\"note\": \"mine\"}");
            done(member, "deleteModel" + words[0], "DELETE", path, "");
        }
        sweeps(benchmark);
        Answer submission = post("createSubmission", "/api/v1/benchmarks/" + benchmark + "/submissions", """
                {"model_name": "%s", "predictions": {"sha256": "%s", "format": "npz"}}""".formatted(
                        name, fixture.upload("predictions of " + name)));
        fixture.fit(UUID.fromString(submission.json().path("job").stringValue()), 0.5);
        done(member, "withdrawSubmission", "DELETE", submission.location(), "");
        done(admin, "deleteDataset", "DELETE", "/api/v1/datasets/" + dataset + "?cascade=true", "");

        assertThat(kept).containsExactlyInAnyOrderElementsOf(changingOperations());
    }

    private void uploads() {
        String text = freshName("content");
        String sha256 = Sha256.hex(Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
        String path = "/api/v1/uploads/" + sha256;
        String session = "{\"size_bytes\": %d}".formatted(text.length());
        post("openUploadSession", path + "/session", session);
        done(member, "giveUpUploadSession", "DELETE", path + "/session", "");
        member.post(path + "/session", session);
        done(member, "putUploadPart", "PUT", path + "/parts/0?part_sha256=" + sha256, text);
        post("completeUpload", path + ":complete", "");
        done(member, "putUpload", "PUT", path, text);
    }

    private String jobs(String benchmark) {
        String fit = "{\"kind\": \"fit\", \"benchmark\": \"%s\", \"model\": {\"kind\": \"ln\"}, \"seed\": %d}";
        Answer job = post("createJob", "/api/v1/jobs", fit.formatted(benchmark, 1));
        post("pauseJob", job.location() + ":pause", "");
        post("resumeJob", job.location() + ":resume", "");
        post("cancelJob", job.location() + ":cancel", "");
        post("retryJob", job.location() + ":retry", "");
        String model = fixture.fit(id(job.json()), 0.5).reference().toString();
        post("reproduceModel", "/api/v1/models/" + model + ":reproduce", "");
        post("predict", "/api/v1/models/" + model + ":predict", """
                {"stimuli": {"sha256": "%s", "format": "npz"}, "dt_ms": 5, "bands": 8}""".formatted(fixture.upload("stimuli for " + model)));
        return model;
    }

    private void sweeps(String benchmark) {
        Answer sweep = post("createSweep", "/api/v1/sweeps", """
                {"benchmark": "%s", "model": {"kind": "statenet"}, "seed_count": 2}""".formatted(benchmark));
        fixture.fail(
                UUID.fromString(sweep.json().path("fits").path(0).path("job_id").stringValue()));
        post("retrySweep", sweep.location() + ":retry", "");
        post("cancelSweep", sweep.location() + ":cancel", "");
    }

    private static UUID id(JsonNode job) {
        return UUID.fromString(job.path("id").stringValue());
    }

    private static Set<String> changingOperations() throws IOException {
        Set<String> operations = new TreeSet<>();
        JsonMapper.shared()
                .readTree(Files.readString(Path.of("../docs/openapi.json")))
                .path("paths")
                .forEach(path -> path.properties().forEach(operation -> {
                    if (!Set.of("get", "head").contains(operation.getKey())) {
                        operations.add(operation.getValue().path("operationId").stringValue());
                    }
                }));
        return operations;
    }

    @Test
    void whoWasNotLetIsKeptAndWhatWasRefusedForWhatItSaysIsNot() {
        String nobodys = UUID.randomUUID().toString();
        send(nobody, "POST", "/api/v1/jobs", "application/json", "{}", nobodys);
        assertThat(entries(nobodys).path(0).path("outcome").stringValue()).isEqualTo("DENIED");
        assertThat(entries(nobodys).path(0).path("operation").stringValue()).isEqualTo("createJob");
        assertThat(entries(nobodys).path(0).path("account").isNull()).isTrue();

        String viewers = UUID.randomUUID().toString();
        send(viewer, "DELETE", "/api/v1/submissions/" + UUID.randomUUID(), "application/json", "", viewers);
        JsonNode denied = entries(viewers).path(0);
        assertThat(denied.path("status").intValue()).isEqualTo(403);
        assertThat(denied.path("account").stringValue()).startsWith("account-");

        String readers = UUID.randomUUID().toString();
        member.get(AUDIT, "X-Request-Id", readers);
        assertThat(entries(readers).path(0).path("operation").stringValue()).isEqualTo("listAuditEntries");

        String refused = UUID.randomUUID().toString();
        assertThat(send(member, "POST", "/api/v1/jobs", "application/json", "{}", refused)
                        .status())
                .isEqualTo(422);
        String later = UUID.randomUUID().toString();
        send(nobody, "POST", "/api/v1/jobs", "application/json", "{}", later);
        assertThat(entries(later)).hasSize(1);
        assertThat(admin.get(AUDIT + "?request_id=" + refused).json().path("items"))
                .isEmpty();
    }

    @Test
    void entriesAreFoundByWhatTheySayAndComeInPages() {
        String name = freshName("found");
        String path = "/api/v1/labs/" + name;
        Instant before = Instant.now();
        for (int cap = 0; cap < 3; cap++) {
            done(admin, "putLab", "PUT", path, "{\"job_cap\": %d}".formatted(cap));
        }
        String query =
                AUDIT + "?account=admin&operation=putLab&outcome=DONE&limit=2&object=" + name + "&from=" + before;
        JsonNode page = admin.get(query).json();
        assertThat(page.path("items").findValuesAsString("status")).containsExactly("200", "200");
        JsonNode rest = admin.get(
                        query + "&page_token=" + page.path("next_page_token").stringValue())
                .json();
        assertThat(rest.path("items").findValuesAsString("status")).containsExactly("201");
        assertThat(rest.path("next_page_token").isNull()).isTrue();
        assertThat(admin.get(AUDIT + "?object=" + name + "&until=" + before)
                        .json()
                        .path("items"))
                .isEmpty();
        assertThat(admin.get(AUDIT + "?from=+1000000000-01-01T00:00:00Z").status())
                .isEqualTo(400);
        assertThat(admin.get(AUDIT + "?object=%00").problem()).isEqualTo("invalid-parameter");
    }

    @Test
    void nothingThatIsSentBreaksALineOfTheLog() {
        assertThat(send(admin, "PUT", "/api/v1/labs/x%0d%0aX:y", "application/json", "{}", "never-kept")
                        .status())
                .isEqualTo(400);
        String requestId = UUID.randomUUID().toString();
        send(viewer, "PUT", "/api/v1/labs/x%20y%E2%80%AE", "application/json", "{}", requestId);
        assertThat(entries(requestId).path(0).path("object").stringValue()).isEqualTo("/labs/x%20y%E2%80%AE");
    }

    @Test
    void theDatabaseItselfLetsNoEntryBeChangedOrRemovedTheSameDay() {
        done(admin, "putLab", "PUT", "/api/v1/labs/" + freshName("kept"), "{}");
        for (String change :
                List.of("update audit_entry set account = 'eve'", "delete from audit_entry", "truncate audit_entry")) {
            assertThatThrownBy(() -> database.sql(change).update())
                    .as(change)
                    .isInstanceOf(DataAccessException.class)
                    .hasMessageContaining("append-only");
        }
    }

    @Test
    void whatIsOlderThanItIsKeptGoes() {
        String old = UUID.randomUUID().toString();
        database.sql("insert into audit_entry (at, operation, object, outcome, status, request_id, address)"
                        + " values (now() - interval '400 days', 'putLab', '/labs/old', 'DONE', 200, :id, '')")
                .param("id", old)
                .update();
        retention.pass();
        assertThat(admin.get(AUDIT + "?request_id=" + old).json().path("items")).isEmpty();
    }
}
