package org.tonotopy.registry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tonotopy.registry.content.Sha256;
import org.tonotopy.s3.TestS3;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpRequest;
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

    /** A store that is reached by way of something. */
    private S3ObjectStore by(MeddlingHttp way) {
        return new S3ObjectStore(
                S3Client.builder()
                        .endpointOverride(TestS3.address())
                        .region(Region.US_EAST_1)
                        .forcePathStyle(true)
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .credentialsProvider(StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(KEYS.accessKey(), KEYS.secretKey())))
                        .httpClient(way)
                        .build(),
                bucket(name, KEYS, ChecksumMode.WHEN_REQUIRED, false));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aLostAnswerToTheLastCallOfALongWriteIsNoFailure(boolean onceOnly) throws IOException {
        byte[] content = new byte[6 << 20];
        new Random(1).nextBytes(content);
        String hash = Sha256.hex(Sha256.of(content));
        ObjectKey key = onceOnly ? ObjectKey.ofAttempt(UUID.randomUUID(), 1, "weights.zip") : ObjectKey.ofContent(hash);
        AtomicInteger lost = new AtomicInteger();
        try (S3ObjectStore losing = by(new MeddlingHttp() {
            @Override
            Optional<Integer> meddle(SdkHttpRequest request, int status) throws IOException {
                if (isCompletion(request) && lost.getAndIncrement() == 0) {
                    throw new IOException("the answer was lost");
                }
                return Optional.empty();
            }
        })) {
            assertThat(losing.write(key, new ByteArrayInputStream(content), content.length))
                    .isEqualTo(new StoredContent(hash, content.length));
        }
        assertThat(lost.get()).isGreaterThan(1);
        assertThat(store.size(key)).contains((long) content.length);
        assertNoRemains();
    }

    @Test
    void aLostAnswerDoesNotMakeOtherContentRight() throws IOException {
        ObjectKey key = ObjectKey.ofAttempt(UUID.randomUUID(), 1, "weights.zip");
        write(key, new byte[6 << 20]);
        byte[] other = new byte[6 << 20];
        other[0] = 1;
        try (S3ObjectStore losing = by(new MeddlingHttp() {
            @Override
            Optional<Integer> meddle(SdkHttpRequest request, int status) throws IOException {
                if (isCompletion(request)) {
                    throw new IOException("the answer was lost");
                }
                return Optional.empty();
            }
        })) {
            assertThatThrownBy(() -> losing.write(key, new ByteArrayInputStream(other), other.length))
                    .isInstanceOf(ContentMismatchException.class);
        }
        assertNoRemains();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 501})
    void aStoreWithoutConditionalWritesIsRefused(int told) {
        try (S3ObjectStore careless = by(new MeddlingHttp() {
            @Override
            Optional<Integer> meddle(SdkHttpRequest request, int status) {
                return status == 412 ? Optional.of(told) : Optional.empty();
            }
        })) {
            assertThatThrownBy(careless::prepare)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("does not hold to If-None-Match")
                    .hasMessageContaining("TONOTOPY_STORE_FOLDER");
        }
    }

    @Test
    void whoeverSendsSlowlyHoldsUpNobody() throws Exception {
        int slow = 40;
        ExecutorService pool = Executors.newFixedThreadPool(slow);
        CountDownLatch begun = new CountDownLatch(slow);
        CountDownLatch end = new CountDownLatch(1);
        try {
            for (int writer = 0; writer < slow; writer++) {
                InputStream stalled = new InputStream() {
                    private int sent;

                    @Override
                    public int read() throws IOException {
                        if (sent++ < 100_000) {
                            return 'x';
                        }
                        begun.countDown();
                        try {
                            end.await();
                        } catch (InterruptedException stopped) {
                            throw new InterruptedIOException();
                        }
                        return -1;
                    }
                };
                ObjectKey key = ObjectKey.ofAttempt(UUID.randomUUID(), 1, "weights.zip");
                var unused = pool.submit(() -> store.write(key, stalled, 1 << 20));
            }
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
            ObjectKey key = ObjectKey.ofAttempt(UUID.randomUUID(), 1, "weights.zip");
            assertThat(write(key, new byte[6 << 20]).sizeBytes()).isEqualTo(6 << 20);
        } finally {
            end.countDown();
            pool.shutdown();
            assertThat(pool.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aStoreThatTakesConnectionsAndIsSilentIsNotWaitedForLong() throws IOException {
        try (ServerSocket silent = new ServerSocket(0);
                S3ObjectStore waiting = new S3ObjectStore(
                        S3Client.builder()
                                .endpointOverride(URI.create("http://127.0.0.1:" + silent.getLocalPort()))
                                .region(Region.US_EAST_1)
                                .forcePathStyle(true)
                                .credentialsProvider(AnonymousCredentialsProvider.create())
                                .build(),
                        bucket(name, KEYS, ChecksumMode.WHEN_REQUIRED, false))) {
            Instant begun = Instant.now();
            assertThatThrownBy(waiting::check).isInstanceOf(IOException.class).hasMessageContaining("does not answer");
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(12));
        }
    }
}
