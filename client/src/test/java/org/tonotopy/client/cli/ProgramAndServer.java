package org.tonotopy.client.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The program in this process, and a server on a port that answers as a test says; what it was not told is not there. */
final class ProgramAndServer implements Closeable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final Path folder;

    /** Answers a request. */
    @FunctionalInterface
    interface Answer {
        /**
         * Answers.
         *
         * @param before how often the same was asked before
         */
        void to(HttpExchange exchange, int before) throws IOException;
    }

    /** What a command said. */
    record Said(int exitCode, String out, String err) {
        /** That it failed with a sentence and no trace, and with the same as JSON, which is returned. */
        JsonNode failed(ExitCode expected, String words) throws IOException {
            assertThat(err).contains(words).doesNotContain("\tat ");
            assertThat(exitCode).as(err).isEqualTo(expected.number());
            String last = out.lines().reduce((before, line) -> line).orElse("");
            JsonNode problem = JSON.readTree(last);
            assertThat(problem.path("exit_code").asInt()).as(out).isEqualTo(exitCode);
            assertThat(problem.path("problem").asText()).isEqualToIgnoringCase(expected.name());
            assertThat(problem.path("message").asText()).contains(words);
            return problem;
        }
    }

    /** Settings are kept in a folder. */
    ProgramAndServer(Path folder) throws IOException {
        this.folder = folder;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Method and path of every request, in order. */
    List<String> asked() {
        return asked;
    }

    void answer(String path, Answer answer) {
        server.createContext(path, exchange -> {
            String request =
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            int before = (int) asked.stream().filter(request::equals).count();
            asked.add(request);
            try (exchange) {
                answer.to(exchange, before);
            }
        });
    }

    /** Always the same JSON. */
    void answer(String path, int status, String json) {
        answer(path, (exchange, before) -> {
            exchange.getRequestBody().readAllBytes();
            String type = status < 400 ? "application/json" : "application/problem+json";
            exchange.getResponseHeaders().set("Content-Type", type);
            send(exchange, status, json.getBytes(UTF_8));
        });
    }

    static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    /** Runs a command for this server. */
    Said run(String... arguments) {
        return run(Map.of("TONOTOPY_URL", url()), arguments);
    }

    /** Runs a command. */
    Said run(Map<String, String> environment, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Map<String, String> whole = new HashMap<>(environment);
        whole.put("XDG_CONFIG_HOME", folder.toString());
        Screen screen = new Screen(
                new PrintStream(out, true, UTF_8),
                new PrintStream(err, true, UTF_8),
                new BufferedReader(new StringReader("")),
                whole,
                false);
        int exitCode = TonotopyProgram.run(screen, arguments);
        return new Said(exitCode, out.toString(UTF_8), err.toString(UTF_8));
    }

    /** Runs a command with {@code --json}. */
    Said runForJson(String... arguments) {
        List<String> whole = new ArrayList<>(List.of(arguments));
        whole.add("--json");
        return run(whole.toArray(String[]::new));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
