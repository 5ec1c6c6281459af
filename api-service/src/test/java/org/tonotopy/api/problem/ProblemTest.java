package org.tonotopy.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.Client.Answer;

class ProblemTest extends ApiTest {
    private static final String DATASETS = "/api/v1/datasets";

    @Test
    void malformedJsonNamesItsPlace() {
        Answer answer = member.post(DATASETS, "{\"name\": \"a\",\n  oops");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("malformed-json");
        assertThat(answer.json().path("detail").stringValue()).contains("line 2");
    }

    @Test
    void anEmptyBodyIsAProblem() {
        assertThat(member.post(DATASETS, "").problem()).isEqualTo("malformed-json");
    }

    @Test
    void aFieldNamedTwiceIsMalformed() {
        assertThat(member.post(DATASETS, "{\"name\": \"a\", \"name\": \"b\"}").problem())
                .isEqualTo("malformed-json");
    }

    @Test
    void anUnknownFieldIsNamed() {
        Answer answer = member.post(DATASETS, "{\"name\": \"a\", \"recording\": {\"sha265\": \"x\"}}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("unknown-field");
        assertThat(answer.json().path("field").stringValue()).isEqualTo("recording.sha265");
        assertThat(answer.json().path("remedy").stringValue()).contains("sha256");
    }

    @Test
    void aValueOfTheWrongTypeIsNamed() {
        Answer answer = member.post("/api/v1/benchmarks", "{\"split\": {\"train\": [0, \"one\"]}}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("wrong-type");
        assertThat(answer.json().path("field").stringValue()).isEqualTo("split.train[1]");
        assertThat(answer.json().path("remedy").stringValue()).contains("whole number");
    }

    @Test
    void aBodyThatIsNoObjectIsRefused() {
        assertThat(member.post(DATASETS, "[]").problem()).isEqualTo("wrong-type");
    }

    @Test
    void anotherMediaTypeIsRefused() {
        Answer answer = member.send(
                member.request(DATASETS).header("Content-Type", "text/plain").POST(BodyPublishers.ofString("{}")));
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.problem()).isEqualTo("unsupported-media-type");
    }

    @Test
    void aFormThatDoesNotExistIsRefused() {
        Answer answer = member.get(DATASETS, "Accept", "application/xml");
        assertThat(answer.status()).isEqualTo(406);
        assertThat(answer.problem()).isEqualTo("not-acceptable");
    }

    @Test
    void anAddressWithNothingIsNotFound() {
        Answer answer = member.get("/api/v1/nothing");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.problem()).isEqualTo("not-found");
    }

    @Test
    void anotherMethodIsNamedWithTheAllowedOnes() {
        Answer answer = member.send(member.request(DATASETS).DELETE());
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.problem()).isEqualTo("method-not-allowed");
        assertThat(answer.header("Allow")).contains("GET, POST");
    }

    @Test
    void aBodyBeyondTheLimitIsRefusedWithAndWithoutItsLength() {
        String large = "{\"name\": \"" + "a".repeat(100_000) + "\"}";
        Answer announced = member.post(DATASETS, large);
        assertThat(announced.status()).isEqualTo(413);
        assertThat(announced.problem()).isEqualTo("too-large");
        Answer chunked = member.send(member.request(DATASETS)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8)))));
        assertThat(chunked.status()).isEqualTo(413);
        assertThat(chunked.problem()).isEqualTo("too-large");
    }

    @Test
    void anIdThatIsNoneIsAnInvalidParameter() {
        Answer answer = member.get("/api/v1/jobs/not-an-id");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("field").stringValue()).isEqualTo("id");
    }

    @Test
    void whatTheContainerRefusesIsAProblemToo() {
        Answer answer = member.get("/api/v1/datasets/%2e%2e%2fsecret");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.problem()).isEqualTo("malformed-request");
        assertThat(answer.text()).doesNotContain("Exception", "org.", "java.");
    }

    @Test
    void aRequestKeepsItsIdFromTheClientOrGetsOne() {
        assertThat(member.get("/api/v1/nothing", "X-Request-Id", "mine-1").header("X-Request-Id"))
                .contains("mine-1");
        assertThat(member.get("/api/v1/nothing", "X-Request-Id", "mine-1")
                        .json()
                        .path("request_id")
                        .stringValue())
                .isEqualTo("mine-1");
        assertThat(member.get("/api/v1/nothing", "X-Request-Id", "a b;c").header("X-Request-Id"))
                .hasValueSatisfying(id -> assertThat(id).matches("[0-9a-f-]{36}"));
    }

    @Test
    void everyTypeHasAnAddressOfItsOwn() {
        assertThat(Arrays.stream(ProblemType.values()).map(ProblemType::uri)).doesNotHaveDuplicates();
        assertThat(ProblemType.NO_SUCH_JOB.uri()).hasToString("https://tonotopy.org/problems/no-such-job");
    }
}
