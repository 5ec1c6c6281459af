package org.tonotopy.api.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.Client.Answer;
import org.tonotopy.registry.job.Attempt;
import org.tonotopy.registry.joblog.JobLogs;
import org.tonotopy.registry.store.ObjectKey;
import org.tonotopy.registry.store.ObjectStore;
import tools.jackson.databind.JsonNode;

class JobLogTest extends ApiTest {
    private static final String PATH = "/api/v1/jobs/";

    @Autowired
    private JobLogs logs;

    @Autowired
    private ObjectStore store;

    private UUID job() {
        String name = freshName("log");
        String benchmark = member.post("/api/v1/benchmarks", """
                        {"name": "%s", "dataset": "%s",
                         "split": {"train": [0, 1, 2], "validation": [3], "test": [4]}}""".formatted(name, fixture.dataset(name, 3, 5)))
                .json()
                .path("reference")
                .stringValue();
        Answer job = member.post(
                "/api/v1/jobs",
                "{\"kind\": \"fit\", \"benchmark\": \"%s\", \"model\": {\"kind\": \"ln\"}}".formatted(benchmark));
        return UUID.fromString(job.json().path("id").stringValue());
    }

    private void store(Attempt attempt, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ObjectKey key = ObjectKey.ofAttempt(attempt.jobId(), attempt.number(), "log.txt");
        logs.complete(
                attempt,
                key,
                store.write(key, new ByteArrayInputStream(bytes), bytes.length),
                text.lines().count(),
                false);
    }

    @Test
    void aJobThatNobodyHasTakenHasNoLog() {
        UUID id = job();
        Answer answer = viewer.get(PATH + id + "/log");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.problem()).isEqualTo("no-log");
        assertThat(answer.json().path("detail").stringValue()).contains("no worker has taken the job");
        assertThat(answer.json().path("remedy").stringValue()).isNotBlank();
        assertThat(viewer.get(PATH + id + "/attempts").json().path("items")).isEmpty();

        fixture.begin(id);
        assertThat(viewer.get(PATH + id + "/log").problem()).isEqualTo("no-log");
        assertThat(viewer.get(PATH + id + "/log?attempt=2")
                        .json()
                        .path("detail")
                        .stringValue())
                .contains("no attempt 2");
        assertThat(viewer.get(PATH + UUID.randomUUID() + "/log").problem()).isEqualTo("no-such-job");
        assertThat(viewer.get(PATH + UUID.randomUUID() + "/attempts").problem()).isEqualTo("no-such-job");
    }

    @Test
    void aRunningJobShowsItsLastLinesAndSaysThatTheyAre() {
        UUID id = job();
        Attempt attempt = fixture.begin(id);
        logs.keepTail(attempt, "eins\nzw\u00f6lf\n", 12, false);

        Answer answer = viewer.get(PATH + id + "/log", "Accept", "text/plain");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.response().headers().firstValue("Content-Type")).contains("text/plain;charset=UTF-8");
        assertThat(answer.text())
                .startsWith("[Attempt 1 runs on the worker worker-1: these are the last lines so far")
                .endsWith("Line 11 to 12.]\neins\nzw\u00f6lf\n");
        JsonNode attempts = viewer.get(PATH + id + "/attempts").json().path("items");
        assertThat(attempts).hasSize(1);
        assertThat(attempts.path(0).path("number").intValue()).isEqualTo(1);
        assertThat(attempts.path(0).path("worker").stringValue()).isEqualTo("worker-1");
        assertThat(attempts.path(0).path("started_at").stringValue()).endsWith("Z");
        assertThat(attempts.path(0).path("outcome").isNull()).isTrue();
        assertThat(attempts.path(0).path("log").stringValue()).isEqualTo("last_lines");
    }

    @Test
    void anEndedJobShowsAllOfItsLogAndAVanishedWorkerItsLastLines() throws IOException {
        UUID id = job();
        Attempt vanished = fixture.begin(id);
        logs.keepTail(vanished, "I am fine\n", 1, false);
        Attempt second = fixture.begin(id);
        logs.keepTail(second, "two\n", 2, false);
        fixture.complete(second, 0.5);
        store(second, "one\ntwo\n");

        assertThat(logs.keepTail(vanished, "a zombie\n", 9, false)).isFalse();
        assertThat(viewer.get(PATH + id + "/log").text()).isEqualTo("one\ntwo\n");
        assertThat(viewer.get(PATH + id + "/log?attempt=2").text()).isEqualTo("one\ntwo\n");
        assertThat(viewer.get(PATH + id + "/log?attempt=1").text())
                .startsWith("[The worker worker-1 vanished, or its log could not be stored: these are the last lines")
                .endsWith("]\nI am fine\n");
        JsonNode attempts = viewer.get(PATH + id + "/attempts").json().path("items");
        assertThat(attempts.path(0).path("outcome").stringValue()).isEqualTo("TAKEN_AWAY");
        assertThat(attempts.path(0).path("log").stringValue()).isEqualTo("last_lines");
        assertThat(attempts.path(1).path("outcome").stringValue()).isEqualTo("SUCCEEDED");
        assertThat(attempts.path(1).path("log").stringValue()).isEqualTo("whole");
    }

    @Test
    void aDamagedLogIsNotSent() throws IOException {
        UUID id = job();
        Attempt attempt = fixture.begin(id);
        store(attempt, "as it was\n");
        Files.writeString(folder.resolve("objects/job/" + id + "/1/log.txt"), "as it is not\n");

        Answer answer = viewer.get(PATH + id + "/log");

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.problem()).isEqualTo("stored-content-damaged");
    }
}
