package org.tonotopy.api.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.Client.Answer;
import org.tonotopy.registry.content.Sha256;

class UploadTest extends ApiTest {
    private static String hash(String content) {
        return Sha256.hex(Sha256.of(content.getBytes(StandardCharsets.UTF_8)));
    }

    private Answer put(String sha256, String content) {
        return member.put("/api/v1/uploads/" + sha256, BodyPublishers.ofString(content));
    }

    @Test
    void contentIsCreatedOnceAndThereAfterwards() {
        String content = freshName("content");
        String sha256 = hash(content);
        assertThat(viewer.head("/api/v1/uploads/" + sha256).status()).isEqualTo(404);
        Answer first = put(sha256, content);
        assertThat(first.status()).isEqualTo(201);
        assertThat(first.location()).isEqualTo("/api/v1/uploads/" + sha256);
        assertThat(put(sha256, content).status()).isEqualTo(200);
        Answer found = viewer.head("/api/v1/uploads/" + sha256);
        assertThat(found.status()).isEqualTo(200);
        assertThat(found.header("Content-Length")).contains(String.valueOf(content.length()));
        assertThat(found.header("ETag")).contains("\"" + sha256 + "\"");
    }

    @Test
    void otherContentThanAnnouncedIsRefusedWithBothHashes() {
        String announced = hash(freshName("announced"));
        String content = freshName("other");
        Answer answer = put(announced, content);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("hash-mismatch");
        assertThat(answer.json().path("detail").stringValue()).contains(announced, hash(content));
        assertThat(viewer.head("/api/v1/uploads/" + announced).status()).isEqualTo(404);
    }

    @Test
    void contentBeyondTheLimitIsRefusedWithAndWithoutItsLength() {
        String large = "x".repeat(2_200_000);
        assertThat(put(hash(large), large).problem()).isEqualTo("too-large");
        Answer chunked = member.put(
                "/api/v1/uploads/" + hash(large),
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8))));
        assertThat(chunked.problem()).isEqualTo("too-large");
    }

    @Test
    void somethingThatIsNoHashIsRefused() {
        Answer answer = put("ABC", "x");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("field").stringValue()).isEqualTo("sha256");
    }

    @Test
    void anUploadThatIsCutOffLeavesNothing() throws IOException {
        String content = freshName("cut off");
        String sha256 = hash(content);
        try (Socket socket = new Socket(server().getHost(), server().getPort())) {
            OutputStream request = socket.getOutputStream();
            request.write(("PUT /api/v1/uploads/" + sha256 + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                            + member.token().orElseThrow() + "\r\nContent-Type: application/octet-stream\r\n"
                            + "Content-Length: 1000000\r\n\r\n" + content)
                    .getBytes(StandardCharsets.UTF_8));
            request.flush();
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        }
        assertThat(viewer.head("/api/v1/uploads/" + sha256).status()).isEqualTo(404);
        Path incoming = folder.resolve("objects/incoming");
        try (Stream<Path> leftovers = Files.list(incoming)) {
            assertThat(leftovers).isEmpty();
        }
    }
}
