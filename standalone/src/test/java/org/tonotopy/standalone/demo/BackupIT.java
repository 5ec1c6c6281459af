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
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tonotopy.standalone.ChildJvm;
import org.tonotopy.standalone.ServerInstallation;
import tools.jackson.databind.JsonNode;

/**
 * A lab is backed up while it fits, is lost, and goes on from the backup in another database and another folder. Needs
 * programs of PostgreSQL that are as new as the embedded server, which Debian's stable release does not have.
 */
@Tag("slow")
class BackupIT {
    private static final int SERVER_VERSION = 18;
    private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");
    private static final String MODEL = "models/statenet-short@1";

    @TempDir
    private Path temporary;

    @BeforeAll
    static void requirePrograms() throws Exception {
        for (String program : List.of("pg_dump", "pg_restore", "psql")) {
            Matcher version = VERSION.matcher(
                    run(Map.of(), "sh", "-c", program + " --version || true").output());
            assumeTrue(
                    version.find() && Integer.parseInt(version.group(1)) >= SERVER_VERSION,
                    program + " of PostgreSQL " + SERVER_VERSION + " or newer is not on the PATH");
        }
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void whatIsBackedUpDuringAFitIsTheSameElsewhereAndTheFitGoesOn() throws Exception {
        ServerInstallation lost = new ServerInstallation(Files.createDirectory(temporary.resolve("lost")));
        JsonNode board;
        byte[] weights;
        String running;
        String dump;
        try (ChildJvm api = lost.startApi();
                ChildJvm worker = lost.startWorker()) {
            ApiClient client = new ApiClient(lost.api(), lost.token());
            SimulatedLab lab = new SimulatedLab(client);
            lab.prepare(DemoRecording.bundled(temporary));
            lab.await(lab.fit(2, 3), "SUCCEEDED");
            board = lab.await(
                    "benchmarks/short@1/leaderboard",
                    shown -> shown.path("comparison").isObject());
            weights = bytes(lost, MODEL + "/weights");

            Run first = backup(lost, "make", temporary.resolve("backup"));
            assertThat(first.exitCode()).as(first.output()).isZero();

            running = lab.fit(40, 4);
            lab.await(running, "RUNNING");
            worker.awaitLine(line -> line.contains("Begins: FIT"));
            Run second = backup(lost, "make", temporary.resolve("backup"));
            assertThat(second.exitCode()).as(second.output()).isZero();
            dump = second.output().lines().reduce((before, last) -> last).orElseThrow();
            worker.kill();
            api.kill();
        }
        assertThat(backup(lost, "restore", Path.of(dump)).output())
                .as("into the lab itself")
                .contains("is not empty");

        ServerInstallation restored =
                ServerInstallation.toBeRestored(Files.createDirectory(temporary.resolve("restored")), lost.token());
        Run restore = backup(restored, "restore", Path.of(dump));
        assertThat(restore.exitCode()).as(restore.output()).isZero();
        try (ChildJvm api = restored.startApi()) {
            ApiClient client = new ApiClient(restored.api(), restored.token());
            assertThat(client.get("benchmarks/short@1/leaderboard").body()).isEqualTo(board);
            assertThat(bytes(restored, MODEL + "/weights")).isEqualTo(weights);
            assertThat(client.get("store/orphans").body().path("items").size()).isZero();
            assertThat(damaged(client)).allMatch(key -> key.contains("/checkpoint-"));
            assertThat(client.get(running).body().path("state").asString()).isEqualTo("RUNNING");

            try (ChildJvm worker = restored.startWorker()) {
                SimulatedLab lab = new SimulatedLab(client);
                JsonNode job = lab.await(running, "SUCCEEDED");
                assertThat(job.path("model").asString()).isEqualTo("statenet-short@2");
                assertThat(damaged(client)).isEmpty();
            }
        }
    }

    @Test
    void aBackupThatLacksAnObjectOrHasAnotherIsRefused() throws Exception {
        ServerInstallation lab = new ServerInstallation(Files.createDirectory(temporary.resolve("lab")));
        try (ChildJvm api = lab.startApi()) {
            new SimulatedLab(new ApiClient(lab.api(), lab.token())).send(DemoRecording.bundled(temporary));
        }
        Path folder = temporary.resolve("backup");
        Run made = backup(lab, "make", folder);
        assertThat(made.exitCode()).as(made.output()).isZero();
        Path dump;
        try (Stream<Path> files = Files.list(folder)) {
            dump = files.filter(file -> file.toString().endsWith(".dump"))
                    .findFirst()
                    .orElseThrow();
        }
        Path object;
        try (Stream<Path> files = Files.walk(folder.resolve("objects/content"))) {
            object = files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
        byte[] whole = Files.readAllBytes(object);

        Files.writeString(object, "damaged");
        assertThat(backup(lab, "check", dump).output()).contains(object.getFileName() + ": FAILED");
        assertThat(backup(lab, "check", dump).exitCode()).isEqualTo(1);

        Files.delete(object);
        ServerInstallation restored =
                ServerInstallation.toBeRestored(Files.createDirectory(temporary.resolve("restored")), lab.token());
        Run refused = backup(restored, "restore", dump);
        assertThat(refused.output()).contains(object.getFileName().toString()).contains("named by the dump");
        assertThat(refused.exitCode()).isEqualTo(1);

        Files.write(object, whole);
        assertThat(backup(lab, "check", dump).exitCode()).isZero();
    }

    @Test
    void aCopyOfAStoppedServersFolderIsServed() throws Exception {
        Path data = temporary.resolve("data");
        String token = serveOnce(data);
        Run copied = run(
                Map.of(), "cp", "-a", data.toString(), temporary.resolve("copy").toString());
        assertThat(copied.exitCode()).as(copied.output()).isZero();
        assertThat(serveOnce(temporary.resolve("copy"))).isEqualTo(token);
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

    private static byte[] bytes(ServerInstallation server, String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(server.api().resolve("api/v1/" + path))
                                .header("Authorization", "Bearer " + server.token())
                                .build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    private static Run backup(ServerInstallation server, String action, Path path)
            throws IOException, InterruptedException {
        return run(server.environment(), Path.of("..", "operations", "backup").toString(), action, path.toString());
    }

    private record Run(int exitCode, String output) {}

    private static Run run(Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }
}
