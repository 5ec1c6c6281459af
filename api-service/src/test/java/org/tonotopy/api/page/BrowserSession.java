package org.tonotopy.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a browser sends and keeps that has signed in: a cookie, and with every form its token. */
public final class BrowserSession {
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
    private final URI server;

    private BrowserSession(URI server) {
        this.server = server;
    }

    /** Of whoever has a token. */
    public static BrowserSession signedIn(URI server, String token) {
        BrowserSession session = new BrowserSession(server);
        HttpResponse<String> in = session.post("/sign-in", "/sign-in", Map.of("token", token));
        assertThat(in.statusCode()).isEqualTo(302);
        return session;
    }

    /** A page. */
    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(server.resolve(path)));
    }

    /** Sends the form of a page. */
    HttpResponse<String> post(String page, String path, Map<String, String> fields) {
        Matcher token = CSRF.matcher(get(page).body());
        assertThat(token.find()).as("a form on " + page).isTrue();
        String body = "_csrf=" + encoded(token.group(1))
                + fields.entrySet().stream()
                        .map(field -> "&" + encoded(field.getKey()) + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining());
        return send(HttpRequest.newBuilder(server.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.header("Accept", "text/html").build(), BodyHandlers.ofString());
        } catch (java.io.IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Where an answer leads. */
    static String place(HttpResponse<String> answer) {
        return URI.create(answer.headers().firstValue("Location").orElse("")).getPath();
    }
}
