package org.tonotopy.api.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.Client;
import org.tonotopy.api.Client.Answer;
import org.tonotopy.registry.job.Attempt;
import tools.jackson.databind.JsonNode;

class JobEventsTest extends ApiTest {
    private static final Pattern ID = Pattern.compile("(?m)^id:(\\d+)$");
    private static final Pattern NAME = Pattern.compile("(?m)^event:(\\w+)$");

    @Autowired
    private JobEventStreams streams;

    private UUID job() {
        String name = freshName("events");
        String benchmark = member.post("/api/v1/benchmarks", """
                        {"name": "%s", "dataset": "%s",
                         "split": {"train": [0, 1, 2], "validation": [3], "test": [4]}}""".formatted(name, fixture.dataset(name, 3, 5)))
                .json()
                .path("reference")
                .stringValue();
        return UUID.fromString(member.post(
                        "/api/v1/jobs",
                        "{\"kind\": \"fit\", \"benchmark\": \"%s\", \"model\": {\"kind\": \"linear\"}}"
                                .formatted(benchmark))
                .json()
                .path("id")
                .stringValue());
    }

    private CompletableFuture<String> follow(UUID job, String... headers) {
        return follow(viewer, job, headers);
    }

    private static CompletableFuture<String> follow(Client reader, UUID job, String... headers) {
        return reader.http()
                .sendAsync(
                        reader.request("/api/v1/jobs/" + job + "/events")
                                .header("Accept", "text/event-stream")
                                .headers(headers.length == 0 ? new String[] {"X-Request-Id", "stream"} : headers)
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .thenApply(HttpResponse::body);
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    @Test
    void aStreamTellsWhatHappensAndEndsWithTheJob() {
        UUID job = job();
        CompletableFuture<String> stream = follow(job);
        Attempt attempt = fixture.begin(job);
        fixture.epoch(attempt, 1);
        fixture.epoch(attempt, 2);
        fixture.complete(attempt, 0.6);
        String text =
                stream.orTimeout(20, java.util.concurrent.TimeUnit.SECONDS).join();
        assertThat(all(ID, text)).containsExactly("1", "2", "3", "4", "5");
        assertThat(all(NAME, text)).containsExactly("queued", "started", "progress", "progress", "succeeded");
        assertThat(text).contains("\"max_epochs\":250", "\"validation_score\":0.4");
    }

    @Test
    void aStreamGoesOnAfterTheLastEventThatTheClientSaw() {
        UUID job = job();
        Attempt attempt = fixture.begin(job);
        fixture.epoch(attempt, 1);
        fixture.complete(attempt, 0.6);
        String text = follow(job, "Last-Event-ID", "2").join();
        assertThat(all(ID, text)).containsExactly("3", "4");
        assertThat(follow(job, "Last-Event-ID", "4").join()).doesNotContain("id:");
        Answer bad = viewer.get(
                "/api/v1/jobs/" + job + "/events", "Accept", "text/event-stream", "Last-Event-ID", "yesterday");
        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.json().path("field").stringValue()).isEqualTo("Last-Event-ID");
    }

    @Test
    void aSilentStreamSaysThatItIsAlive() throws IOException, InterruptedException {
        UUID job = job();
        HttpResponse<InputStream> response = viewer.http()
                .send(
                        viewer.request("/api/v1/jobs/" + job + "/events")
                                .header("Accept", "text/event-stream")
                                .build(),
                        HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        StringBuilder seen = new StringBuilder();
        try (InputStream body = response.body()) {
            byte[] buffer = new byte[1024];
            while (seen.indexOf(":alive") < 0) {
                int read = body.read(buffer);
                assertThat(read).isPositive();
                seen.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
            }
        }
        // A client that went away is noticed by the next sign of life.
        await().atMost(Duration.ofSeconds(20)).until(() -> streams.size() == 0);
    }

    @Test
    void aStreamEndsWithTheRightToReadIt() {
        UUID job = job();
        String account = "/api/v1/accounts/" + freshName("reader");
        admin.send(admin.request(account)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"role\": \"viewer\"}")));
        JsonNode token = admin.post(account + "/tokens", "{}").json();
        Client reader = Client.as(server(), token.path("token").stringValue());
        CompletableFuture<String> revoked = follow(reader, job);
        CompletableFuture<String> other = follow(job);
        await().atMost(Duration.ofSeconds(20)).until(() -> streams.size() == 2);

        admin.send(admin.request(account + "/tokens/" + token.path("id").stringValue())
                .DELETE());
        // None where the right ended before the first look at what is new.
        assertThat(all(NAME, revoked.orTimeout(10, TimeUnit.SECONDS).join())).isSubsetOf("queued");
        assertThat(other).isNotDone();

        String benchmark =
                member.get("/api/v1/jobs/" + job).json().path("benchmark").stringValue();
        member.send(member.request("/api/v1/benchmarks/" + benchmark + "/visibility")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"visibility\": \"private\"}")));
        assertThat(all(NAME, other.orTimeout(10, TimeUnit.SECONDS).join())).containsExactly("queued");
    }

    @Test
    void manyStreamsNeedNeitherThreadsNorConnections() {
        UUID job = job();
        List<CompletableFuture<String>> followers = new ArrayList<>();
        for (int index = 0; index < 60; index++) {
            followers.add(follow(job));
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> streams.size() == 60);
        assertThat(viewer.get("/api/v1/jobs/" + job).status()).isEqualTo(200);
        fixture.fit(job, 0.5);
        followers.forEach(follower -> assertThat(all(NAME, follower.join())).endsWith("succeeded"));
    }

    @Test
    void theSameEventsAreAList() {
        UUID job = job();
        fixture.fit(job, 0.5);
        JsonNode events = viewer.get("/api/v1/jobs/" + job + "/events").json().path("items");
        assertThat(events.size()).isEqualTo(3);
        assertThat(events.path(0).path("type").stringValue()).isEqualTo("queued");
        assertThat(events.path(2).path("type").stringValue()).isEqualTo("succeeded");
        assertThat(events.path(2).path("data").path("model").stringValue()).startsWith("linear-events-");
        JsonNode rest = viewer.get("/api/v1/jobs/" + job + "/events?after=2&limit=1", "Accept", "application/json")
                .json()
                .path("items");
        assertThat(rest.path(0).path("sequence").intValue()).isEqualTo(3);
    }
}
