package org.tonotopy.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tonotopy.client.TonotopyException.Kind;
import org.tonotopy.client.generated.model.Job;

/** The client against a server that falls silent, restarts behind a gateway and loses answers. */
@Timeout(20)
class BrokenServerTest {
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> notices = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer http;
    private Tonotopy server;

    @TempDir
    private Path folder;

    /** Answers a request. */
    @FunctionalInterface
    private interface Answer {
        void to(HttpExchange exchange, long before) throws IOException, InterruptedException;
    }

    @BeforeEach
    void start() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(threads);
        http.start();
        server = new Tonotopy(
                URI.create("http://127.0.0.1:" + http.getAddress().getPort()),
                Optional.empty(),
                notices::add,
                Duration.ofMillis(300));
    }

    @AfterEach
    void stop() {
        end.countDown();
        http.stop(0);
        threads.shutdownNow();
    }

    @Test
    void aDownloadThatStallsGoesOnBehindTheLastByte() throws IOException {
        byte[] content = new byte[200_000];
        new Random(1).nextBytes(content);
        Path original = Files.write(folder.resolve("original"), content);
        String hash = ContentHash.of(original, content.length, Progress.NONE);
        answer("/file", (exchange, before) -> {
            exchange.getResponseHeaders().set("ETag", "\"" + hash + "\"");
            if (before == 0) {
                exchange.sendResponseHeaders(200, content.length);
                exchange.getResponseBody().write(content, 0, 100_000);
                exchange.getResponseBody().flush();
                end.await();
                return;
            }
            int from = Integer.parseInt(
                    exchange.getRequestHeaders().getFirst("Range").replaceAll("\\D", ""));
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
            send(exchange, 206, Arrays.copyOfRange(content, from, content.length));
        });

        Path taken = new FileDownload(server)
                .take("file", "application/octet-stream", folder.resolve("taken"), Progress.NONE);

        assertThat(taken).hasBinaryContent(content);
        assertThat(asked).hasSize(2);
    }

    @Test
    void aFollowerOutlastsARestartOfTheServer() throws InterruptedException {
        UUID job = UUID.randomUUID();
        answer("/api/v1/jobs/" + job + "/events", (exchange, before) -> send(exchange, 200, new byte[0]));
        answer("/api/v1/jobs/" + job, (exchange, before) -> {
            exchange.getResponseHeaders().set("Retry-After", "0");
            if (asked.size() < 9) {
                send(exchange, 503, "<html>starting</html>".getBytes(UTF_8));
            } else {
                send(exchange, 200, ("{\"id\": \"" + job + "\", \"state\": \"SUCCEEDED\"}").getBytes(UTF_8));
            }
        });

        Job ended = server.events(job).follow(event -> {});

        assertThat(ended.getState()).isEqualTo(Job.StateEnum.SUCCEEDED);
    }

    @Test
    void anOperationThatWillGoIsToldOfOnce() {
        for (String path : List.of("/old/1", "/old/2", "/older/1", "/unreadable")) {
            answer(path, (exchange, before) -> {
                exchange.getResponseHeaders().set("Deprecation", path.startsWith("/old") ? "@1793491200" : "soon");
                exchange.getResponseHeaders()
                        .set("Link", "</v3/api-docs#" + path.replaceFirst("\\d", "{id}") + ">; rel=\"deprecation\"");
                exchange.getResponseHeaders().set("Sunset", "Sat, 05 Jun 2027 00:00:00 GMT");
                send(exchange, 200, "{}".getBytes(UTF_8));
            });
            server.text(path.substring(1), "application/json");
        }

        assertThat(notices)
                .hasSize(2)
                .allSatisfy(
                        notice -> assertThat(notice).contains("is deprecated since 2026-11-01", "from 2027-06-05 on"));
        assertThat(notices.get(0)).contains("GET /old/1 is");
        assertThat(notices.get(1)).contains("GET /older/1 is");
    }

    @Test
    void aPostIsRepeatedAfterAGatewaysErrorOnlyWithAKey() {
        answer("/things", (exchange, before) -> {
            exchange.getResponseHeaders().set("Retry-After", "0");
            send(exchange, before % 2 == 0 ? 503 : 200, "{}".getBytes(UTF_8));
        });

        assertThatThrownBy(() -> server.post("things", server.json().createObjectNode(), Optional.empty()))
                .isInstanceOfSatisfying(
                        TonotopyException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(Kind.UNREACHABLE));
        assertThat(asked).hasSize(1);

        asked.clear();
        server.post("things", server.json().createObjectNode(), Optional.of("key"));
        assertThat(asked).hasSize(2);
    }

    @Test
    void aLongerWaitThanThePolicyAllowsIsSaidAtOnce() {
        answer("/api/v1/jobs", (exchange, before) -> {
            exchange.getResponseHeaders().set("Retry-After", "3600");
            send(exchange, 503, new byte[0]);
        });

        assertThatThrownBy(() -> server.call(() -> server.jobs().listJobs(null, null, null, null, null)))
                .hasMessageContaining("wait 3600 s");
        assertThat(asked).hasSize(1);
    }

    @Test
    void anUploadWhoseJoiningWasAskedForTwiceWaitsUntilItIsThere() throws IOException {
        Path file = Files.writeString(folder.resolve("recording"), "sound");
        String hash = ContentHash.of(file, 5, Progress.NONE);
        String upload = "/api/v1/uploads/" + hash;
        answer(upload, (exchange, before) -> exchange.sendResponseHeaders(before == 0 ? 404 : 200, -1));
        answer(
                upload + "/session",
                (exchange, before) -> send(
                        exchange,
                        200,
                        ("{\"sha256\": \"" + hash + "\", \"size_bytes\": 5, \"part_bytes\": 1024, \"missing\": [0]}")
                                .getBytes(UTF_8)));
        answer(upload + "/parts/0", (exchange, before) -> {
            exchange.getRequestBody().readAllBytes();
            send(exchange, 200, "{}".getBytes(UTF_8));
        });
        answer(
                upload + ":complete",
                (exchange, before) -> send(
                        exchange,
                        409,
                        ("{\"type\": \"https://tonotopy.org/problems/upload-conflict\", \"title\":"
                                        + " \"The upload stands otherwise\"}")
                                .getBytes(UTF_8)));

        assertThat(new FileUpload(server).send(file, Progress.NONE)).isEqualTo(hash);
        assertThat(asked.get(asked.size() - 1)).isEqualTo("HEAD " + upload);
    }

    private void answer(String path, Answer answer) {
        http.createContext(path, exchange -> {
            String request =
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            long before = asked.stream().filter(request::equals).count();
            asked.add(request);
            try {
                answer.to(exchange, before);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } finally {
                exchange.close();
            }
        });
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
