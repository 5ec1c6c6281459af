package org.tonotopy.api.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.tonotopy.api.ApiApplication;
import org.tonotopy.api.Client;
import org.tonotopy.api.Client.Answer;
import org.tonotopy.migrations.SchemaMigrator;
import org.tonotopy.postgres.TestDatabase;
import org.tonotopy.postgres.TestPostgres;
import org.tonotopy.registry.content.Sha256;

/**
 * Traces the memory of a real API process, started as docs/operations.md says, while 2 GB are uploaded whole and in parts.
 * It takes minutes and 6 GB of disk, and runs only when it is named: {@code -Dtest=LargeUploadTrace}, with
 * {@code -Dtrace.bytes=20000000000} for another length.
 */
class LargeUploadTrace {
    private static final long BYTES = Long.getLong("trace.bytes", 2_000_000_000L);
    private static final int WARM_UP_BYTES = 1_000_000;
    private static final long MOST_GROWTH_BYTES = 64L << 20;

    @TempDir
    private Path temporary;

    private Client client;
    private Process api;

    @Test
    void memoryStaysFlat() throws Exception {
        Path token = temporary.resolve("admin-token");
        int port = freePort();
        startApi(token, port);
        try {
            client = Client.as(URI.create("http://127.0.0.1:" + port), awaitToken(token, port));
            say("started");
            upload("warm-up of 1 MB", new Generated(7, WARM_UP_BYTES));
            uploadInParts("warm-up of 1 MB in parts", new Generated(8, WARM_UP_BYTES));
            long before = resident();
            long whole = upload("whole", new Generated(1, BYTES));
            long parts = uploadInParts("in parts", new Generated(2, BYTES));
            System.out.printf(
                    "growth over the warm service: %.1f MiB whole, %.1f MiB in parts; peak of the process %.1f MiB%n",
                    mebibytes(whole - before), mebibytes(parts - before), mebibytes(status("VmHWM")));
            assertThat(whole - before).isLessThan(MOST_GROWTH_BYTES);
            assertThat(parts - before).isLessThan(MOST_GROWTH_BYTES);
        } finally {
            api.destroyForcibly().waitFor();
        }
    }

    private void startApi(Path token, int port) throws IOException {
        TestDatabase database = TestPostgres.createDatabase();
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(database.jdbcUrl());
        dataSource.setUser(database.user());
        dataSource.setPassword(database.password());
        new SchemaMigrator(dataSource).migrate();
        ProcessBuilder command = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:MaxMetaspaceSize=192m",
                "-Dspring.config.name=api-service",
                "-Dserver.port=" + port,
                "-cp",
                System.getProperty("java.class.path"),
                ApiApplication.class.getName());
        command.environment()
                .putAll(Map.of(
                        "TONOTOPY_DATABASE_URL", database.jdbcUrl(),
                        "TONOTOPY_DATABASE_USER", database.user(),
                        "TONOTOPY_DATABASE_PASSWORD", database.password(),
                        "TONOTOPY_STORE_FOLDER", temporary.resolve("objects").toString(),
                        "TONOTOPY_ADMIN_TOKEN_FILE", token.toString()));
        api = command.redirectErrorStream(true)
                .redirectOutput(temporary.resolve("api.log").toFile())
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private String awaitToken(Path token, int port) throws IOException, InterruptedException {
        for (int second = 0; second < 300; second++) {
            assertThat(api.isAlive())
                    .as(Files.readString(temporary.resolve("api.log")))
                    .isTrue();
            try (Socket answered = new Socket("127.0.0.1", port)) {
                return Files.readString(token).strip();
            } catch (IOException notYet) {
                Thread.sleep(1000);
            }
        }
        throw new IOException("the service did not start: " + Files.readString(temporary.resolve("api.log")));
    }

    /** Bytes that depend on their place, so that no part is like another. */
    private record Generated(long seed, long length) {
        InputStream from(long start, long end) {
            byte[] block = new byte[1 << 16];
            new Random(seed).nextBytes(block);
            return new InputStream() {
                private long at = start;

                @Override
                public int read() {
                    throw new UnsupportedOperationException("bytes are read in blocks");
                }

                @Override
                public int read(byte[] buffer, int offset, int wanted) {
                    if (at >= end) {
                        return -1;
                    }
                    int inBlock = (int) (at % block.length);
                    ByteBuffer.wrap(block).putLong(0, at / block.length);
                    int read = (int) Math.min(Math.min(wanted, block.length - inBlock), end - at);
                    System.arraycopy(block, inBlock, buffer, offset, read);
                    at += read;
                    return read;
                }
            };
        }

        String hash(long start, long end) throws IOException {
            MessageDigest digest = Sha256.digest();
            byte[] buffer = new byte[1 << 16];
            InputStream content = from(start, end);
            for (int read = content.read(buffer, 0, buffer.length);
                    read >= 0;
                    read = content.read(buffer, 0, buffer.length)) {
                digest.update(buffer, 0, read);
            }
            return Sha256.hex(digest.digest());
        }

        BodyPublisher body(long start, long end) {
            return BodyPublishers.fromPublisher(BodyPublishers.ofInputStream(() -> from(start, end)), end - start);
        }

        String path() throws IOException {
            return "/api/v1/uploads/" + hash(0, length);
        }
    }

    /** The most memory that the process held during a whole upload. */
    private long upload(String what, Generated content) throws IOException, InterruptedException {
        String path = content.path();
        return traced(what, content.length(), () -> {
            assertThat(put(path, content.body(0, content.length())).status()).isEqualTo(201);
        });
    }

    private long uploadInParts(String what, Generated content) throws IOException, InterruptedException {
        String path = content.path();
        long partBytes = Math.min(64L << 20, content.length() / 2);
        int parts = Math.toIntExact((content.length() + partBytes - 1) / partBytes);
        List<String> hashes = IntStream.range(0, parts)
                .mapToObj(number -> {
                    try {
                        return content.hash(number * partBytes, end(content, number, partBytes));
                    } catch (IOException impossible) {
                        throw new UncheckedIOException(impossible);
                    }
                })
                .toList();
        return traced(what, content.length(), () -> {
            client.post(
                    path + "/session",
                    "{\"size_bytes\": %d, \"part_bytes\": %d}".formatted(content.length(), partBytes));
            for (int number = 0; number < parts; number++) {
                Answer answer = put(
                        path + "/parts/" + number + "?part_sha256=" + hashes.get(number),
                        content.body(number * partBytes, end(content, number, partBytes)));
                assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            }
            Answer whole = client.send(client.request(path + ":complete")
                    .timeout(Duration.ofMinutes(30))
                    .POST(BodyPublishers.noBody()));
            assertThat(whole.status()).as(whole.text()).isEqualTo(200);
        });
    }

    private static long end(Generated content, int number, long partBytes) {
        return Math.min(content.length(), (number + 1) * partBytes);
    }

    private Answer put(String path, BodyPublisher body) {
        return client.send(client.request(path)
                .timeout(Duration.ofMinutes(30))
                .header("Content-Type", "application/octet-stream")
                .PUT(body));
    }

    private long traced(String what, long bytes, Runnable upload) throws IOException, InterruptedException {
        say("before " + what);
        AtomicLong most = new AtomicLong();
        ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor();
        watch.scheduleAtFixedRate(() -> most.accumulateAndGet(residentNow(), Math::max), 0, 100, TimeUnit.MILLISECONDS);
        long start = System.nanoTime();
        upload.run();
        double seconds = (System.nanoTime() - start) * 1e-9;
        watch.shutdown();
        assertThat(watch.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        System.out.printf(
                "%s: %.2f GB in %.1f s (%.0f MB/s), at most %.1f MiB resident%n",
                what, bytes * 1e-9, seconds, bytes * 1e-6 / seconds, mebibytes(most.get()));
        say("after " + what);
        return most.get();
    }

    private void say(String when) throws IOException {
        double heap = client.get("/actuator/metrics/jvm.memory.used?tag=area:heap")
                .json()
                .path("measurements")
                .path(0)
                .path("value")
                .asDouble();
        System.out.printf(
                "%s: %.1f MiB resident, %.1f MiB of heap used%n", when, mebibytes(resident()), heap / (1 << 20));
    }

    private long residentNow() {
        try {
            return resident();
        } catch (IOException gone) {
            return 0;
        }
    }

    private long resident() throws IOException {
        return status("VmRSS");
    }

    private long status(String name) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(api.pid()), "status"))) {
            return lines.filter(line -> line.startsWith(name + ":"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static double mebibytes(long bytes) {
        return bytes / (double) (1 << 20);
    }
}
