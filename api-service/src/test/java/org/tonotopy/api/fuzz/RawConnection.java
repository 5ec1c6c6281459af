package org.tonotopy.api.fuzz;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Requests that no client would send: what breaks the lines of the protocol itself. */
final class RawConnection {
    private static final int PATIENCE_MS = 30_000;

    private RawConnection() {}

    /** A head that is not what a head is. */
    static String head(Random random, String token) {
        String hostile = HostileText.any(random);
        String known = "\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer " + token;
        return List.of(
                        "GET /api/v1/jobs/" + hostile + " HTTP/1.1" + known,
                        "GET /api/v1/datasets?name=" + hostile + " HTTP/1.1" + known,
                        "GET /api/v1/datasets HTTP/1.1" + known + "\r\nX-Request-Id: " + hostile,
                        "GET /api/v1/datasets HTTP/1.1" + known + "\r\n" + hostile + ": x",
                        "GET /../../etc/passwd HTTP/1.1" + known,
                        "GET /api/v1/..;/..;/actuator/metrics HTTP/1.1" + known,
                        "GET //api/v1//datasets HTTP/1.1" + known,
                        "GET http://elsewhere.example/api/v1/datasets HTTP/1.1" + known,
                        "GET /api/v1/datasets HTTP/1.1\r\nConnection: close",
                        "GET /api/v1/datasets HTTP/9.9" + known,
                        "GET /api/v1/datasets",
                        hostile + " /api/v1/datasets HTTP/1.1" + known,
                        "POST /api/v1/datasets HTTP/1.1" + known + "\r\nContent-Length: -1",
                        "POST /api/v1/datasets HTTP/1.1" + known + "\r\nContent-Length: 99999999999999999999",
                        "POST /api/v1/datasets HTTP/1.1" + known
                                + "\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                        "POST /api/v1/datasets HTTP/1.1" + known
                                + "\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}",
                        "GET /api/v1/datasets HTTP/1.1" + known + "\r\nCookie: tonotopy=" + hostile,
                        "GET /api/v1/datasets HTTP/1.1" + known + "\r\nX-Long: " + "x".repeat(20_000),
                        "TRACE /api/v1/datasets HTTP/1.1" + known,
                        "OPTIONS * HTTP/1.1" + known,
                        "GET /jobs?page_token=" + hostile + " HTTP/1.1" + known,
                        "GET /boards/" + hostile + " HTTP/1.1" + known,
                        "GET /sign-in?refused=" + hostile + " HTTP/1.1" + known,
                        "POST /sign-in?_csrf=% HTTP/1.1" + known + "\r\nAccept: text/html",
                        "GET /datasets/new?x\u0007=% HTTP/1.1" + known + "\r\nAccept: text/html",
                        "GET /sweeps/preview?" + hostile + "=x HTTP/1.1" + known)
                .get(random.nextInt(26));
    }

    /** Sends a head and reads until the server closes the connection; what it said. */
    static String exchange(URI server, String head) throws IOException {
        try (Socket connection = new Socket(server.getHost(), server.getPort())) {
            connection.setSoTimeout(PATIENCE_MS);
            connection.getOutputStream().write((head + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            connection.getOutputStream().flush();
            connection.shutdownOutput();
            return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
