package org.tonotopy.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code start}, {@code status} and {@code stop}, each a process of its own, as people use them. */
class ServerCommandsIT {
    @TempDir
    private Path temporary;

    @Test
    void aServerIsSeenAndStoppedByOtherProcessesAndKeepsItsData() throws Exception {
        String data = temporary.resolve("data").toString();
        String firstToken;
        try (ChildJvm server = ChildJvm.tonotopy("start", "--data", data, "--port", "0")) {
            String line = server.awaitLine(text -> text.contains("serves")).orElseThrow();
            String address = line.substring(line.indexOf("http://"));

            Run status = run("status", "--data", data);
            assertThat(status.output()).contains(address).contains("healthy").doesNotContain("not healthy");
            assertThat(status.exitCode()).isZero();

            assertThat(statusUnder("localhost", address)).contains(" 200");
            assertThat(statusUnder("elsewhere.example", address))
                    .as("a name that somebody else points at this machine")
                    .contains(" 403");

            Run second = run("start", "--data", data);
            assertThat(second.output()).contains("already running on " + data).contains(address);
            assertThat(second.exitCode()).isEqualTo(1);

            Path token = temporary.resolve("data/admin-token");
            firstToken = Files.readString(token);
            assertThat(Files.getPosixFilePermissions(token)).isEqualTo(PosixFilePermissions.fromString("rw-------"));

            Run stop = run("stop", "--data", data);
            assertThat(stop.output()).contains("Stopped.");
            assertThat(stop.exitCode()).isZero();
            server.awaitExit();
        }
        Run status = run("status", "--data", data);
        assertThat(status.output()).contains("No server runs on " + data);
        assertThat(status.exitCode()).isEqualTo(3);
        assertThat(temporary.resolve("data/server.json")).doesNotExist();
        assertThat(temporary.resolve("data/postgres/server/postmaster.pid")).doesNotExist();

        try (ChildJvm server = ChildJvm.tonotopy("start", "--data", data, "--port", "0")) {
            assertThat(server.awaitLine(text -> text.contains("serves"))).isPresent();
            assertThat(Files.readString(temporary.resolve("data/admin-token"))).isEqualTo(firstToken);
            assertThat(run("stop", "--data", data).exitCode()).isZero();
        }
    }

    /** The status line of the page under a host name; an HTTP client would not send another's name. */
    private static String statusUnder(String host, String address) throws IOException {
        URI server = URI.create(address);
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.getOutputStream()
                    .write(("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }

    @Test
    void aKilledServerIsNotSeenAndStartsAgain() throws Exception {
        String data = temporary.resolve("data").toString();
        try (ChildJvm server = ChildJvm.tonotopy("start", "--data", data, "--port", "0")) {
            assertThat(server.awaitLine(text -> text.contains("serves"))).isPresent();
            server.kill();
        }
        assertThat(temporary.resolve("data/server.json")).exists();
        assertThat(run("status", "--data", data).exitCode()).isEqualTo(3);
        assertThat(run("stop", "--data", data).exitCode()).isZero();
        try (ChildJvm server = ChildJvm.tonotopy("start", "--data", data, "--port", "0")) {
            assertThat(server.awaitLine(text -> text.contains("serves"))).isPresent();
            assertThat(run("status", "--data", data).exitCode()).isZero();
            assertThat(run("stop", "--data", data).exitCode()).isZero();
        }
    }

    @Test
    void aTakenPortIsASentenceAndNothingIsLeftRunning() throws Exception {
        Path data = temporary.resolve("data");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            Run start = run("start", "--data", data.toString(), "--port", Integer.toString(taken.getLocalPort()));
            assertThat(start.output())
                    .contains("Port " + taken.getLocalPort() + " on 127.0.0.1 is taken")
                    .contains("--port")
                    .doesNotContain("\tat ");
            assertThat(start.exitCode()).isEqualTo(1);
        }
        assertThat(data.resolve("postgres")).doesNotExist();
    }

    @Test
    void aDataFolderThatCannotBeMadeIsASentence() throws Exception {
        Path file = Files.writeString(temporary.resolve("file"), "");
        Run start = run("start", "--data", file.resolve("data").toString(), "--port", "0");
        assertThat(start.output()).contains("cannot be made").contains("--data").doesNotContain("\tat ");
        assertThat(start.exitCode()).isEqualTo(1);
    }

    private record Run(int exitCode, String output) {}

    private static Run run(String... arguments) throws IOException, InterruptedException {
        try (ChildJvm program = ChildJvm.tonotopy(arguments)) {
            int exitCode = program.awaitExit();
            return new Run(exitCode, program.output());
        }
    }
}
