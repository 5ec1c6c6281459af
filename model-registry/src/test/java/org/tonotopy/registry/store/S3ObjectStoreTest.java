package org.tonotopy.registry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tonotopy.s3.TestS3;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** Against a real S3 server. */
class S3ObjectStoreTest extends ObjectStoreContract {
    private static final BucketKeys KEYS = new BucketKeys(TestS3.ACCESS_KEY, TestS3.SECRET_KEY);
    private static final String PREFIX = "lab/";

    private static S3Client client;

    private String name;
    private S3ObjectStore store;

    @BeforeAll
    static void connect() {
        client = S3Client.builder()
                .endpointOverride(TestS3.address())
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(KEYS.accessKey(), KEYS.secretKey())))
                .build();
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    @BeforeEach
    void open() throws IOException {
        name = TestS3.createBucket();
        store = (S3ObjectStore)
                bucket(name, KEYS, ChecksumMode.WHEN_REQUIRED, false).open();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static Bucket bucket(String name, BucketKeys keys, ChecksumMode checksums, boolean create) {
        return new Bucket(
                name, PREFIX, Optional.of(TestS3.address()), "us-east-1", Optional.of(keys), true, checksums, create);
    }

    @Override
    ObjectStore store() {
        return store;
    }

    @Override
    void damage(ObjectKey key) throws IOException {
        Files.writeString(TestS3.folder(name).resolve(PREFIX + key.path()), "a rec0rding");
    }

    @Override
    void assertNoRemains() {
        assertThat(client.listMultipartUploads(request -> request.bucket(name)).uploads())
                .isEmpty();
    }

    @Test
    void checksumsOfTheProtocolsOwnCanBeAsked() throws IOException {
        byte[] content = new byte[6 << 20];
        ObjectKey key = ObjectKey.ofAttempt(UUID.randomUUID(), 1, "weights.zip");
        try (S3ObjectStore checking = (S3ObjectStore)
                bucket(name, KEYS, ChecksumMode.WHEN_SUPPORTED, false).open()) {
            checking.write(key, new ByteArrayInputStream(content), content.length);
            assertThat(checking.size(key)).contains((long) content.length);
        }
    }

    @Test
    void moreKeysThanAPageAndNothingOfOthers() throws IOException {
        client.putObject(request -> request.bucket(name).key("elsewhere/file"), RequestBody.fromString("x"));
        client.putObject(request -> request.bucket(name).key(PREFIX + "notes.txt"), RequestBody.fromString("x"));
        UUID job = UUID.randomUUID();
        for (int attempt = 1; attempt <= 1001; attempt++) {
            write(ObjectKey.ofAttempt(job, attempt, "log.txt"), new byte[0]);
        }
        try (Stream<ObjectKey> keys = store.keys()) {
            assertThat(keys).hasSize(1001).doesNotHaveDuplicates();
        }
    }

    @Test
    void whatWasBegunLongAgoIsGivenUpAndWhatIsNewIsNot() {
        client.createMultipartUpload(request -> request.bucket(name).key(PREFIX + "content/ab/begun"));

        store.sweepAbandoned(Instant.now().minusSeconds(60));
        assertThat(client.listMultipartUploads(request -> request.bucket(name)).uploads())
                .hasSize(1);

        store.sweepAbandoned(Instant.now().plusSeconds(60));
        assertNoRemains();
    }

    @Test
    void ofSeveralWritersOfOneKeyOneWins() throws Exception {
        ObjectKey key = ObjectKey.ofAttempt(UUID.randomUUID(), 1, "weights.zip");
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Future<Boolean>> writers = pool.invokeAll(IntStream.range(0, 8)
                    .<Callable<Boolean>>mapToObj(writer -> () -> {
                        try {
                            write(key, new byte[] {(byte) writer});
                            return true;
                        } catch (ContentMismatchException late) {
                            return false;
                        }
                    })
                    .toList());
            int winners = 0;
            for (Future<Boolean> writer : writers) {
                winners += writer.get() ? 1 : 0;
            }
            assertThat(winners).isEqualTo(1);
        } finally {
            pool.shutdownNow();
        }
        assertThat(store.size(key)).contains(1L);
        assertNoRemains();
    }

    @Test
    void aBucketThatIsNotThereIsSaidOrMade() throws IOException {
        assertThatThrownBy(() -> bucket("missing-bucket", KEYS, ChecksumMode.WHEN_REQUIRED, false)
                        .open())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("bucket missing-bucket at http")
                .hasMessageContaining("does not exist")
                .hasMessageContaining("TONOTOPY_STORE_CREATE_BUCKET");

        bucket("made-bucket", KEYS, ChecksumMode.WHEN_REQUIRED, true).open();
        bucket("made-bucket", KEYS, ChecksumMode.WHEN_REQUIRED, true).open();
    }

    @Test
    void keysThatAreRefusedAreSaidAndNotShown() {
        assertThatThrownBy(() -> bucket(
                                name,
                                new BucketKeys(KEYS.accessKey(), "wr0ng-secret"),
                                ChecksumMode.WHEN_REQUIRED,
                                false)
                        .open())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("refuses these keys")
                .hasMessageContaining("TONOTOPY_STORE_SECRET_KEY")
                .message()
                .doesNotContain("wr0ng-secret");
    }

    @Test
    void aStoreThatDoesNotAnswerIsSaid() {
        Bucket nowhere = new Bucket(
                name,
                "",
                Optional.of(URI.create("http://127.0.0.1:1")),
                "us-east-1",
                Optional.of(KEYS),
                true,
                ChecksumMode.WHEN_REQUIRED,
                false);
        assertThatThrownBy(nowhere::open)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be reached")
                .hasMessageContaining("TONOTOPY_STORE_ENDPOINT");
    }
}
