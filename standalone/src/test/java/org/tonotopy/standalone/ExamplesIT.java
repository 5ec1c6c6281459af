package org.tonotopy.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of docs/python-client.md, run as they stand there against a whole server. */
@Tag("slow")
class ExamplesIT {
    private static final Path DOCS = Path.of("../docs").toAbsolutePath();

    @TempDir
    private static Path temporary;

    private static ChildJvm server;
    private static String url;

    @BeforeAll
    static void startServer() throws Exception {
        server = ChildJvm.tonotopy("start", "--data", temporary.resolve("data").toString(), "--port", "0");
        String line = server.awaitLine(text -> text.contains("serves")).orElseThrow();
        url = line.substring(line.indexOf("http://"));
        for (String name : List.of("simulated.npz", "simulated.json")) {
            try (InputStream content = Objects.requireNonNull(ExamplesIT.class.getResourceAsStream("/demo/" + name))) {
                Files.copy(content, temporary.resolve(name));
            }
        }
    }

    @AfterAll
    static void stopServer() throws IOException {
        server.close();
    }

    @Test
    void theOneInPythonPrintsTheBoardAndPlotsADream() throws Exception {
        assumeTrue(run("python3", "-c", "import numpy, matplotlib").exitCode() == 0, "needs numpy and matplotlib");

        Run example = run("python3", DOCS.resolve("example.py").toString(), "simulated.npz");

        assertThat(example.exitCode()).as(example.output()).isZero();
        assertThat(example.output()).contains("statenet");
        assertThat(Files.readAllBytes(temporary.resolve("dream.png"))).startsWith(0x89, 'P', 'N', 'G');
        assertThat(Files.readAllLines(DOCS.resolve("example.py"))).hasSizeLessThanOrEqualTo(65);
    }

    @Test
    void theOneInShellDoesTheSame() throws Exception {
        assumeTrue(run("sh", "-c", "command -v curl && command -v jq").exitCode() == 0, "needs curl and jq");

        Run example = run("sh", DOCS.resolve("example.sh").toString(), "simulated.npz");

        assertThat(example.exitCode()).as(example.output()).isZero();
        assertThat(example.output()).contains("statenet");
        assertThat(temporary.resolve("dream.svg")).content().contains("<svg");
    }

    private record Run(int exitCode, String output) {}

    private static Run run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(temporary.toFile()).redirectErrorStream(true);
        builder.environment().put("TONOTOPY_URL", url);
        builder.environment()
                .put(
                        "TONOTOPY_TOKEN",
                        Files.readString(temporary.resolve("data/admin-token")).strip());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }
}
