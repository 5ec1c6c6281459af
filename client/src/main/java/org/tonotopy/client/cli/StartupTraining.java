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
 * Loads the classes that commands need, in a JVM that writes them into an archive ({@code -XX:ArchiveClassesAtExit}):
 * later starts map the archive instead of reading jars. What a command reads comes from an empty answer of a server
 * that lives only meanwhile.
 */
public final class StartupTraining {
    private StartupTraining() {}

    /** Runs once, when the launcher has built the program. */
    public static void main(String[] arguments) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] empty = "{\"entries\": [], \"items\": []}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, empty.length);
            exchange.getResponseBody().write(empty);
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
        server.stop(0);
        System.exit(0);
    }
}
