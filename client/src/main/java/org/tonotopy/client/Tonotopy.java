package org.tonotopy.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.tonotopy.client.TonotopyException.Kind;
import org.tonotopy.client.generated.ApiClient;
import org.tonotopy.client.generated.ApiException;
import org.tonotopy.client.generated.api.AccountsApi;
import org.tonotopy.client.generated.api.BenchmarksApi;
import org.tonotopy.client.generated.api.DatasetsApi;
import org.tonotopy.client.generated.api.FeaturesApi;
import org.tonotopy.client.generated.api.JobsApi;
import org.tonotopy.client.generated.api.ModelsApi;
import org.tonotopy.client.generated.api.StoreApi;
import org.tonotopy.client.generated.api.SubmissionsApi;
import org.tonotopy.client.generated.api.SuitesApi;
import org.tonotopy.client.generated.api.SweepsApi;
import org.tonotopy.client.generated.model.Job;

/** One server, as one account. Whatever fails is a {@link TonotopyException} with a sentence for people. */
public final class Tonotopy {
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(10);
    /** How long an answer may take to begin. */
    static final Duration ANSWER_WITHIN = Duration.ofMinutes(2);

    // Streams of events give a sign of life more often.
    private static final Duration SILENCE = Duration.ofSeconds(75);

    private final URI server;
    private final Optional<String> token;
    private final RetryingHttpClient http;
    private final ApiClient generated;
    private final ObjectMapper json;

    /**
     * A client of a server; nothing is sent yet.
     *
     * @param server its root address
     * @param token an API token; without one only what everybody may read is answered
     */
    public Tonotopy(URI server, Optional<String> token) {
        this(server, token, DeprecationNotices::log);
    }

    /**
     * A client of a server; nothing is sent yet.
     *
     * @param server its root address
     * @param token an API token; without one only what everybody may read is answered
     * @param deprecations takes a sentence, once for each operation that is used and that the server announces as deprecated
     */
    public Tonotopy(URI server, Optional<String> token, Consumer<String> deprecations) {
        this(server, token, deprecations, SILENCE);
    }

    /**
     * A client of a server.
     *
     * @param silence how long nothing of an answer's body may come before the connection counts as broken
     */
    Tonotopy(URI server, Optional<String> token, Consumer<String> deprecations, Duration silence) {
        if (server.getHost() == null || !("http".equals(server.getScheme()) || "https".equals(server.getScheme()))) {
            throw new TonotopyException(
                    Kind.NOT_UNDERSTOOD,
                    "\"" + server + "\" is no address of a server. One is like http://127.0.0.1:8080 or"
                            + " https://tonotopy.example.org.");
        }
        String root = server.toString();
        this.server = URI.create(root.endsWith("/") ? root : root + "/");
        this.token = token;
        this.http = new RetryingHttpClient(
                connections(server), RetryPolicy.BRIEF, silence, new DeprecationNotices(deprecations));
        this.generated = new ApiClient() {
            @Override
            public HttpClient getHttpClient() {
                return http;
            }
        };
        generated.updateBaseUri(root.replaceFirst("/+$", ""));
        generated.setReadTimeout(ANSWER_WITHIN);
        generated.setRequestInterceptor(this::authorize);
        this.json = generated.getObjectMapper();
    }

    private static HttpClient connections(URI server) {
        HttpClient.Builder builder =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT_WITHIN);
        if ("http".equals(server.getScheme())) {
            builder.sslContext(new NoEncryption()).sslParameters(new SSLParameters());
        }
        return builder.build();
    }

    /**
     * Stands where the one of this machine would, whose certificates take longer to read than the rest of a short
     * command. No connection asks it: none of them is encrypted, and redirects are not followed.
     */
    private static final class NoEncryption extends SSLContext {
        NoEncryption() {
            super(null, null, "none");
        }
    }

    /** A call of a generated API. */
    @FunctionalInterface
    public interface Call<T> {
        T send() throws ApiException;
    }

    /** Sends a call of a generated API and puts what fails into words. */
    public <T> T call(Call<T> call) {
        try {
            return call.send();
        } catch (ApiException failure) {
            if (failure.getCause() instanceof JsonProcessingException unreadable) {
                throw new TonotopyException(
                        Kind.NOT_UNDERSTOOD,
                        "The answer of " + server + " cannot be read. Either that is not Tonotopy, or it is of another"
                                + " version than this client (" + unreadable.getOriginalMessage() + ").",
                        failure);
            }
            if (failure.getCause() instanceof IOException broken) {
                throw unreachable(broken);
            }
            if (failure.getCause() instanceof InterruptedException stopped) {
                throw stopped(stopped);
            }
            String body = failure.getResponseBody();
            throw Refusal.of(
                    failure.getCode(),
                    Optional.ofNullable(failure.getResponseHeaders()).flatMap(RetryPolicy::asked),
                    body == null ? "" : body,
                    json);
        }
    }

    /**
     * Asks for a job. The request is a tree, since what it says depends on the kind of job and of model.
     *
     * @param request as {@code POST /api/v1/jobs} takes it
     * @param key asks for the same job when it comes again with the same request; empty lets the server offer an
     *     earlier job of the same content
     */
    public Job createJob(JsonNode request, Optional<String> key) {
        return convert(post("api/v1/jobs", request, key), Job.class);
    }

    /** Posts a tree and returns the answer as one. */
    public JsonNode post(String path, JsonNode request, Optional<String> key) {
        HttpRequest.Builder builder = request(path)
                .timeout(ANSWER_WITHIN)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(request.toString()));
        key.ifPresent(value -> builder.header("Idempotency-Key", value));
        return read(send(builder.build(), RetryPolicy.BRIEF));
    }

    /**
     * Reads a text that is no JSON.
     *
     * @param path of the API, from its root
     * @param accept media type that is wanted
     */
    public String text(String path, String accept) {
        HttpRequest request = request(path)
                .timeout(ANSWER_WITHIN)
                .header("Accept", accept + ", application/problem+json")
                .build();
        return new String(send(request, RetryPolicy.BRIEF), StandardCharsets.UTF_8);
    }

    /** A key that no other request has. */
    public static String newKey() {
        return UUID.randomUUID().toString();
    }

    // The generated APIs, one for each tag of the document.

    public DatasetsApi datasets() {
        return new DatasetsApi(generated);
    }

    public BenchmarksApi benchmarks() {
        return new BenchmarksApi(generated);
    }

    public JobsApi jobs() {
        return new JobsApi(generated);
    }

    public ModelsApi models() {
        return new ModelsApi(generated);
    }

    public FeaturesApi features() {
        return new FeaturesApi(generated);
    }

    public SuitesApi suites() {
        return new SuitesApi(generated);
    }

    public SweepsApi sweeps() {
        return new SweepsApi(generated);
    }

    public AccountsApi accounts() {
        return new AccountsApi(generated);
    }

    /** Operations on the object store. */
    public StoreApi store() {
        return new StoreApi(generated);
    }

    public SubmissionsApi submissions() {
        return new SubmissionsApi(generated);
    }

    /** Follows a job. */
    public JobEvents events(UUID job) {
        return new JobEvents(this, job);
    }

    /** Reads and writes the API's JSON. */
    public ObjectMapper json() {
        return json;
    }

    /** Root address of the server, with a slash at its end. */
    public URI server() {
        return server;
    }

    /** A name as one part of a path. */
    public static String segment(String name) {
        return ApiClient.urlEncode(name);
    }

    /** A request of this account. */
    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(path));
        authorize(request);
        return request;
    }

    private void authorize(HttpRequest.Builder request) {
        token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
    }

    /** The answer to a request, whatever its status. */
    <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler, RetryPolicy policy) {
        try {
            return http.with(policy).send(request, handler);
        } catch (IOException failure) {
            throw unreachable(failure);
        } catch (InterruptedException stopped) {
            throw stopped(stopped);
        }
    }

    /** Waits. */
    void pause(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException stopped) {
            throw stopped(stopped);
        }
    }

    private TonotopyException stopped(InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return new TonotopyException(Kind.STOPPED, "Stopped while waiting for " + server + ".", stopped);
    }

    /** The body of a good answer. */
    byte[] send(HttpRequest request, RetryPolicy policy) {
        HttpResponse<byte[]> response = exchange(request, BodyHandlers.ofByteArray(), policy);
        if (response.statusCode() / 100 != 2) {
            throw refusal(response, response.body());
        }
        return response.body();
    }

    TonotopyException refusal(HttpResponse<?> response, byte[] body) {
        return Refusal.of(
                response.statusCode(),
                RetryPolicy.asked(response.headers()),
                new String(body, StandardCharsets.UTF_8),
                json);
    }

    /** Reads what a refusal says from an answer whose body is a stream. */
    TonotopyException refusal(HttpResponse<InputStream> response) {
        try (InputStream body = response.body()) {
            return refusal(response, body.readNBytes(1 << 16));
        } catch (IOException broken) {
            return unreachable(broken);
        }
    }

    TonotopyException unreachable(IOException failure) {
        String why = failure instanceof ConnectException
                ? "no connection"
                : failure.getCause() instanceof HttpTimeoutException silent
                        ? String.valueOf(silent.getMessage())
                        : failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return new TonotopyException(
                Kind.UNREACHABLE,
                "The server at " + server + " does not answer (" + why
                        + "). Check the address (--url, TONOTOPY_URL, \"tonotopy login\") and that it runs.",
                failure);
    }

    JsonNode read(byte[] body) {
        try {
            return json.readTree(body);
        } catch (IOException unreadable) {
            throw new TonotopyException(
                    Kind.NOT_UNDERSTOOD, "What answers at " + server + " is not Tonotopy: no JSON.", unreadable);
        }
    }

    <T> T convert(JsonNode tree, Class<T> type) {
        try {
            return json.treeToValue(tree, type);
        } catch (JsonProcessingException unreadable) {
            throw new TonotopyException(
                    Kind.NOT_UNDERSTOOD,
                    "The answer of " + server + " cannot be read: it is of another version than this client.",
                    unreadable);
        }
    }
}
