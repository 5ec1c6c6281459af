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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.Client;
import org.tonotopy.api.Client.Answer;
import org.tonotopy.registry.account.Role;
import org.tonotopy.registry.content.Sha256;
import org.tonotopy.registry.store.ObjectCleanup;
import org.tonotopy.registry.upload.UploadSessions;
import tools.jackson.databind.JsonNode;

class UploadSessionTest extends ApiTest {
    private static final int PART = 100_000;

    @Autowired
    private JdbcClient database;

    @Autowired
    private ExpiredUploads expired;

    @Autowired
    private ObjectCleanup cleanup;

    @Autowired
    private UploadSessions sessions;

    /** Random content, where its parts lie and where they are sent. */
    private record Sent(byte[] content, String sha256) {
        static Sent random(int bytes) {
            byte[] content = new byte[bytes];
            new Random().nextBytes(content);
            return new Sent(content, Sha256.hex(Sha256.of(content)));
        }

        String path() {
            return "/api/v1/uploads/" + sha256;
        }

        byte[] part(int number) {
            return Arrays.copyOfRange(content, number * PART, Math.min(content.length, (number + 1) * PART));
        }
    }

    @Test
    void partsAsLongAsCanBeAreAsLongAsTheContent() {
        Sent sent = Sent.random(100);
        Answer opened = member.post(
                sent.path() + "/session", "{\"size_bytes\": 100, \"part_bytes\": %d}".formatted(Long.MAX_VALUE));
        assertThat(opened.json().path("part_bytes").longValue()).isEqualTo(100);
        assertThat(opened.json().path("missing")).hasSize(1);
        assertThat(put(member, sent, 0, sent.content()).status()).isLessThan(300);
        assertThat(member.post(sent.path() + ":complete", "").status()).isLessThan(300);
    }

    private Answer open(Client client, Sent sent) {
        return client.post(
                sent.path() + "/session",
                "{\"size_bytes\": %d, \"part_bytes\": %d}".formatted(sent.content().length, PART));
    }

    private static Answer put(Client client, Sent sent, int number, byte[] part) {
        return client.put(
                sent.path() + "/parts/" + number + "?part_sha256=" + Sha256.hex(Sha256.of(part)),
                BodyPublishers.ofByteArray(part));
    }

    private static Answer put(Client client, Sent sent, int number) {
        return put(client, sent, number, sent.part(number));
    }

    private static List<Integer> missing(Answer session) {
        return session.json()
                .path("missing")
                .valueStream()
                .map(JsonNode::intValue)
                .toList();
    }

    private static String field(Answer answer) {
        assertThat(answer.json().path("remedy").stringValue()).isNotBlank();
        return answer.json().path("field").stringValue();
    }

    private static List<Path> stored(String below) throws IOException {
        Path place = folder.resolve("objects").resolve(below);
        if (!Files.exists(place)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(place)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void anUploadThatWasInterruptedGoesOnWithWhatIsMissing() throws IOException {
        Sent sent = Sent.random(19 * PART + 17);
        assertThat(open(member, sent).status()).isEqualTo(200);
        for (int number : List.of(0, 3, 19)) {
            assertThat(put(member, sent, number).status()).isEqualTo(200);
        }
        cutOff(sent, 5);
        assertThat(member.post(sent.path() + ":complete", "").problem()).isEqualTo("upload-incomplete");

        List<Integer> missing = missing(open(member, sent));
        assertThat(missing).hasSize(17).doesNotContain(0, 3, 19).contains(5);
        missing.forEach(number -> put(member, sent, number));
        assertThat(missing(member.get(sent.path() + "/session"))).isEmpty();

        Answer whole = member.post(sent.path() + ":complete", "");
        assertThat(whole.status()).isEqualTo(200);
        assertThat(whole.json().path("size_bytes").intValue()).isEqualTo(sent.content().length);
        assertThat(viewer.head(sent.path()).status()).isEqualTo(200);
        assertThat(Files.readAllBytes(stored("content/" + sent.sha256().substring(0, 2)).stream()
                        .filter(file -> file.endsWith(sent.sha256()))
                        .findFirst()
                        .orElseThrow()))
                .isEqualTo(sent.content());
        assertThat(member.post(sent.path() + ":complete", "").status())
                .as("asked again because the answer was lost")
                .isEqualTo(200);
        assertThat(member.get(sent.path() + "/session").problem()).isEqualTo("no-such-upload-session");
        assertThat(partsOf(sent)).isZero();
    }

    /** Sends half a part and goes away. */
    private void cutOff(Sent sent, int number) throws IOException {
        byte[] part = sent.part(number);
        try (Socket socket = new Socket(server().getHost(), server().getPort())) {
            OutputStream request = socket.getOutputStream();
            request.write(("PUT " + sent.path() + "/parts/" + number + "?part_sha256="
                            + Sha256.hex(Sha256.of(part)) + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                            + member.token().orElseThrow() + "\r\nContent-Type: application/octet-stream\r\n"
                            + "Content-Length: " + part.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.UTF_8));
            request.write(part, 0, part.length / 2);
            request.flush();
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        }
    }

    private int partsOf(Sent sent) {
        return database.sql("select count(*) from upload_part p join upload_session s on s.id = p.session_id"
                        + " where s.content_sha256 = :hash")
                .param("hash", Sha256.parseHex(sent.sha256()))
                .query(Integer.class)
                .single();
    }

    @Test
    void ofContentThatIsStoredNothingIsMissing() {
        Sent sent = Sent.random(2 * PART);
        member.put(sent.path(), BodyPublishers.ofByteArray(sent.content()));
        Answer opened = open(member, sent);
        assertThat(missing(opened)).isEmpty();
        assertThat(opened.json().path("expires_at").isNull()).isTrue();
        assertThat(member.post(sent.path() + ":complete", "").status()).isEqualTo(200);
    }

    @Test
    void theSamePartAtTheSameTimeIsOnePart() {
        Sent sent = Sent.random(2 * PART);
        open(member, sent);
        List<CompletableFuture<Answer>> answers = IntStream.range(0, 8)
                .mapToObj(index -> CompletableFuture.supplyAsync(() -> put(member, sent, index % 2)))
                .toList();
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.join().status()).isEqualTo(200));
        assertThat(partsOf(sent)).isEqualTo(2);
        assertThat(member.post(sent.path() + ":complete", "").status()).isEqualTo(200);
    }

    @Test
    void aPartWithAnotherContentIsRefusedAndTheFirstStays() {
        Sent sent = Sent.random(2 * PART);
        open(member, sent);
        put(member, sent, 0);
        Answer other = put(member, sent, 0, sent.part(1));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.problem()).isEqualTo("upload-conflict");
        assertThat(field(other)).isEqualTo("part_sha256");
        put(member, sent, 1);
        assertThat(member.post(sent.path() + ":complete", "").status()).isEqualTo(200);
    }

    @Test
    void partsThatAreNotWhatTheySayAreRefused() throws IOException {
        Sent sent = Sent.random(2 * PART + 5);
        open(member, sent);
        byte[] first = sent.part(0);
        Answer wrongHash =
                member.put(sent.path() + "/parts/0?part_sha256=" + "0".repeat(64), BodyPublishers.ofByteArray(first));
        assertThat(wrongHash.problem()).isEqualTo("hash-mismatch");

        byte[] tooShort = Arrays.copyOf(first, PART - 1);
        byte[] tooLong = Arrays.copyOf(first, PART + 1);
        for (byte[] wrong : List.of(tooShort, tooLong)) {
            String path = sent.path() + "/parts/0?part_sha256=" + Sha256.hex(Sha256.of(wrong));
            Answer announced = member.put(path, BodyPublishers.ofByteArray(wrong));
            Answer chunked = member.put(path, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(wrong)));
            for (Answer answer : List.of(announced, chunked)) {
                assertThat(answer.status()).isEqualTo(422);
                assertThat(field(answer)).isEqualTo("body");
                assertThat(answer.json().path("remedy").stringValue()).contains("100000 bytes from byte 0 on");
            }
        }
        for (int number : List.of(-1, 3)) {
            assertThat(field(put(member, sent, number, first))).isEqualTo("number");
        }
        assertThat(field(member.put(sent.path() + "/parts/0?part_sha256=x", BodyPublishers.ofByteArray(first))))
                .isEqualTo("part_sha256");
        assertThat(field(member.put(sent.path() + "/parts/0", BodyPublishers.ofByteArray(first))))
                .isEqualTo("part_sha256");
        assertThat(put(member, sent, 2).status()).as("the last part is shorter").isEqualTo(200);
        assertThat(partsOf(sent)).isEqualTo(1);
    }

    @Test
    void partsThatDoNotMakeTheWholeAreRefusedAndTheUploadCanBeginAgain() {
        Sent sent = Sent.random(2 * PART);
        Sent announced = new Sent(sent.content(), Sha256.hex(Sha256.of(new byte[] {1})));
        open(member, announced);
        put(member, announced, 0);
        put(member, announced, 1);
        Answer answer = member.post(announced.path() + ":complete", "");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.problem()).isEqualTo("hash-mismatch");
        assertThat(field(answer)).isEqualTo("sha256");
        assertThat(viewer.head(announced.path()).status()).isEqualTo(404);

        assertThat(member.send(member.request(announced.path() + "/session").DELETE())
                        .status())
                .isEqualTo(204);
        assertThat(partsOf(announced)).isZero();
        assertThat(missing(open(member, announced))).hasSize(2);
    }

    @Test
    void anUploadBelongsToWhoOpenedIt() throws IOException {
        Sent sent = Sent.random(2 * PART);
        open(member, sent);
        Client other = Client.as(server(), fixture.token(Role.MEMBER));
        Answer foreign = put(other, sent, 0);
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.problem()).isEqualTo("no-such-upload-session");
        assertThat(field(foreign)).isEqualTo("sha256");
        assertThat(other.post(sent.path() + ":complete", "").status()).isEqualTo(404);
        assertThat(open(viewer, sent).status()).isEqualTo(403);
    }

    @Test
    void whatCannotBeSentIsRefusedWhenItIsOpened() {
        Sent sent = Sent.random(10);
        String path = sent.path() + "/session";
        assertThat(field(member.post(path, "{}"))).isEqualTo("size_bytes");
        assertThat(field(member.post(path, "{\"size_bytes\": 0}"))).isEqualTo("size_bytes");
        Answer tooLarge = member.post(path, "{\"size_bytes\": 3000000}");
        assertThat(tooLarge.problem()).isEqualTo("too-large");
        assertThat(field(tooLarge)).isEqualTo("size_bytes");
        assertThat(field(member.post(path, "{\"size_bytes\": 2000000, \"part_bytes\": 1}")))
                .isEqualTo("part_bytes");
        assertThat(member.post(path, "{\"size_bytes\": 2000000, \"part_bytes\": 1000}")
                        .json()
                        .path("parts")
                        .intValue())
                .isEqualTo(2000);
        Answer otherwise = member.post(path, "{\"size_bytes\": 2000001}");
        assertThat(otherwise.problem()).isEqualTo("upload-conflict");
        assertThat(field(otherwise)).isEqualTo("size_bytes");
        Answer longBody = member.post(path, "{\"size_bytes\": 1" + " ".repeat(70_000) + "}");
        assertThat(longBody.problem())
                .as("what is read into memory stays bounded")
                .isEqualTo("too-large");
    }

    @Test
    void oneProcessAtATimePutsPartsTogetherAndADeadOneGivesThemBack() {
        Sent sent = Sent.random(2 * PART);
        open(member, sent);
        put(member, sent, 0);
        put(member, sent, 1);
        UUID session = database.sql("select id from upload_session where content_sha256 = :hash")
                .param("hash", Sha256.parseHex(sent.sha256()))
                .query(UUID.class)
                .single();
        assertThat(sessions.take(session, UUID.randomUUID())).isTrue();

        Answer second = member.post(sent.path() + ":complete", "");
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.problem()).isEqualTo("upload-conflict");
        assertThat(second.json().path("remedy").stringValue()).contains("HEAD");
        assertThat(member.send(member.request(sent.path() + "/session").DELETE())
                        .status())
                .isEqualTo(409);

        database.sql("update upload_session set joined_until = now() - interval '1 second' where id = :id")
                .param("id", session)
                .update();
        assertThat(member.post(sent.path() + ":complete", "").status()).isEqualTo(200);
        assertThat(partsOf(sent)).isZero();
    }

    @Test
    void anUploadThatFailedToBecomeWholeIsFreeAtOnce() {
        Sent sent = Sent.random(2 * PART);
        Sent announced = new Sent(sent.content(), Sha256.hex(Sha256.of(new byte[] {2})));
        open(member, announced);
        put(member, announced, 0);
        put(member, announced, 1);
        for (int tries = 0; tries < 2; tries++) {
            assertThat(member.post(announced.path() + ":complete", "").problem())
                    .isEqualTo("hash-mismatch");
        }
    }

    @Test
    void whatLiesStillExpiresWithItsBytes() throws IOException {
        Sent still = Sent.random(2 * PART);
        Sent moving = Sent.random(2 * PART);
        open(member, still);
        put(member, still, 0);
        open(member, moving);
        put(member, moving, 0);
        String id = database.sql("update upload_session set used_at = :then where content_sha256 = :hash returning id")
                .param("then", java.sql.Timestamp.from(Instant.now().minusSeconds(25 * 3600)))
                .param("hash", Sha256.parseHex(still.sha256()))
                .query(String.class)
                .single();
        assertThat(stored("upload/" + id)).hasSize(1);

        expired.remove();

        assertThat(folder.resolve("objects/upload/" + id)).doesNotExist();
        assertThat(put(member, still, 1).problem()).isEqualTo("no-such-upload-session");
        assertThat(missing(member.get(moving.path() + "/session"))).containsExactly(1);
        assertThat(missing(open(member, still))).containsExactly(0, 1);
    }

    @Test
    void onlyWhatNothingPointsToIsRemovedAndOnlyAfterAWhile() throws IOException {
        Sent unused = Sent.random(100);
        member.put(unused.path(), BodyPublishers.ofByteArray(unused.content()));
        Sent partly = Sent.random(2 * PART);
        open(member, partly);
        put(member, partly, 0);
        String dataset = fixture.dataset(freshName("kept"), 2, 5);

        cleanup.sweep(Duration.ofHours(1), Duration.ZERO);
        assertThat(viewer.head(unused.path()).status()).as("it is new").isEqualTo(200);

        List<Path> before = new ArrayList<>(stored(""));
        cleanup.sweep(Duration.ZERO, Duration.ZERO);
        assertThat(viewer.head(unused.path()).status()).isEqualTo(404);
        assertThat(stored("")).hasSizeLessThan(before.size());
        assertThat(missing(member.get(partly.path() + "/session"))).containsExactly(1);
        String recording = viewer.get("/api/v1/datasets/" + dataset)
                .json()
                .path("recording")
                .path("sha256")
                .stringValue();
        assertThat(viewer.head("/api/v1/uploads/" + recording).status()).isEqualTo(200);
    }
}
