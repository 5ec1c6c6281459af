package org.tonotopy.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API is killed in the middle of uploads, an event stream and submissions; clients go on when it is back. */
class ApiRestartIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int PART = 1 << 20;
    private static final int SUBMISSIONS = 20;
    private static final Pattern EVENT_ID = Pattern.compile("(?m)^id:(\\d+)$");

    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    private Path temporary;

    private ServerInstallation server;
    private String token;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void uploadsEventsAndSubmissionsGoOnAfterTheApiWasKilled() throws Exception {
        byte[] content = new byte[3 * PART];
        new Random(1).nextBytes(content);
        String sha256 = sha256(content);
        byte[] small = Arrays.copyOf(content, 1000);
        String smallSha256 = sha256(small);
        server = new ServerInstallation(temporary);

        String job;
        List<String> before = new CopyOnWriteArrayList<>();
        CountDownLatch streaming = new CountDownLatch(1);
        CompletableFuture<Void> stream;
        List<CompletableFuture<HttpResponse<String>>> unanswered = new ArrayList<>();
        try (ChildJvm api = server.startApi()) {
            token = server.token();
            send("PUT", "uploads/" + smallSha256, BodyPublishers.ofByteArray(small));
            job = JSON.readTree(
                            submit("streamed", smallSha256, "streamed").join().body())
                    .path("job_id")
                    .asString();
            stream = http.sendAsync(
                            request("jobs/" + job + "/events")
                                    .header("Accept", "text/event-stream")
                                    .build(),
                            BodyHandlers.ofLines())
                    .thenAccept(response -> idsUntilBroken(response, before, streaming));

            assertThat(streaming.await(30, TimeUnit.SECONDS)).isTrue();

            send(
                    "POST",
                    "uploads/" + sha256 + "/session",
                    BodyPublishers.ofString("{\"size_bytes\": " + content.length + ", \"part_bytes\": " + PART + "}"));
            putPart(sha256, content, 0);
            CountDownLatch half = new CountDownLatch(1);
            unanswered.add(http.sendAsync(
                    request("uploads/" + sha256 + "/parts/1?part_sha256=" + sha256(part(content, 1)))
                            .header("Content-Type", "application/octet-stream")
                            .PUT(new HalfABody(part(content, 1), half))
                            .build(),
                    BodyHandlers.ofString()));
            assertThat(half.await(30, TimeUnit.SECONDS)).isTrue();
            for (int number = 0; number < SUBMISSIONS; number++) {
                unanswered.add(submit("submitted-" + number, smallSha256, "key-" + number));
                if (number == SUBMISSIONS / 2) {
                    unanswered.get(2).join();
                }
            }
            api.kill();
        }
        unanswered
                .get(0)
                .handle((answer, failure) -> {
                    assertThat(failure).isNotNull();
                    return "";
                })
                .join();
        stream.get(30, TimeUnit.SECONDS);

        try (ChildJvm api = server.startApi()) {
            JsonNode session = JSON.readTree(send("GET", "uploads/" + sha256 + "/session", BodyPublishers.noBody()));
            assertThat(session.path("missing").valueStream().map(JsonNode::asInt))
                    .containsExactly(1, 2);
            assertThat(status("HEAD", "uploads/" + sha256)).isEqualTo(404);
            putPart(sha256, content, 1);
            putPart(sha256, content, 2);
            send("POST", "uploads/" + sha256 + ":complete", BodyPublishers.noBody());
            assertThat(status("HEAD", "uploads/" + sha256)).isEqualTo(200);

            for (int number = 0; number < SUBMISSIONS; number++) {
                // Those that were answered or carried out before are there, the others are made now.
                assertThat(submit("submitted-" + number, smallSha256, "key-" + number)
                                .join()
                                .statusCode())
                        .isIn(200, 202);
            }
            JsonNode jobs = JSON.readTree(send("GET", "jobs?limit=200", BodyPublishers.noBody()))
                    .path("items");
            assertThat(jobs).hasSize(SUBMISSIONS + 1);
            assertThat(jobs.valueStream().map(made -> made.path("dataset").asString()))
                    .doesNotHaveDuplicates();

            String last = before.get(before.size() - 1);
            send("POST", "jobs/" + job + ":cancel", BodyPublishers.noBody());
            String after = http.send(
                            request("jobs/" + job + "/events")
                                    .header("Accept", "text/event-stream")
                                    .header("Last-Event-ID", last)
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            List<String> rest =
                    EVENT_ID.matcher(after).results().map(id -> id.group(1)).toList();
            List<String> all = new ArrayList<>(before);
            all.addAll(rest);
            assertThat(rest).isNotEmpty();
            assertThat(all)
                    .isEqualTo(IntStream.rangeClosed(1, all.size())
                            .mapToObj(String::valueOf)
                            .toList());
            assertThat(after).contains("event:cancelled");
        }
    }

    /** Sends the first half, and then nothing more. */
    private static final class HalfABody implements BodyPublisher {
        private final byte[] bytes;
        private final CountDownLatch sent;

        private HalfABody(byte[] bytes, CountDownLatch sent) {
            this.bytes = bytes;
            this.sent = sent;
        }

        @Override
        public long contentLength() {
            return bytes.length;
        }

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
            subscriber.onSubscribe(new Flow.Subscription() {
                private boolean begun;

                @Override
                public void request(long number) {
                    if (!begun) {
                        begun = true;
                        subscriber.onNext(ByteBuffer.wrap(bytes, 0, bytes.length / 2));
                        sent.countDown();
                    }
                }

                @Override
                public void cancel() {
                    begun = true;
                }
            });
        }
    }

    /** Reads ids of events from a stream that ends because its server does. */
    private static void idsUntilBroken(
            HttpResponse<Stream<String>> response, List<String> ids, CountDownLatch streaming) {
        try (Stream<String> lines = response.body()) {
            lines.filter(line -> line.startsWith("id:")).forEach(line -> {
                ids.add(line.substring("id:".length()));
                streaming.countDown();
            });
        } catch (UncheckedIOException broken) {
            assertThat(ids).isNotEmpty();
        }
    }

    private CompletableFuture<HttpResponse<String>> submit(String name, String sha256, String key) {
        String dataset = "{\"name\": \"" + name + "\", \"recording\": {\"sha256\": \"" + sha256
                + "\", \"format\": \"npz\"}, \"metadata\": {\"dt_ms\": 5, \"note\": \"" + name + "\"}}";
        return http.sendAsync(
                request("datasets")
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(BodyPublishers.ofString(dataset))
                        .build(),
                BodyHandlers.ofString());
    }

    private void putPart(String sha256, byte[] content, int number) throws Exception {
        byte[] part = part(content, number);
        send(
                "PUT",
                "uploads/" + sha256 + "/parts/" + number + "?part_sha256=" + sha256(part),
                BodyPublishers.ofByteArray(part));
    }

    private static byte[] part(byte[] content, int number) {
        return Arrays.copyOfRange(content, number * PART, (number + 1) * PART);
    }

    private String send(String method, String path, BodyPublisher body) throws Exception {
        HttpResponse<String> answer = http.send(
                request(path)
                        .header("Content-Type", method.equals("PUT") ? "application/octet-stream" : "application/json")
                        .method(method, body)
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
        return answer.body();
    }

    private int status(String method, String path) throws IOException, InterruptedException {
        return http.send(request(path).method(method, BodyPublishers.noBody()).build(), BodyHandlers.discarding())
                .statusCode();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.api() + "api/v1/" + path))
                .header("Authorization", "Bearer " + token);
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
