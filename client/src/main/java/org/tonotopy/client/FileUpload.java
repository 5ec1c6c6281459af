package org.tonotopy.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.tonotopy.client.generated.model.UploadSession;

/**
 * Sends files in parts and in constant memory. Each part carries its hash; a broken connection costs one part, and a
 * file of which parts have arrived, in this run or an earlier one, is gone on with. What the server has already is not
 * sent.
 */
public final class FileUpload {
    private static final int OK = 200;
    private static final int CONFLICT = 409;
    private static final Duration PART_WITHIN = RetryPolicy.PATIENT.patience();
    private static final Duration JOINED_WITHIN = Duration.ofHours(1);

    private final Tonotopy server;

    public FileUpload(Tonotopy server) {
        this.server = server;
    }

    /**
     * Sends a file.
     *
     * @return its SHA-256, under which the server has it
     */
    public String send(Path file, Progress progress) {
        try {
            long size = Files.size(file);
            String sha256 = ContentHash.of(file, size, progress);
            if (!isThere(sha256)) {
                sendParts(file, size, sha256, progress);
            }
            return sha256;
        } catch (IOException unreadable) {
            throw TonotopyException.unreadable(file, unreadable);
        } catch (UncheckedIOException unreadable) {
            throw TonotopyException.unreadable(file, Objects.requireNonNullElse(unreadable.getCause(), unreadable));
        }
    }

    private boolean isThere(String sha256) {
        HttpRequest request = server.request("api/v1/uploads/" + sha256)
                .method("HEAD", BodyPublishers.noBody())
                .timeout(Tonotopy.ANSWER_WITHIN)
                .build();
        return server.exchange(request, BodyHandlers.discarding(), RetryPolicy.PATIENT)
                        .statusCode()
                == OK;
    }

    private void sendParts(Path file, long size, String sha256, Progress progress) throws IOException {
        ObjectNode request = server.json().createObjectNode().put("size_bytes", size);
        String upload = "api/v1/uploads/" + sha256;
        UploadSession session =
                server.convert(server.post(upload + "/session", request, Optional.empty()), UploadSession.class);
        List<Integer> missing = session.getMissing();
        long done = size
                - missing.stream()
                        .mapToLong(part -> length(session, part, size))
                        .sum();
        for (int part : missing) {
            sendPart(file, size, session, part, done, progress);
            done += length(session, part, size);
        }
        join(upload, sha256);
        progress.at("uploading", size, size);
    }

    /**
     * Has the parts put together. That takes as long as reading and writing the whole file; where the connection does
     * not last so long, the server says that it is at it, and is asked until the whole is there.
     */
    private void join(String upload, String sha256) {
        long begun = System.nanoTime();
        HttpResponse<byte[]> answer = complete(upload, sha256);
        while (isBeingJoined(answer) && System.nanoTime() - begun < JOINED_WITHIN.toNanos()) {
            if (arrives(sha256)) {
                return;
            }
            // The other attempt may have failed, which only a new one is told.
            answer = complete(upload, sha256);
        }
        if (answer.statusCode() / 100 != 2) {
            throw server.refusal(answer, answer.body());
        }
    }

    private HttpResponse<byte[]> complete(String upload, String sha256) {
        return server.exchange(
                server.request(upload + ":complete")
                        .header("Idempotency-Key", sha256)
                        .timeout(PART_WITHIN)
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofByteArray(),
                RetryPolicy.PATIENT);
    }

    private boolean isBeingJoined(HttpResponse<byte[]> answer) {
        return answer.statusCode() == CONFLICT
                && server.read(answer.body()).path("type").asText().endsWith("/upload-conflict");
    }

    private boolean arrives(String sha256) {
        for (int attempt = 1; attempt <= RetryPolicy.PATIENT.attempts(); attempt++) {
            server.pause(RetryPolicy.PATIENT.pause(attempt));
            if (isThere(sha256)) {
                return true;
            }
        }
        return false;
    }

    private static long length(UploadSession session, int part, long size) {
        return Math.min(session.getPartBytes(), size - part * session.getPartBytes());
    }

    private void sendPart(Path file, long size, UploadSession session, int part, long before, Progress progress)
            throws IOException {
        long start = part * session.getPartBytes();
        long length = length(session, part, size);
        String hash;
        try (InputStream content = new FileSlice(file, start, length, read -> {})) {
            hash = ContentHash.of(content, length, Progress.NONE);
        }
        BodyPublisher body = BodyPublishers.fromPublisher(
                BodyPublishers.ofInputStream(
                        () -> open(file, start, length, read -> progress.at("uploading", before + read, size))),
                length);
        HttpResponse<byte[]> response = server.exchange(
                server.request("api/v1/uploads/" + session.getSha256() + "/parts/" + part + "?part_sha256=" + hash)
                        .header("Content-Type", "application/octet-stream")
                        .timeout(PART_WITHIN)
                        .PUT(body)
                        .build(),
                BodyHandlers.ofByteArray(),
                RetryPolicy.PATIENT);
        if (response.statusCode() / 100 != 2) {
            throw server.refusal(response, response.body());
        }
    }

    private static InputStream open(Path file, long start, long length, LongConsumer progress) {
        try {
            return new FileSlice(file, start, length, progress);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
