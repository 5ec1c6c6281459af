package org.tonotopy.api.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.Client;
import org.tonotopy.api.Client.Answer;
import org.tonotopy.registry.account.Role;
import org.tonotopy.registry.job.Attempt;
import tools.jackson.databind.JsonNode;

class JobMovesTest extends ApiTest {
    private static final String PATH = "/api/v1/jobs/";

    @Test
    void aQueuedJobSaysWhyItWaitsAndAtWhichPlace() {
        JsonNode job = viewer.get(PATH + job("")).json();

        assertThat(job.path("position").longValue()).isPositive();
        assertThat(job.path("waiting").path("reason").stringValue()).isEqualTo("NO_WORKER");
        assertThat(job.path("waiting").path("detail").stringValue()).contains("start one");
        assertThat(job.path("priority").intValue()).isZero();
        assertThat(job.path("device").stringValue()).isEqualTo("any");
    }

    @Test
    void aJobThatNeedsAGpuSaysThatNoneIsThere() {
        JsonNode job = viewer.get(PATH + job(", \"device\": \"gpu\"")).json();

        assertThat(job.path("waiting").path("reason").stringValue()).isEqualTo("NO_GPU_WORKER");
    }

    @Test
    void aJobIsPausedAndGoesOn() {
        UUID queued = job("");
        assertThat(move(queued, "pause").json().path("state").stringValue()).isEqualTo("PAUSED");
        assertThat(move(queued, "pause").status()).as("again").isEqualTo(202);
        assertThat(move(queued, "resume").json().path("state").stringValue()).isEqualTo("QUEUED");

        UUID running = job("");
        Attempt attempt = fixture.begin(running);
        assertThat(move(running, "pause").json().path("state").stringValue()).isEqualTo("PAUSING");
        assertThat(fixture.epoch(attempt, 1)).isFalse();
        assertThat(move(running, "resume").json().path("state").stringValue()).isEqualTo("RUNNING");
    }

    @Test
    void aFailedJobIsTriedAgainUnderItsId() {
        UUID id = job("");
        fixture.fail(id);

        Answer again = move(id, "retry");

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.json().path("state").stringValue()).isEqualTo("QUEUED");
        assertThat(again.json().path("failure").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"cancel", "pause", "resume", "retry"})
    void onlyTheOwnerAndAdminsMoveAJob(String verb) {
        UUID id = job("");
        Client other = Client.as(server(), fixture.token(Role.MEMBER));

        Answer refused = other.post(PATH + id + ":" + verb, "");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().path("detail").stringValue()).contains("belongs to");
        assertThat(admin.post(PATH + id + ":cancel", "").status()).isEqualTo(202);
    }

    @ParameterizedTest
    @CsvSource({"resume", "retry"})
    void whatCannotBeDoneIsRefusedWithTheState(String verb) {
        Answer refused = move(job(""), verb);

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.problem()).isEqualTo("job-stands-otherwise");
        assertThat(refused.json().path("detail").stringValue()).contains("QUEUED");
    }

    @Test
    void onlyAdminsSendJobsBeforeThoseOfOthers() {
        Answer refused = ask(", \"priority\": 1");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("priority", "only admins");
        assertThat(ask(", \"priority\": -101").status()).isEqualTo(422);
        assertThat(ask(", \"device\": \"tpu\"").text()).contains("gpu_preferred");

        JsonNode patient = ask(", \"priority\": -5").json();
        assertThat(patient.path("priority").intValue()).isEqualTo(-5);
    }

    @Test
    void noFitWaitsForAGpuThatWouldComputeItNoFaster() {
        assertThat(ask(", \"device\": \"gpu_preferred\"").json().path("device").stringValue())
                .as("solved in closed form")
                .isEqualTo("any");
        assertThat(ask(", \"device\": \"gpu\"").json().path("device").stringValue())
                .as("whoever insists")
                .isEqualTo("gpu");
    }

    @Test
    void theQueueCountsWhatWaitsAndWhoseItIs() {
        job("");

        JsonNode queue = viewer.get("/api/v1/queue").json();

        assertThat(queue.path("waiting").longValue()).isPositive();
        assertThat(queue.path("owners").isEmpty()).isFalse();
        assertThat(queue.path("workers").isEmpty()).isTrue();
    }

    private Answer move(UUID id, String verb) {
        return member.post(PATH + id + ":" + verb, "");
    }

    private UUID job(String more) {
        return UUID.fromString(ask(more).json().path("id").stringValue());
    }

    private Answer ask(String more) {
        String name = freshName("moves");
        String benchmark = member.post("/api/v1/benchmarks", """
                        {"name": "%s", "dataset": "%s",
                         "split": {"train": [0, 1, 2], "validation": [3], "test": [4]}}""".formatted(name, fixture.dataset(name, 3, 5)))
                .json()
                .path("reference")
                .stringValue();
        return member.post(
                "/api/v1/jobs",
                "{\"kind\": \"fit\", \"benchmark\": \"%s\", \"model\": {\"kind\": \"linear\"}%s}"
                        .formatted(benchmark, more));
    }
}
