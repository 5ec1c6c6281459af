package org.tonotopy.registry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tonotopy.registry.content.Sha256;

class FilesystemObjectStoreTest {
    private static final byte[] CONTENT = "a recording".getBytes(StandardCharsets.UTF_8);
    private static final ObjectKey KEY = ObjectKey.ofContent(Sha256.hex(Sha256.of(CONTENT)));

    @TempDir
    Path folder;

    private FilesystemObjectStore store;

    @BeforeEach
    void open() throws IOException {
        store = new FilesystemObjectStore(folder);
    }

    @Test
    void whatIsWrittenIsReadFromAnyOffset() throws IOException {
        StoredContent written = store.write(KEY, new ByteArrayInputStream(CONTENT), 100);

        assertThat(written.sizeBytes()).isEqualTo(CONTENT.length);
        assertThat(store.size(KEY)).contains((long) CONTENT.length);
        assertThat(read(KEY, 0)).isEqualTo("a recording");
        assertThat(read(KEY, 2)).isEqualTo("recording");
        try (Stream<ObjectKey> keys = store.keys()) {
            assertThat(keys).containsExactly(KEY);
        }
    }

    @Test
    void contentThatIsNotWhatItsKeySaysIsRefusedAndNothingStays() throws IOException {
        assertThatThrownBy(() -> store.write(KEY, new ByteArrayInputStream(new byte[] {1}), 100))
                .isInstanceOf(ContentMismatchException.class)
                .hasMessageContaining("SHA-256");
        assertNothingIsStored();
    }

    @Test
    void contentBeyondTheLimitIsRefusedAndNothingStays() throws IOException {
        assertThatThrownBy(() -> store.write(KEY, new ByteArrayInputStream(CONTENT), CONTENT.length - 1))
                .isInstanceOf(ContentTooLargeException.class);
        assertNothingIsStored();
    }

    @Test
    void contentThatBreaksOffLeavesNothing() throws IOException {
        InputStream broken = new InputStream() {
            private int left = 5;

            @Override
            public int read() throws IOException {
                if (left == 0) {
                    throw new IOException("the connection was cut");
                }
                left--;
                return 'x';
            }
        };
        assertThatThrownBy(() -> store.write(KEY, broken, 100)).hasMessage("the connection was cut");
        assertNothingIsStored();
    }

    @Test
    void anObjectNeverChanges() throws IOException {
        ObjectKey weights = ObjectKey.ofAttempt(UUID.randomUUID(), 1, "weights.zip");
        store.write(weights, new ByteArrayInputStream(CONTENT), 100);
        store.write(weights, new ByteArrayInputStream(CONTENT), 100);

        assertThatThrownBy(() -> store.write(weights, new ByteArrayInputStream(new byte[] {1}), 100))
                .isInstanceOf(ContentMismatchException.class);
        assertThat(read(weights, 0)).isEqualTo("a recording");
    }

    @Test
    void damagedContentIsReplacedByTheGoodContentThatItsKeyNames() throws IOException {
        store.write(KEY, new ByteArrayInputStream(CONTENT), 100);
        Files.writeString(folder.resolve(KEY.path()), "a rec0rding");

        store.write(KEY, new ByteArrayInputStream(CONTENT), 100);

        assertThat(read(KEY, 0)).isEqualTo("a recording");
    }

    @Test
    void whatAKilledProcessLeftIsSweptAfterADay() throws IOException {
        Path old = Files.writeString(folder.resolve("incoming/old"), "x");
        Path fresh = Files.writeString(folder.resolve("incoming/fresh"), "x");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));

        new FilesystemObjectStore(folder);

        assertThat(old).doesNotExist();
        assertThat(fresh).exists();
    }

    @Test
    void aDeletedObjectIsGone() throws IOException {
        store.write(KEY, new ByteArrayInputStream(CONTENT), 100);
        store.delete(KEY);
        store.delete(KEY);

        assertThat(store.size(KEY)).isEmpty();
        assertThatThrownBy(() -> store.open(KEY, 0)).isInstanceOf(NoSuchFileException.class);
        assertNothingIsStored();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../etc/passwd", "content/../x", "/content/ab", "job/x", "content/ab/AB", ""})
    void aPathOfAnotherFormIsNoKey(String path) {
        assertThatThrownBy(() -> new ObjectKey(path)).isInstanceOf(IllegalArgumentException.class);
    }

    private String read(ObjectKey key, long offset) throws IOException {
        try (InputStream input = store.open(key, offset)) {
            return new String(input.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void assertNothingIsStored() throws IOException {
        try (Stream<ObjectKey> keys = store.keys()) {
            assertThat(keys).isEmpty();
        }
        try (Stream<Path> incoming = Files.list(folder.resolve("incoming"))) {
            assertThat(incoming).isEmpty();
        }
    }
}
