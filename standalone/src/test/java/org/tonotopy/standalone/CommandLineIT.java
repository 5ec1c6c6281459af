package org.tonotopy.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonotopy.client.FileDownload;
import org.tonotopy.client.Progress;
import org.tonotopy.client.Tonotopy;

/** Client commands as processes of their own, against a whole server with its worker. */
class CommandLineIT {
    private static final String CTRL_C = "\u0003";

    @TempDir
    private static Path temporary;

    private static ChildJvm server;
    private static String url;
    private static String token;

    @BeforeAll
    static void startServer() throws Exception {
        server = ChildJvm.tonotopy("start", "--data", temporary.resolve("data").toString(), "--port", "0");
        String line = server.awaitLine(text -> text.contains("serves")).orElseThrow();
        url = line.substring(line.indexOf("http://"));
        token = Files.readString(temporary.resolve("data/admin-token")).strip();
    }

    @AfterAll
    static void stopServer() throws Exception {
        try (ChildJvm stop =
                ChildJvm.tonotopy("stop", "--data", temporary.resolve("data").toString())) {
            stop.awaitExit();
        }
        server.close();
    }

    @Test
    void aRecordingGoesAllTheWayToTheBoard() throws Exception {
        Path recording = unpack("simulated.npz");
        unpack("simulated.json");

        Run login = run(
                Map.of(),
                "login",
                "--url",
                url,
                "--token-file",
                temporary.resolve("data/admin-token").toString());
        assertThat(login.exitCode()).as(login.output()).isZero();
        assertThat(Files.getPosixFilePermissions(temporary.resolve("config/tonotopy/token")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));

        Run imported = run(Map.of(), "dataset", "import", recording.toString());
        assertThat(imported.exitCode()).as(imported.output()).isZero();
        assertThat(imported.output()).contains("simulated@1 is READY").doesNotContain("\r", "\u001b", "hashing");

        Run benchmark = run(
                Map.of(),
                "benchmark",
                "create",
                "short",
                "--dataset",
                "simulated@1",
                "--split",
                "train=[0,1,2,3]",
                "--split",
                "validation=[4]",
                "--split",
                "test=[5,6]");
        assertThat(benchmark.exitCode()).as(benchmark.output()).isZero();

        Run fit = run(Map.of(), "fit", "short@1", "linear", "--follow");
        assertThat(fit.exitCode()).as(fit.output()).isZero();
        assertThat(fit.output()).contains("started", "succeeded", "linear-short@1");

        Run board = run(Map.of(), "leaderboard", "short@1");
        assertThat(board.exitCode()).as(board.output()).isZero();
        assertThat(board.output()).contains("rank", "cc_norm", "linear", "admin");

        Run reading = run(Map.of(), "token", "create", "--scope", "read", "--valid-days", "1");
        assertThat(reading.exitCode()).as(reading.output()).isZero();
        // The virtual machine may have said something before.
        String secret = reading.output().lines().reduce((before, last) -> last).orElseThrow();
        assertThat(secret).startsWith("tono_");
        Run refused = run(Map.of("TONOTOPY_TOKEN", secret), "token", "create");
        assertThat(refused.exitCode()).as(refused.output()).isEqualTo(4);
        Run tokens = run(Map.of(), "token", "list");
        assertThat(tokens.output()).contains("last used", "read", "admin");
        Run audit = run(Map.of(), "admin", "audit", "--operation", "createToken");
        assertThat(audit.output()).contains("DONE", "DENIED", "/accounts/admin/tokens");
        Run intact = run(Map.of(), "admin", "check-store");
        assertThat(intact.exitCode()).as(intact.output()).isZero();
        assertThat(intact.output()).contains("objects were read, 0 are damaged");
        assertThat(run(Map.of(), "admin", "check-store", "--orphans").output()).contains("are recorded nowhere");

        Run json = run(Map.of(), "leaderboard", "short@1", "--json");
        assertThat(json.output()).contains("\"spec_sha256\"");

        Run alias = run(Map.of(), "model", "alias", "set", "linear-short@1", "champion");
        assertThat(alias.exitCode()).as(alias.output()).isZero();
        assertThat(alias.output()).contains("champion is version 1");
        assertThat(run(Map.of(), "model", "alias", "history", "linear-short").output())
                .contains("set", "linear-short@1", "admin");
        assertThat(run(Map.of(), "model", "tag", "add", "linear-short@champion", "kept")
                        .output())
                .contains("tag    kept");
        assertThat(run(Map.of(), "model", "note", "linear-short@1", "of the test", "--json")
                        .output())
                .contains("of the test");
        assertThat(run(Map.of(), "model", "list", "--tag", "kept", "--min-score", "-1")
                        .output())
                .contains("linear-short@1", "champion");
        assertThat(run(Map.of(), "model", "compare", "linear-short@champion", "linear-short@1", "--all")
                        .output())
                .contains("delay_bins", "0 better in the first");

        Path weights = temporary.resolve("weights.bin");
        Run download = run(Map.of(), "model", "download", "linear-short@1", "--to", weights.toString());
        assertThat(download.exitCode()).as(download.output()).isZero();
        assertThat(weights).isNotEmptyFile();

        Run tensors = run(Map.of(), "model", "weights", "linear-short@1", "--to", temporary.toString());
        assertThat(tensors.exitCode()).as(tensors.output()).isZero();
        Path tensorsFile = temporary.resolve("linear-short-1.safetensors");
        assertThat(tensorsFile).isNotEmptyFile();
        Run sent = run(Map.of(), "model", "import", "short@1", tensorsFile.toString(), "--name", "sent-back");
        assertThat(sent.exitCode()).as(sent.output()).isZero();
        assertThat(sent.output()).contains("sent-back@1  SUCCEEDED");
        Run reproduced = run(Map.of(), "model", "reproduce", "linear-short@1");
        assertThat(reproduced.exitCode()).as(reproduced.output()).isZero();
        assertThat(reproduced.output()).contains("equal bit for bit");
        Run shared = run(Map.of(), "dataset", "share", "simulated@1", "--visibility", "private", "--with", "admin");
        assertThat(shared.exitCode()).as(shared.output()).isZero();
        assertThat(shared.output()).contains("private", "account  admin");
        assertThat(run(Map.of(), "model", "share", "linear-short@1").output()).contains("public");
        Run card = run(Map.of(), "model", "card", "linear-short@1");
        assertThat(card.exitCode()).as(card.output()).isZero();
        assertThat(card.output()).contains("# linear-short@1");

        Path responses = temporary.resolve("responses.npz");
        Run predicted = run(Map.of(), "predict", "linear-short@1", recording.toString(), "--out", responses.toString());
        assertThat(predicted.exitCode()).as(predicted.output()).isZero();
        assertThat(array(responses, "stimulus_0")).isNotEmpty();
        Path scored = scoredPredictions("linear-short@1");
        for (String tested : List.of("neurons", "stimulus_5", "stimulus_6")) {
            assertThat(array(responses, tested)).as(tested).isEqualTo(array(scored, tested));
        }
        Run unheard = run(Map.of(), "predict", "linear-short@1", responses.toString());
        assertThat(unheard.exitCode()).as(unheard.output()).isEqualTo(6);
        assertThat(unheard.output()).contains("spectrogram: The array is missing.");

        Run again = run(
                Map.of(),
                "dataset",
                "export",
                "simulated@1",
                "--to",
                temporary.resolve("back.npz").toString());
        assertThat(again.exitCode()).as(again.output()).isZero();
        assertThat(temporary.resolve("back.npz")).hasSameBinaryContentAs(recording);

        Run noRoom = run(Map.of(), "model", "download", "linear-short@1", "--to", "/dev/full/weights");
        assertThat(noRoom.exitCode()).isEqualTo(7);
        assertThat(noRoom.output()).contains("cannot be written").doesNotContain("\tat ");
        assertThat(partsIn(temporary)).isEmpty();
    }

    @Test
    void onATerminalBarsAreDrawnAndCtrlCAsksWhatIsMeant() throws Exception {
        assumeTrue(Terminal.exists(), "script is installed");
        Path recording = unpack("simulated.npz");
        unpack("simulated.json");
        try (Terminal importing = onTerminal(Map.of(), "dataset", "import", recording.toString())) {
            importing.await("\rhashing 100% [=");
            importing.await("\u001b[32msimulated@1 is READY\u001b[0m");
            assertThat(importing.awaitExit()).isZero();
        }
        Run benchmark = run(
                known(),
                "benchmark",
                "create",
                "long",
                "--dataset",
                "simulated@1",
                "--split",
                "train=[0,1]",
                "--split",
                "validation=[4]",
                "--split",
                "test=[5]");
        assertThat(benchmark.exitCode()).as(benchmark.output()).isZero();

        String job;
        try (Terminal fit = onTerminal(
                Map.of(),
                "fit",
                "long@1",
                "statenet",
                "--train",
                "max_epochs=10000",
                "--train",
                "patience=10000",
                "--follow")) {
            fit.await(" is QUEUED.");
            job = fit.shown().replaceAll("(?s).*Job ([0-9a-f-]{36}) is .*", "$1");
            fit.await("CCnorm");
            fit.press(CTRL_C);
            fit.await("Cancel the job (c), or only stop watching (s)?");
            fit.press("\n");
            fit.await("Going on.");
            fit.press(CTRL_C);
            fit.await("Cancel the job (c), or only stop watching (s)?");
            fit.press("s\n");
            fit.await("the job goes on");
            assertThat(fit.awaitExit()).isEqualTo(130);
        }
        try (Terminal again = onTerminal(Map.of("NO_COLOR", "1"), "job", "follow", job)) {
            again.await("\rrunning");
            again.press(CTRL_C);
            again.await("Cancel the job (c), or only stop watching (s)?");
            again.press("c\n");
            again.await("Cancelling");
            again.await("CANCELLED");
            assertThat(again.awaitExit()).isEqualTo(6);
            assertThat(again.shown()).doesNotContain("\u001b");
        }

        Run piped = run(known(), "job", "follow", job, "--json");
        assertThat(piped.exitCode()).isEqualTo(6);
        assertThat(piped.output())
                .contains("cancelled", "\"problem\":\"job_failed\"")
                .doesNotContain("\r", "\u001b");
    }

    @Test
    void whatGoesWrongIsASentenceWithItsExitCode() throws Exception {
        Map<String, String> known = known();
        expect(8, "no such benchmark", run(known, "leaderboard", "nothing@1"));
        expect(8, "\"answer\":{\"type\":", run(known, "leaderboard", "nothing@1", "--json"));
        expect(4, "tonotopy login", run(Map.of("TONOTOPY_URL", url, "TONOTOPY_TOKEN", "expired"), "queue"));
        expect(5, "does not answer", run(Map.of("TONOTOPY_TOKEN", token), "queue", "--url", "http://127.0.0.1:1"));
        expect(9, "no address of a server", run(known, "queue", "--url", "nowhere"));
        expect(7, "There is no file", run(known, "dataset", "import", "nothing.npz"));
        expect(2, "Unknown option", run(known, "queue", "--colour"));
        expect(2, "dataset\": import, list", run(known, "dataset"));
    }

    @Test
    void whatIsNotTonotopyIsSaid() throws Exception {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            byte[] page = "<html>Welcome</html>".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        other.start();
        try {
            String address = "http://127.0.0.1:" + other.getAddress().getPort();
            expect(9, "not Tonotopy", run(Map.of("TONOTOPY_URL", address, "TONOTOPY_TOKEN", "t"), "queue"));
        } finally {
            other.stop(0);
        }
    }

    /** What the board's score of a model is of. */
    private static Path scoredPredictions(String model) {
        return new FileDownload(new Tonotopy(URI.create(url), Optional.of(token)))
                .take(
                        "api/v1/models/" + model + "/predictions.npz",
                        "application/octet-stream",
                        temporary.resolve("scored.npz"),
                        Progress.NONE);
    }

    /** An array of an NPZ file with its header. */
    private static byte[] array(Path npz, String name) throws IOException {
        try (ZipFile arrays = new ZipFile(npz.toFile());
                InputStream content = arrays.getInputStream(arrays.getEntry(name + ".npy"))) {
            return content.readAllBytes();
        }
    }

    private static void expect(int exitCode, String words, Run run) {
        assertThat(run.output()).contains(words).doesNotContain("\tat ");
        assertThat(run.exitCode()).as(run.output()).isEqualTo(exitCode);
    }

    private static List<Path> partsIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".part")).toList();
        }
    }

    private static Path unpack(String name) throws IOException {
        Path file = temporary.resolve(name);
        try (InputStream content = Objects.requireNonNull(CommandLineIT.class.getResourceAsStream("/demo/" + name))) {
            Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    private static Map<String, String> known() {
        return Map.of("TONOTOPY_URL", url, "TONOTOPY_TOKEN", token);
    }

    private static Terminal onTerminal(Map<String, String> environment, String... arguments) throws IOException {
        Map<String, String> whole = new HashMap<>(known());
        whole.putAll(environment);
        return Terminal.run(whole, ChildJvm.clientCommand(arguments));
    }

    private record Run(int exitCode, String output) {}

    private static Run run(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Map<String, String> whole = new HashMap<>(environment);
        whole.put("XDG_CONFIG_HOME", temporary.resolve("config").toString());
        try (ChildJvm program = ChildJvm.client(whole, arguments)) {
            int exitCode = program.awaitExit();
            return new Run(exitCode, program.output());
        }
    }
}
