package org.tonotopy.client.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tonotopy.client.cli.ProgramAndServer.Said;

/** Every failure is one sentence, one JSON object where that is wanted, and an exit code; no file is half written. */
@Timeout(30)
class FailingCommandsTest {
    private static final String JOB = "018f0000-0000-7000-8000-000000000000";
    private static final String WEIGHTS = "/api/v1/models/linear@1/weights";

    private ProgramAndServer server;

    @TempDir
    private Path folder;

    @TempDir
    private Path settings;

    @BeforeEach
    void start() throws IOException {
        server = new ProgramAndServer(settings);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aTokenThatHasExpiredIsSaid() throws IOException {
        server.answer("/", 401, problem("unauthenticated", "No valid token", "The token has expired."));

        JsonNode problem = server.runForJson("queue").failed(ExitCode.NOT_ALLOWED, "tonotopy login");

        assertThat(problem.at("/answer/detail").asText()).isEqualTo("The token has expired.");
    }

    @Test
    void anOlderServerIsSaid() throws IOException {
        server.answer("/api/v1/jobs", 400, problem("unknown-field", "Unknown field", "units is not known."));
        server.answer("/", 404, problem("not-found", "Not found", "There is no such address."));

        server.runForJson("fit", "any@1", "linear", "--units", "population")
                .failed(ExitCode.REFUSED, "the server is older than this client");
        server.runForJson("token", "list").failed(ExitCode.NOT_UNDERSTOOD, "of another version than this client");
    }

    @Test
    void aNewerServerIsUnderstoodAsFarAsItGoes() {
        server.answer(
                "/api/v1/jobs/" + JOB,
                200,
                "{\"id\": \"" + JOB + "\", \"kind\": \"teleport\", \"state\": \"HIBERNATING\", \"newer\": {\"a\": 1}}");

        Said shown = server.run("job", "show", JOB);

        assertThat(shown.exitCode()).as(shown.err()).isZero();
    }

    @Test
    void anAnswerOfAnotherShapeIsSaid() throws IOException {
        server.answer("/api/v1/benchmarks/any@1/leaderboard", 200, "{\"entries\": 3}");

        server.runForJson("leaderboard", "any@1").failed(ExitCode.NOT_UNDERSTOOD, "cannot be read");
    }

    @Test
    void whatTheServerDoesNotKnowIsItsOwnProblem() throws IOException {
        server.answer("/", 404, problem("no-such-benchmark", "There is no such benchmark", "None is called any@1."));

        JsonNode problem =
                server.runForJson("leaderboard", "any@1").failed(ExitCode.NOT_FOUND, "None is called any@1.");

        assertThat(problem.at("/answer/title").asText()).isEqualTo("There is no such benchmark");
    }

    @Test
    void nobodyThereAndNoAddressAreSaid() throws IOException {
        server.runForJson("queue", "--url", "http://127.0.0.1:1").failed(ExitCode.UNREACHABLE, "does not answer");
        server.runForJson("queue", "--url", "nowhere").failed(ExitCode.NOT_UNDERSTOOD, "is no address of a server");
    }

    @Test
    void wrongUsageIsSaid() throws IOException {
        server.runForJson("fit", "any@1").failed(ExitCode.WRONG_USAGE, "KIND");
        server.runForJson("queue", "--colour").failed(ExitCode.WRONG_USAGE, "--colour");
        assertThat(server.run("queue", "--colour").out()).isEmpty();
    }

    @Test
    void aJobThatFailsIsTheProblemOfWhoWaitsForIt() throws IOException {
        String failed = "{\"id\": \"" + JOB + "\", \"kind\": \"export\", \"state\": \"FAILED\","
                + " \"failure\": {\"kind\": \"STORAGE\", \"message\": \"The store is full.\"}}";
        server.answer("/api/v1/jobs", 202, failed);
        server.answer("/api/v1/jobs/" + JOB, 200, failed);
        server.answer("/api/v1/jobs/" + JOB + "/events", (exchange, before) -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            ProgramAndServer.send(exchange, 200, "id: 1\ndata: {\"type\": \"failed\"}\n\n".getBytes(UTF_8));
        });
        server.answer("/api/v1/datasets", 404, problem("file-not-found", "There is no such file", "Not in that form."));
        String target = folder.resolve("any.h5").toString();

        for (String[] command : List.of(
                new String[] {"dataset", "export", "any@1", "--format", "hdf5", "--to", target},
                new String[] {"dream", "linear-any@1"},
                new String[] {"fit", "any@1", "linear", "--follow"},
                new String[] {"job", "follow", JOB})) {
            JsonNode problem = server.runForJson(command).failed(ExitCode.JOB_FAILED, "The store is full.");
            assertThat(problem.at("/answer/failure/kind").asText()).isEqualTo("STORAGE");
        }
        assertThat(files()).isEmpty();
    }

    @Test
    void aDownloadThatIsAlwaysCutLeavesNothing() throws IOException {
        byte[] content = content(100_000);
        server.answer(WEIGHTS, (exchange, before) -> {
            exchange.getResponseHeaders().set("ETag", '"' + hash(content) + '"');
            if (before == 0) {
                exchange.sendResponseHeaders(200, content.length);
                exchange.getResponseBody().write(content, 0, 60_000);
            } else {
                exchange.getResponseHeaders().set("Content-Range", "bytes 60000-99999/100000");
                exchange.sendResponseHeaders(206, 40_000);
            }
        });

        download().failed(ExitCode.UNREACHABLE, "The connection broke after 60000 of 100000 bytes");

        assertThat(files()).isEmpty();
    }

    @Test
    void aDownloadThatIsNotWhatWasAnnouncedLeavesWhatWasThere() throws IOException {
        server.answer(WEIGHTS, (exchange, before) -> {
            exchange.getResponseHeaders().set("ETag", '"' + hash(content(10)) + '"');
            ProgramAndServer.send(exchange, 200, content(11));
        });
        Files.writeString(folder.resolve("weights"), "older");

        download().failed(ExitCode.UNREACHABLE, "other SHA-256");

        assertThat(files()).containsExactly("weights");
        assertThat(folder.resolve("weights")).hasContent("older");
    }

    @Test
    void aDownloadThatNothingIsSaidOfIsNotTaken() throws IOException {
        server.answer(WEIGHTS, (exchange, before) -> ProgramAndServer.send(exchange, 200, content(10)));

        download().failed(ExitCode.NOT_UNDERSTOOD, "does not say the hash");

        assertThat(files()).isEmpty();
    }

    @Test
    void aDiskWithoutRoomLeavesNothing() throws IOException, InterruptedException {
        byte[] content = content(2_000_000);
        server.answer(WEIGHTS, (exchange, before) -> {
            exchange.getResponseHeaders().set("ETag", '"' + hash(content) + '"');
            ProgramAndServer.send(exchange, 200, content);
        });

        // No file of this shell's programs may be longer than 512000 bytes: the write fails as on a full disk.
        ProcessBuilder builder = new ProcessBuilder(
                "/bin/sh",
                "-c",
                "ulimit -f 1000; exec \"$@\"",
                "sh",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                TonotopyProgram.class.getName(),
                "model",
                "download",
                "linear@1",
                "--json",
                "--to",
                folder.resolve("weights").toString());
        builder.environment().putAll(Map.of("TONOTOPY_URL", server.url(), "XDG_CONFIG_HOME", settings.toString()));
        Process program = builder.start();
        String out = new String(program.getInputStream().readAllBytes(), UTF_8);
        String err = new String(program.getErrorStream().readAllBytes(), UTF_8);

        new Said(program.waitFor(), out, err).failed(ExitCode.LOCAL_FILE, "cannot be written");

        assertThat(files()).isEmpty();
    }

    @Test
    void aFolderThatIsNotThereIsSaid() throws IOException {
        byte[] content = content(10);
        server.answer(WEIGHTS, (exchange, before) -> {
            exchange.getResponseHeaders().set("ETag", '"' + hash(content) + '"');
            ProgramAndServer.send(exchange, 200, content);
        });
        Path nowhere = folder.resolve("nowhere");

        server.runForJson(
                        "model",
                        "download",
                        "linear@1",
                        "--to",
                        nowhere.resolve("weights").toString())
                .failed(ExitCode.LOCAL_FILE, "there is no folder " + nowhere);
    }

    @Test
    void anUploadThatIsCutGoesOn() throws IOException {
        Path recording = Files.write(folder.resolve("sound.npz"), content(200_000));
        Files.writeString(folder.resolve("sound.json"), "{}");
        String hash = hash(content(200_000));
        String upload = "/api/v1/uploads/" + hash;
        server.answer(upload, (exchange, before) -> exchange.sendResponseHeaders(404, -1));
        server.answer(
                upload + "/session",
                200,
                "{\"sha256\": \"" + hash + "\", \"size_bytes\": 200000, \"part_bytes\": 200000, \"missing\": [0]}");
        server.answer(upload + "/parts/0", (exchange, before) -> {
            if (before == 0) {
                exchange.getRequestBody().readNBytes(50_000);
                return;
            }
            assertThat(exchange.getRequestBody().readAllBytes()).isEqualTo(content(200_000));
            ProgramAndServer.send(exchange, 200, "{}".getBytes(UTF_8));
        });
        server.answer(upload + ":complete", 200, "{}");
        server.answer("/api/v1/datasets", 400, problem("invalid-request", "That is not understood", "No name."));

        server.runForJson("dataset", "import", recording.toString()).failed(ExitCode.REFUSED, "No name.");

        assertThat(server.asked().stream().filter(("PUT " + upload + "/parts/0")::equals))
                .hasSize(2);
    }

    private Said download() {
        return server.runForJson(
                "model",
                "download",
                "linear@1",
                "--to",
                folder.resolve("weights").toString());
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static byte[] content(int length) {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        return content;
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }

    private static String problem(String type, String title, String detail) {
        return "{\"type\": \"https://tonotopy.org/problems/" + type + "\", \"title\": \"" + title + "\", \"detail\": \""
                + detail + "\", \"remedy\": \"\"}";
    }
}
