package org.tonotopy.client.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists that do not fit into memory come out whole. */
@Tag("slow")
@Timeout(120)
class LongListsTest {
    private static final int PAGES = 200;
    private static final int ROWS = 500;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aHundredThousandRowsComeOutOf32Mebibytes(boolean json) throws IOException, InterruptedException {
        String item = "{\"id\": \"018f0000-0000-7000-8000-000000000000\", \"kind\": \"fit\", \"state\": \"SUCCEEDED\","
                + " \"benchmark\": \"ns1-natural@1\", \"owner\": \"ada\", \"created_at\": \"2026-01-01T00:00:00Z\"}";
        String items = IntStream.range(0, ROWS).mapToObj(row -> item).collect(Collectors.joining(", "));
        try (ProgramAndServer server = new ProgramAndServer(folder)) {
            server.answer("/api/v1/jobs", (exchange, before) -> {
                String next = before == PAGES - 1 ? "" : ", \"next_page_token\": \"page-" + (before + 1) + "\"";
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                ProgramAndServer.send(exchange, 200, ("{\"items\": [" + items + "]" + next + "}").getBytes(UTF_8));
            });
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx32m",
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    TonotopyProgram.class.getName(),
                    "job",
                    "list",
                    "--limit",
                    "0"));
            if (json) {
                command.add(ServerCommand.JSON);
            }
            ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().putAll(Map.of("TONOTOPY_URL", server.url(), "XDG_CONFIG_HOME", folder.toString()));

            Process program = builder.start();
            long lines;
            try (BufferedReader out = program.inputReader(UTF_8)) {
                lines = out.lines().filter(line -> line.contains("018f0000")).count();
            }

            assertThat(program.waitFor()).isZero();
            assertThat(lines).isEqualTo((long) PAGES * ROWS);
        }
    }
}
