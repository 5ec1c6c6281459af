package org.tonotopy.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who talks to the service. */
public record Client(HttpClient http, URI server, Optional<String> token) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Somebody with a token. */
    public static Client as(URI server, String token) {
        return new Client(HttpClient.newHttpClient(), server, Optional.of(token));
    }

    /** Somebody without one. */
    public static Client anonymous(URI server) {
        return new Client(HttpClient.newHttpClient(), server, Optional.empty());
    }

    /** A request to be completed, with the token if there is one. */
    public HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(server.resolve(path)).timeout(Duration.ofSeconds(20));
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        return request;
    }

    public Answer get(String path, String... headers) {
        HttpRequest.Builder request = request(path).GET();
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    public Answer head(String path) {
        return send(request(path).method("HEAD", BodyPublishers.noBody()));
    }

    public Answer post(String path, String json, String... headers) {
        HttpRequest.Builder request =
                request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json));
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    public Answer put(String path, BodyPublisher body) {
        return send(
                request(path).header("Content-Type", "application/octet-stream").PUT(body));
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            AsDescribed.require(response);
            return new Answer(response);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** What came back. */
    public record Answer(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public String text() {
            return response.body();
        }

        public JsonNode json() {
            return JSON.readTree(response.body());
        }

        public Optional<String> header(String name) {
            return response.headers().firstValue(name);
        }

        /** The path in Location. */
        public String location() {
            return header("Location").orElseThrow();
        }

        /** Last part of the type of a problem. */
        public String problem() {
            if (!header("Content-Type").orElse("").startsWith("application/problem+json")) {
                throw new AssertionError("not a problem: " + status() + " " + text());
            }
            String type = json().path("type").stringValue();
            return type.substring(type.lastIndexOf('/') + 1);
        }
    }
}
