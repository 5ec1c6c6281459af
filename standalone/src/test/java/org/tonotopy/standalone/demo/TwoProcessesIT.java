package org.tonotopy.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.tonotopy.migrations.SchemaMigrator;
import org.tonotopy.postgres.TestDatabase;
import org.tonotopy.postgres.TestPostgres;
import org.tonotopy.standalone.ChildJvm;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The API and a worker as the two processes of a server installation: they share a database and a folder, no more. */
class TwoProcessesIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path temporary;

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void aRecordingPostedToOneProcessIsFittedByTheOtherAndComesOntoTheBoard() throws Exception {
        TestDatabase database = TestPostgres.createDatabase();
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(database.jdbcUrl());
        dataSource.setUser(database.user());
        dataSource.setPassword(database.password());
        assertThat(new SchemaMigrator(dataSource).migrate()).isPositive();

        Path token = temporary.resolve("admin-token");
        Map<String, String> shared = Map.of(
                "TONOTOPY_DATABASE_URL", database.jdbcUrl(),
                "TONOTOPY_DATABASE_USER", database.user(),
                "TONOTOPY_DATABASE_PASSWORD", database.password(),
                "TONOTOPY_STORE_FOLDER", temporary.resolve("objects").toString(),
                "TONOTOPY_ADMIN_TOKEN_FILE", token.toString());
        int apiPort = freePort();
        int workerPort = freePort();
        try (ChildJvm api = ChildJvm.jar(executableJar("api-service"), shared, "-Dserver.port=" + apiPort);
                ChildJvm worker =
                        ChildJvm.jar(executableJar("training-worker"), shared, "-Dserver.port=" + workerPort)) {
            // The token is made after the port is open: its line is the last of a first start.
            assertThat(api.awaitLine(line -> line.contains("shown this once")))
                    .as(api::output)
                    .isPresent();
            assertThat(worker.awaitLine(line -> line.contains("Started ")))
                    .as(worker::output)
                    .isPresent();
            ApiClient client = new ApiClient(
                    URI.create("http://127.0.0.1:" + apiPort + "/"),
                    Files.readString(token).strip());
            DemoRecording recording = DemoRecording.bundled(temporary);
            client.put("uploads/" + recording.sha256(), recording.arrays());

            ObjectNode dataset = JSON.createObjectNode();
            dataset.put("name", "simulated");
            dataset.putObject("recording").put("sha256", recording.sha256()).put("format", "npz");
            dataset.set("metadata", recording.metadata());
            String datasetPath =
                    client.create("datasets", dataset, 0).location().orElseThrow();
            await(client, datasetPath, report -> report.path("state").asString().equals("READY"));

            ObjectNode benchmark = JSON.createObjectNode();
            benchmark.put("name", "short");
            benchmark.put("dataset", "simulated@1");
            ObjectNode split = benchmark.putObject("split");
            split.set("train", recording.metadata().path("split").path("train"));
            split.set("validation", recording.metadata().path("split").path("val"));
            split.set("test", recording.metadata().path("split").path("test"));
            benchmark.put("smoothing", "hanning_21ms_peak_one");
            benchmark.putObject("neuron_filter");
            benchmark.put("ranking_metric", "cc_norm");
            client.create("benchmarks", benchmark, 0);

            ObjectNode fit = JSON.createObjectNode();
            fit.put("kind", "fit");
            fit.put("benchmark", "short@1");
            fit.putObject("model").put("kind", "statenet");
            fit.putObject("training").put("kind", "gradient").put("max_epochs", 2);
            fit.put("seed", 3);
            String jobPath = client.create("jobs", fit, 0).location().orElseThrow();
            JsonNode job = await(
                    client, jobPath, report -> report.path("state").asString().equals("SUCCEEDED"));
            assertThat(job.path("model").asString("")).isEqualTo("statenet-short@1");

            JsonNode board = client.get("benchmarks/short@1/leaderboard").body();
            assertThat(new Board(board).lines()).hasSize(2).last().asString().startsWith("statenet");
            assertThat(board.path("entries").path(0).path("seeds").path(0).asInt())
                    .isEqualTo(3);
            assertThat(healthOf(apiPort)).isEqualTo(200);
            assertThat(healthOf(workerPort)).isEqualTo(200);
        }
    }

    /** Asks again until the answer is as wanted. */
    private static JsonNode await(ApiClient client, String path, Predicate<JsonNode> wanted) throws Exception {
        ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
        try {
            while (true) {
                JsonNode report = clock.schedule(() -> client.get(path).body(), 200, TimeUnit.MILLISECONDS)
                        .get();
                if (wanted.test(report)) {
                    return report;
                }
                assertThat(report.path("state").asString())
                        .as(report.toString())
                        .isNotIn("FAILED", "CANCELLED", "REJECTED");
            }
        } finally {
            clock.shutdownNow();
        }
    }

    private static int healthOf(int port) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/actuator/health"))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Path executableJar(String module) throws IOException {
        Path folder = Path.of("..", module, "target");
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> jars = files.filter(file -> file.getFileName().toString().endsWith("-exec.jar"))
                    .toList();
            assertThat(jars)
                    .as("executable jar in " + folder + "; build the module first")
                    .hasSize(1);
            return jars.get(0);
        }
    }
}
