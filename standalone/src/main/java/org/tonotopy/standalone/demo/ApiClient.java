package org.tonotopy.standalone.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.tonotopy.standalone.StandaloneException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Talks to the API of one server as one account. Whatever the API refuses becomes a sentence for people. */
public final class ApiClient {
    private static final String API = "api/v1/";
    private static final int CREATED = 201;
    private static final int ACCEPTED = 202;
    private static final int FIRST_ERROR = 400;
    private static final int NOT_FOUND = 404;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final URI server;
    private final String token;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    /** @param server root address, ending in a slash */
    public ApiClient(URI server, String token) {
        this.server = server;
        this.token = token;
    }

    /** Reads. */
    public ApiResponse get(String path) throws InterruptedException {
        return send(request(path).GET().build());
    }

    /** Whether the server has this, by a HEAD request. */
    boolean exists(String path) throws InterruptedException {
        HttpResponse<String> response = exchange(request(path)
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());
        if (response.statusCode() == NOT_FOUND) {
            return false;
        }
        read(response);
        return true;
    }

    /** Sends the bytes of a file. */
    void put(String path, Path file) throws InterruptedException {
        try {
            send(request(path)
                    .header("Content-Type", "application/octet-stream")
                    .PUT(HttpRequest.BodyPublishers.ofFile(file))
                    .build());
        } catch (IOException unreadable) {
            throw new StandaloneException("Cannot read " + file + ": " + unreadable, unreadable);
        }
    }

    /**
     * Creates something, once: the key is a hash of path, body and {@code repetition}, so the same request sent again,
     * also by a later run, gives the same thing.
     *
     * @param repetition 0 first; another number asks for another thing of the same content
     */
    public ApiResponse create(String path, JsonNode body, int repetition) throws InterruptedException {
        String text = JSON.writeValueAsString(body);
        String key = ContentHash.sha256((path + "\n" + repetition + "\n" + text).getBytes(StandardCharsets.UTF_8));
        return send(request(path)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", key)
                .POST(HttpRequest.BodyPublishers.ofString(text))
                .build());
    }

    /** Asks for something to be done. */
    public ApiResponse act(String path) throws InterruptedException {
        return send(request(path).POST(HttpRequest.BodyPublishers.noBody()).build());
    }

    private HttpRequest.Builder request(String path) {
        URI address = path.startsWith("/")
                ? server.resolve(path)
                : server.resolve(API).resolve(path);
        return HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Accept", "application/json, application/problem+json")
                .header("Authorization", "Bearer " + token);
    }

    private ApiResponse send(HttpRequest request) throws InterruptedException {
        HttpResponse<String> response = exchange(request);
        boolean created = response.statusCode() == CREATED || response.statusCode() == ACCEPTED;
        return new ApiResponse(read(response), response.headers().firstValue("Location"), created);
    }

    private HttpResponse<String> exchange(HttpRequest request) throws InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failure) {
            throw new StandaloneException(
                    "The server at " + server + " did not answer " + request.method() + " "
                            + request.uri().getPath() + " (" + failure + "). Its log is in the data folder.",
                    failure);
        }
    }

    private static JsonNode read(HttpResponse<String> response) {
        JsonNode body;
        try {
            body = response.body().isBlank() ? MissingNode.getInstance() : JSON.readTree(response.body());
        } catch (JacksonException noJson) {
            body = MissingNode.getInstance();
        }
        if (response.statusCode() >= FIRST_ERROR) {
            throw new StandaloneException(sentence(response, body));
        }
        return body;
    }

    private static String sentence(HttpResponse<String> response, JsonNode problem) {
        StringBuilder sentence = new StringBuilder("The server refused ")
                .append(response.request().method())
                .append(' ')
                .append(response.request().uri().getPath())
                .append(" (")
                .append(response.statusCode())
                .append(')');
        append(sentence, ": ", problem.path("title"));
        // It names the field.
        append(sentence, ": ", problem.path("detail"));
        append(sentence, " ", problem.path("remedy"));
        return sentence.toString();
    }

    private static void append(StringBuilder sentence, String before, JsonNode text) {
        String value = text.asString("");
        if (!value.isBlank()) {
            sentence.append(before).append(value);
        }
    }
}
