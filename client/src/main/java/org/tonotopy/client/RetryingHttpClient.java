package org.tonotopy.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.Authenticator;
import java.net.ConnectException;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * An HTTP client that sends again what may be sent again: anything that never reached a server, and after a broken
 * connection or a gateway's error what has the same effect twice, which is every method but POST, and a POST with an
 * {@code Idempotency-Key}. An answer that asks for a longer wait than the policy's patience is the answer. A body that
 * stalls ends with an error.
 */
final class RetryingHttpClient extends HttpClient {
    private static final int TOO_MANY = 429;
    // Gateways answer 503 also where the connection broke behind a request that the server had.
    private static final Set<Integer> GATEWAY = Set.of(502, 503, 504);

    private final HttpClient http;
    private final RetryPolicy policy;
    private final Duration silence;
    private final DeprecationNotices notices;

    /**
     * A client that is as patient as a policy says.
     *
     * @param silence how long nothing of a body may come before it ends with an error
     * @param notices looks at every answer
     */
    RetryingHttpClient(HttpClient http, RetryPolicy policy, Duration silence, DeprecationNotices notices) {
        this.http = http;
        this.policy = policy;
        this.silence = silence;
        this.notices = notices;
    }

    /** The same connections, other patience. */
    RetryingHttpClient with(RetryPolicy other) {
        return new RetryingHttpClient(http, other, silence, notices);
    }

    @Override
    public <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler)
            throws IOException, InterruptedException {
        Duration waited = Duration.ZERO;
        for (int attempt = 1; ; attempt++) {
            boolean last = attempt >= policy.attempts();
            try {
                HttpResponse<T> response =
                        http.send(request, answer -> new WatchedBody<>(handler.apply(answer), silence));
                notices.look(response);
                if (last || !mayRepeat(request, response.statusCode())) {
                    return response;
                }
                Duration pause = policy.pause(attempt, response.headers());
                waited = waited.plus(pause);
                if (waited.compareTo(policy.patience()) > 0) {
                    return response;
                }
                if (response.body() instanceof InputStream unread) {
                    unread.close();
                }
                Thread.sleep(pause.toMillis());
            } catch (IOException failure) {
                if (last || !mayRepeat(request, failure)) {
                    throw failure;
                }
                Thread.sleep(policy.pause(attempt).toMillis());
            }
        }
    }

    private static boolean mayRepeat(HttpRequest request, int status) {
        return status == TOO_MANY || (GATEWAY.contains(status) && isIdempotent(request));
    }

    private boolean mayRepeat(HttpRequest request, IOException failure) {
        boolean neverArrived = failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException;
        boolean waitedEnough = failure instanceof HttpTimeoutException
                && request.timeout()
                        .filter(within -> within.compareTo(policy.patience()) > 0)
                        .isPresent();
        return neverArrived || (isIdempotent(request) && !waitedEnough);
    }

    private static boolean isIdempotent(HttpRequest request) {
        return !request.method().equals("POST")
                || request.headers().firstValue("Idempotency-Key").isPresent();
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
        return http.sendAsync(request, handler);
    }

    @Override
    public <T> CompletableFuture<HttpResponse<T>> sendAsync(
            HttpRequest request, HttpResponse.BodyHandler<T> handler, HttpResponse.PushPromiseHandler<T> pushed) {
        return http.sendAsync(request, handler, pushed);
    }

    @Override
    public Optional<CookieHandler> cookieHandler() {
        return http.cookieHandler();
    }

    @Override
    public Optional<Duration> connectTimeout() {
        return http.connectTimeout();
    }

    @Override
    public Redirect followRedirects() {
        return http.followRedirects();
    }

    @Override
    public Optional<ProxySelector> proxy() {
        return http.proxy();
    }

    @Override
    public SSLContext sslContext() {
        return http.sslContext();
    }

    @Override
    public SSLParameters sslParameters() {
        return http.sslParameters();
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return http.authenticator();
    }

    @Override
    public Version version() {
        return http.version();
    }

    @Override
    public Optional<Executor> executor() {
        return http.executor();
    }
}
