package org.tonotopy.client.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Loads the classes that commands need, in a JVM that lists them ({@code -XX:DumpLoadedClassList}): an archive is made
 * of the list, and later starts map it instead of reading jars. What a command reads comes from a server that lives
 * only meanwhile and gives the same small answer to everything.
 */
public final class StartupTraining {
    /** A board of one model, and a list of one thing. */
    private static final String ANSWER = """
            {
              "ranking_metric": "cc_norm",
              "comparison": {"current": true},
              "entries": [{
                "rank": 1, "kind": "linear", "label": "", "parameter_count": 1, "fit_seconds": 1.5, "seeds": [0],
                "authors": ["anybody"], "newest": "2026-01-01T00:00:00Z",
                "metrics": [{"metric": "cc_norm", "mean": 0.5, "median": 0.5,
                             "interval": {"mean_low": 0.4, "mean_high": 0.6}}]
              }],
              "items": [{"id": "00000000-0000-0000-0000-000000000000", "created_at": "2026-01-01T00:00:00Z"}]
            }
            """;

    private StartupTraining() {}

    /** Runs once, when the launcher has built the program. */
    public static void main(String[] arguments) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] answer = ANSWER.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Screen screen = new Screen(
                nowhere, nowhere, new BufferedReader(Reader.nullReader()), Map.of("XDG_CONFIG_HOME", "/"), false);
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        TonotopyProgram.run(screen, "--help");
        TonotopyProgram.run(screen, "fit", "--help");
        TonotopyProgram.run(screen, "leaderboard", "any@1", "--url", url);
        TonotopyProgram.run(screen, "job", "list", "--url", url);
        TonotopyProgram.run(screen, "model", "list", "--url", url, "--json");
        // What a server behind TLS needs is loaded before it is spoken to.
        TonotopyProgram.run(screen, "queue", "--url", "https://127.0.0.1:1");
        server.stop(0);
        System.exit(0);
    }
}
