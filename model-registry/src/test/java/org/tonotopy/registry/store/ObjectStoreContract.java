package org.tonotopy.registry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tonotopy.registry.content.Sha256;

/** What every store promises. */
abstract class ObjectStoreContract {
    private static final byte[] CONTENT = "a recording".getBytes(StandardCharsets.UTF_8);
    private static final ObjectKey KEY = ObjectKey.ofContent(Sha256.hex(Sha256.of(CONTENT)));
    private static final int MEBIBYTE = 1 << 20;

    /** The store, empty at the beginning of a test. */
    abstract ObjectStore store();

    /** Changes stored bytes behind the store's back. */
    abstract void damage(ObjectKey key) throws IOException;

    /** That no write left a part of itself, in places that are no objects. */
    abstract void assertNoRemains() throws IOException;

    @Test
    void whatIsWrittenIsReadFromAnyOffset() throws IOException {
        Instant before = Instant.now().minusSeconds(2);
        StoredContent written = write(KEY, CONTENT);

        assertThat(written).isEqualTo(new StoredContent(Sha256.hex(Sha256.of(CONTENT)), CONTENT.length));
        assertThat(store().size(KEY)).contains((long) CONTENT.length);
        assertThat(store().writtenAt(KEY).orElseThrow())
                .isBetween(before, Instant.now().plusSeconds(2));
        assertThat(read(KEY, 0)).isEqualTo("a recording");
        assertThat(read(KEY, 2)).isEqualTo("recording");
        assertThat(read(KEY, CONTENT.length)).isEmpty();
        assertThat(keys()).containsExactly(KEY);
    }

    @Test
    void anEmptyObjectIsAnObject() throws IOException {
        ObjectKey key = ObjectKey.ofAttempt(UUID.randomUUID(), 1, "log.txt");
        write(key, new byte[0]);

        assertThat(store().size(key)).contains(0L);
        assertThat(read(key, 0)).isEmpty();
    }

    /** Below, at and above the lengths at which a store may cut content into parts. */
    @ParameterizedTest
    @ValueSource(ints = {5 * MEBIBYTE - 1, 5 * MEBIBYTE, 12 * MEBIBYTE + 3})
    void longContentComesBackAsItWas(int length) throws IOException {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        ObjectKey key = ObjectKey.ofAttempt(UUID.randomUUID(), 1, "weights.zip");

        StoredContent written = store().write(key, new SlowlyArriving(content), length);

        assertThat(written.sha256()).isEqualTo(Sha256.hex(Sha256.of(content)));
        try (InputStream input = store().open(key, length - 1000)) {
            assertThat(input.readAllBytes()).isEqualTo(Arrays.copyOfRange(content, length - 1000, length));
        }
        try (InputStream input = store().open(key, 0)) {
            assertThat(Sha256.hex(Sha256.of(input.readAllBytes()))).isEqualTo(written.sha256());
        }
        assertNoRemains();
    }

    @Test
    void aReaderMayStopInTheMiddle() throws IOException {
        ObjectKey key = ObjectKey.ofAttempt(UUID.randomUUID(), 1, "weights.zip");
        write(key, new byte[4 * MEBIBYTE]);
        for (int reader = 0; reader < 100; reader++) {
            try (InputStream input = store().open(key, reader)) {
                assertThat(input.read()).isZero();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 6 * MEBIBYTE})
    void contentThatIsNotWhatItsKeySaysIsRefusedAndNothingStays(int length) throws IOException {
        assertThatThrownBy(() -> write(KEY, new byte[length]))
                .isInstanceOf(ContentMismatchException.class)
                .hasMessageContaining("SHA-256");
        assertNothingIsStored();
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 6 * MEBIBYTE})
    void contentBeyondTheLimitIsRefusedAndNothingStays(int length) throws IOException {
        assertThatThrownBy(() -> store().write(KEY, new ByteArrayInputStream(new byte[length]), length - 1))
                .isInstanceOf(ContentTooLargeException.class);
        assertNothingIsStored();
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 6 * MEBIBYTE})
    void contentThatBreaksOffLeavesNothing(int length) throws IOException {
        InputStream broken = new InputStream() {
            private int left = length;

            @Override
            public int read() throws IOException {
                if (left == 0) {
                    throw new IOException("the connection was cut");
                }
                left--;
                return 'x';
            }
        };
        assertThatThrownBy(() -> store().write(KEY, broken, 2L * length)).hasMessage("the connection was cut");
        assertNothingIsStored();
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 6 * MEBIBYTE})
    void anObjectNeverChanges(int length) throws IOException {
        byte[] content = new byte[length];
        byte[] other = new byte[length];
        other[length - 1] = 1;
        ObjectKey weights = ObjectKey.ofAttempt(UUID.randomUUID(), 1, "weights.zip");
        write(weights, content);
        write(weights, content);

        assertThatThrownBy(() -> write(weights, other)).isInstanceOf(ContentMismatchException.class);
        try (InputStream input = store().open(weights, 0)) {
            assertThat(input.readAllBytes()).isEqualTo(content);
        }
        assertNoRemains();
    }

    @Test
    void writingTheSameAgainRenewsTheTime() throws Exception {
        ObjectKey log = ObjectKey.ofAttempt(UUID.randomUUID(), 1, "log.txt");
        for (ObjectKey key : List.of(KEY, log)) {
            write(key, CONTENT);
        }
        Instant first = store().writtenAt(KEY).orElseThrow();
        // Some stores tell whole seconds.
        Thread.sleep(Duration.ofMillis(1100).toMillis());
        for (ObjectKey key : List.of(KEY, log)) {
            write(key, CONTENT);
            assertThat(store().writtenAt(key).orElseThrow()).isAfter(first);
        }
    }

    @Test
    void damagedContentIsReplacedByTheGoodContentThatItsKeyNames() throws IOException {
        write(KEY, CONTENT);
        damage(KEY);
        assertThat(read(KEY, 0)).isNotEqualTo("a recording");

        write(KEY, CONTENT);

        assertThat(read(KEY, 0)).isEqualTo("a recording");
    }

    @Test
    void aDeletedObjectIsGone() throws IOException {
        write(KEY, CONTENT);
        store().delete(KEY);
        store().delete(KEY);

        assertThat(store().size(KEY)).isEmpty();
        assertThat(store().writtenAt(KEY)).isEmpty();
        assertThatThrownBy(() -> store().open(KEY, 0)).isInstanceOf(NoSuchFileException.class);
        assertNothingIsStored();
    }

    @Test
    void allKeysAreListed() throws IOException {
        UUID job = UUID.randomUUID();
        List<ObjectKey> written = IntStream.rangeClosed(1, 30)
                .mapToObj(attempt -> ObjectKey.ofAttempt(job, attempt, "log.txt"))
                .toList();
        for (ObjectKey key : written) {
            write(key, CONTENT);
        }
        write(KEY, CONTENT);

        assertThat(keys()).hasSize(31).containsAll(written).contains(KEY);
    }

    final StoredContent write(ObjectKey key, byte[] content) throws IOException {
        return store().write(key, new ByteArrayInputStream(content), content.length);
    }

    final String read(ObjectKey key, long offset) throws IOException {
        try (InputStream input = store().open(key, offset)) {
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private List<ObjectKey> keys() throws IOException {
        try (Stream<ObjectKey> keys = store().keys()) {
            return keys.toList();
        }
    }

    private void assertNothingIsStored() throws IOException {
        assertThat(keys()).isEmpty();
        assertNoRemains();
    }

    /** Gives a few bytes with each read, as a network does. */
    private static final class SlowlyArriving extends ByteArrayInputStream {
        SlowlyArriving(byte[] content) {
            super(content);
        }

        @Override
        public synchronized int read(byte[] buffer, int offset, int length) {
            return super.read(buffer, offset, Math.min(length, 7001));
        }
    }
}
