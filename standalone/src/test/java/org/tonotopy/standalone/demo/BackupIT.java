package org.tonotopy.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tonotopy.s3.TestS3;
import org.tonotopy.standalone.ChildJvm;
import org.tonotopy.standalone.OperationsScript;
import org.tonotopy.standalone.ServerInstallation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A lab is backed up while it fits, is lost, and goes on from the backup in another database and another store. Needs a
 * {@code pg_dump} that is as new as the embedded server, which Debian's stable release does not have.
 */
@Tag("slow")
class BackupIT {
    private static final int SERVER_VERSION = 18;
    private static final String BOARD = "benchmarks/short@1/leaderboard";
    private static final List<String> HALVES = List.of("half of an", " upload");

    @TempDir
    private Path temporary;

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void aLabIsTheSameElsewhereAndWhatItDidGoesOn() throws Exception {
        assumeTrue(
                OperationsScript.postgresVersion("pg_dump") >= SERVER_VERSION,
                "pg_dump of PostgreSQL " + SERVER_VERSION + " or newer is not on the PATH");
        assumeTrue(OperationsScript.has("psql") && OperationsScript.has("rclone"), "psql or rclone is not on the PATH");
        // A worker that is gone counts as lost after four of these.
        Map<String, String> settings = Map.of("TONOTOPY_QUEUE_HEARTBEAT_INTERVAL", "1s");

        ServerInstallation lost = new ServerInstallation(Files.createDirectory(temporary.resolve("lost")), settings);
        JsonNode board;
        byte[] weights;
        String running;
        OperationsScript backup;
        try (ChildJvm api = lost.startApi();
                ChildJvm worker = lost.startWorker()) {
            ApiClient client = new ApiClient(lost.api(), lost.token());
            SimulatedLab lab = new SimulatedLab(client);
            lab.prepare(DemoRecording.bundled(temporary));
            lab.await(lab.fit(2, 3), "SUCCEEDED");
            board = lab.await(
                    BOARD, shown -> shown.path("comparison").path("current").asBoolean(false));
            weights = weights(lost, 1);
            assertThat(make(lost, "backup").output()).contains("; 0 checkpoints");

            sendHalf(client, 0);
            running = lab.fit(100, 4);
            lab.await(running, "RUNNING");
            worker.awaitLine(line -> line.contains("Begins: FIT"));
            lab.await(running, job -> job.path("progress").path("epoch").asInt(0) > 3);
            backup = make(lost, "backup");
            assertThat(client.get(running).body().path("state").asString()).isEqualTo("RUNNING");
            worker.kill();
            api.kill();
        }
        OperationsScript intoItself = OperationsScript.run(
                "backup", lost.environment(), "restore", backup.dump().toString());
        assertThat(intoItself.exitCode()).isEqualTo(1);
        assertThat(intoItself.output()).contains("is not empty");

        Map<String, String> bucket = new HashMap<>(settings);
        bucket.put("TONOTOPY_STORE_ENDPOINT", TestS3.address().toString());
        bucket.put("TONOTOPY_STORE_BUCKET", TestS3.createBucket());
        bucket.put("TONOTOPY_STORE_PREFIX", "lab/");
        bucket.put("TONOTOPY_STORE_ACCESS_KEY", TestS3.ACCESS_KEY);
        bucket.put("TONOTOPY_STORE_SECRET_KEY", TestS3.SECRET_KEY);
        ServerInstallation second = restored("second", lost.token(), bucket, backup);
        JsonNode longerBoard;
        byte[] laterWeights;
        OperationsScript backupOfBucket;
        try (ChildJvm api = second.startApi()) {
            ApiClient client = new ApiClient(second.api(), second.token());
            requireWholeStore(client);
            assertThat(client.get(BOARD).body()).isEqualTo(board);
            assertThat(weights(second, 1)).isEqualTo(weights);
            sendHalf(client, 1);
            client.act("uploads/" + sha256() + ":complete");

            try (ChildJvm worker = second.startWorker()) {
                SimulatedLab lab = new SimulatedLab(client);
                JsonNode job = lab.await(running, "SUCCEEDED");
                assertThat(job.path("model").asString()).isEqualTo("statenet-short@2");
                assertThat(job.path("attempt").asInt(0)).isGreaterThan(1);
                longerBoard = lab.await(
                        BOARD,
                        shown -> shown.path("entries").size() == 2
                                && shown.path("comparison").path("current").asBoolean(false));
                laterWeights = weights(second, 2);
                backupOfBucket = make(second, "backup-of-bucket");
            }
        }

        ServerInstallation third = restored("third", lost.token(), settings, backupOfBucket);
        try (ChildJvm api = third.startApi()) {
            ApiClient client = new ApiClient(third.api(), third.token());
            requireWholeStore(client);
            assertThat(client.get(BOARD).body()).isEqualTo(longerBoard);
            assertThat(weights(third, 1)).isEqualTo(weights);
            assertThat(weights(third, 2)).isEqualTo(laterWeights);
        }
    }

    @Test
    void aCopyOfAStoppedServersFolderIsServed() throws Exception {
        Path data = temporary.resolve("data");
        String token = serveOnce(data);
        Process copy = new ProcessBuilder(
                        "cp", "-a", data.toString(), temporary.resolve("copy").toString())
                .inheritIO()
                .start();
        assertThat(copy.waitFor()).isZero();
        assertThat(serveOnce(temporary.resolve("copy"))).isEqualTo(token);
    }

    private OperationsScript make(ServerInstallation server, String folder) throws IOException, InterruptedException {
        OperationsScript made = OperationsScript.run(
                "backup",
                server.environment(),
                "make",
                temporary.resolve(folder).toString());
        assertThat(made.exitCode()).as(made.output()).isZero();
        assertThat(made.dump()).isRegularFile();
        return made;
    }

    private ServerInstallation restored(
            String name, String token, Map<String, String> settings, OperationsScript backup)
            throws IOException, InterruptedException {
        ServerInstallation server =
                ServerInstallation.toBeRestored(Files.createDirectory(temporary.resolve(name)), token, settings);
        OperationsScript restore = OperationsScript.run(
                "backup", server.environment(), "restore", backup.dump().toString());
        assertThat(restore.exitCode()).as(restore.output()).isZero();
        return server;
    }

    /** Every object that a row points to is there with its hash, and no other. */
    private static void requireWholeStore(ApiClient client) throws InterruptedException {
        assertThat(damaged(client)).isEmpty();
        assertThat(client.get("store/orphans").body().path("items").size()).isZero();
    }

    private void sendHalf(ApiClient client, int number) throws IOException, InterruptedException {
        if (number == 0) {
            ObjectNode session = JsonMapper.builder().build().createObjectNode();
            session.put("size_bytes", String.join("", HALVES).length());
            session.put("part_bytes", HALVES.get(0).length());
            client.create("uploads/" + sha256() + "/session", session, 0);
        }
        Path part = Files.writeString(temporary.resolve("part"), HALVES.get(number));
        client.put("uploads/" + sha256() + "/parts/" + number + "?part_sha256=" + ContentHash.sha256(part), part);
    }

    private static String sha256() {
        return ContentHash.sha256(String.join("", HALVES).getBytes(StandardCharsets.UTF_8));
    }

    /** Starts a server, asks it for something with its admin's token, stops it, and returns the token. */
    private static String serveOnce(Path data) throws Exception {
        try (ChildJvm server = ChildJvm.tonotopy("start", "--data", data.toString(), "--port", "0")) {
            String line = server.awaitLine(text -> text.contains("serves")).orElseThrow();
            String token = Files.readString(data.resolve("admin-token")).strip();
            ApiClient client = new ApiClient(
                    URI.create(line.substring(line.indexOf("http://")).strip()).resolve("/"), token);
            assertThat(client.get("jobs").body().path("items").isArray()).isTrue();
            try (ChildJvm stop = ChildJvm.tonotopy("stop", "--data", data.toString())) {
                assertThat(stop.awaitExit()).isZero();
            }
            return token;
        }
    }

    private static List<String> damaged(ApiClient client) throws InterruptedException {
        List<String> keys = new ArrayList<>();
        String next = "";
        do {
            JsonNode page = client.get("store/check?limit=200" + next).body();
            page.path("damaged").forEach(object -> keys.add(object.path("key").asString()));
            next = page.path("next_page_token").isString()
                    ? "&page_token=" + page.path("next_page_token").asString()
                    : "";
        } while (!next.isEmpty());
        return keys;
    }

    private static byte[] weights(ServerInstallation server, int version) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        server.api().resolve("api/v1/models/statenet-short@" + version + "/weights"))
                                .header("Authorization", "Bearer " + server.token())
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }
}
