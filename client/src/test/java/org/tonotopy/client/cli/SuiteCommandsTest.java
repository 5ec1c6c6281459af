package org.tonotopy.client.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonotopy.client.cli.ProgramAndServer.Said;

/** Suites and their boards on the command line. */
class SuiteCommandsTest {
    private static final String SUITE = """
            {"reference": "cortex@1", "name": "cortex", "version": 1, "ranking_metric": "cc_norm", "rules": "", "owner": "ada",
             "created_at": "2026-01-01T00:00:00Z",
             "benchmarks": [{"benchmark": "ns1-natural@1", "dataset": "ns1@1", "neurons": 119},
                            {"benchmark": "ferret@1", "dataset": "ferret@1", "neurons": 30}]}""";

    private static final String BOARD = """
            {"suite": "cortex@1", "ranking_metric": "cc_norm", "left_out": 2, "citation": "any",
             "comparison": {"current": false},
             "benchmarks": [{"benchmark": "ns1-natural@1", "dataset": "ns1@1", "neurons": 119},
                            {"benchmark": "ferret@1", "dataset": "ferret@1", "neurons": 30}],
             "entries": [{"rank": 1, "tied": true, "kind": "ln", "label": "", "authors": ["ada"],
                          "newest": "2026-01-01T00:00:00Z",
                          "metrics": [{"metric": "cc_norm",
                                       "interval": {"neurons": 149, "mean": 0.63, "mean_low": 0.6, "mean_high": 0.66, "median": 0.62}}],
                          "benchmarks": [{"benchmark": "ns1-natural@1", "mean": 0.65, "models": ["ln@1"], "seeds": [0]},
                                         {"benchmark": "ferret@1", "models": ["ln@2"], "seeds": [0]}]}]}""";

    private ProgramAndServer server;

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
    void aSuiteIsDefinedInTheOrderInWhichItsBenchmarksAreNamed() {
        AtomicReference<String> asked = new AtomicReference<>("");
        server.answer("/api/v1/suites", (exchange, before) -> {
            asked.set(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            ProgramAndServer.send(exchange, 201, SUITE.getBytes(UTF_8));
        });

        Said said = server.run("suite", "create", "cortex", "ns1-natural@1", "ferret@1", "--rules", "Tune on neither.");

        assertThat(said.out().strip()).as(said.err()).isEqualTo("cortex@1");
        assertThat(asked.get())
                .isEqualTo(
                        "{\"name\":\"cortex\",\"benchmarks\":[\"ns1-natural@1\",\"ferret@1\"],\"rules\":\"Tune on neither.\"}");
        assertThat(server.run("suite", "create", "cortex").exitCode()).isEqualTo(ExitCode.WRONG_USAGE.number());
    }

    @Test
    void suitesAreListedAndShown() {
        server.answer("/api/v1/suites", 200, "{\"items\": [" + SUITE + "]}");
        server.answer("/api/v1/suites/cortex@1", 200, SUITE);

        assertThat(server.run("suite", "list").out()).contains("cortex@1", "cc_norm", "ns1-natural@1, ferret@1");
        assertThat(server.runForJson("suite", "list").out().lines()).hasSize(1).allMatch(line -> line.startsWith("{"));
        assertThat(server.run("suite", "show", "cortex@1").out()).contains("\"benchmarks\"", "\"neurons\" : 30");
    }

    @Test
    void theBoardOfASuiteHasAColumnForEachBenchmark() {
        AtomicReference<String> asked = new AtomicReference<>("");
        server.answer("/api/v1/suites/cortex@1/leaderboard", (exchange, before) -> {
            asked.set(String.valueOf(exchange.getRequestURI().getQuery()));
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            ProgramAndServer.send(exchange, 200, BOARD.getBytes(UTF_8));
        });

        Said said = server.run("leaderboard", "--suite", "cortex@1", "--sort", "rank", "--min-seeds", "1");

        assertThat(said.out().lines()).as(said.err()).hasSize(2);
        assertThat(said.out()).contains("ns1-natural@1", "1=", "ln", "0.630", "[0.600, 0.660]", "0.650", "-");
        assertThat(said.err()).contains("lack one of the benchmarks: 2.", "new ranks follow");
        assertThat(asked.get()).isEqualTo("min_seeds=1&sort=rank");
        assertThat(server.runForJson("leaderboard", "--suite", "cortex@1").out())
                .contains("\"left_out\"");
        assertThat(server.run("completion", "bash").out()).contains("suite", "--suite");
    }
}
