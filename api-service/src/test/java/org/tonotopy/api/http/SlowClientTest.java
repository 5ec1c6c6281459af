package org.tonotopy.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.Client;

/** Clients that begin to send and do not go on. */
class SlowClientTest extends ApiTest {
    /** More than the server has threads. */
    private static final int MANY = 70;

    private static final Duration SOON = Duration.ofSeconds(5);

    private List<Socket> beginning(int count, String head) throws IOException {
        List<Socket> slow = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            Socket connection = new Socket(server().getHost(), server().getPort());
            connection
                    .getOutputStream()
                    .write((head + "\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n{")
                            .getBytes(StandardCharsets.UTF_8));
            slow.add(connection);
        }
        return slow;
    }

    private static int status(Client client, String path) {
        return client.send(client.request(path).timeout(SOON).GET()).status();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST /sign-in HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded",
                "POST /sign-in HTTP/1.1\r\nContent-Type: multipart/form-data; boundary=x",
                "POST /api/v1/jobs HTTP/1.1\r\nContent-Type: application/json",
                "PUT /api/v1/uploads/none HTTP/1.1\r\nContent-Type: application/octet-stream",
                "POST /nowhere HTTP/1.1"
            })
    void ofNobodyKnownKeepNobodyWaiting(String head) throws Exception {
        List<Socket> slow = beginning(MANY, head);
        try {
            assertThat(status(nobody, "/actuator/health/liveness")).isEqualTo(200);
            assertThat(status(viewer, "/api/v1/datasets")).isEqualTo(200);
            assertThat(member.send(member.request("/api/v1/jobs")
                                    .timeout(SOON)
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString("{}")))
                            .status())
                    .as("a body that came with its request")
                    .isEqualTo(422);
        } finally {
            for (Socket connection : slow) {
                connection.close();
            }
        }
    }

    @Test
    void ofAMemberKeepNobodyWaiting() throws Exception {
        ofNobodyKnownKeepNobodyWaiting(
                "POST /api/v1/jobs HTTP/1.1\r\nContent-Type: application/json\r\nAuthorization: Bearer "
                        + member.token().orElseThrow());
    }

    @Test
    void whoeverComesLaterThanTheSlowOnesIsToldToComeAgain() throws Exception {
        List<Socket> slow = beginning(SlowBodies.ALL + 40, "POST /nowhere HTTP/1.1");
        try {
            Socket last = slow.get(slow.size() - 1);
            last.setSoTimeout((int) SOON.toMillis());
            String answer = new String(last.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 503").contains("Retry-After: 5", "application/problem+json");
        } finally {
            for (Socket connection : slow) {
                connection.close();
            }
        }
    }
}
