package org.tonotopy.registry.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesystemObjectStoreTest extends ObjectStoreContract {
    @TempDir
    Path folder;

    private ObjectStore store;

    @BeforeEach
    void open() throws IOException {
        store = new StoreFolder(folder).open();
    }

    @Override
    ObjectStore store() {
        return store;
    }

    @Override
    void damage(ObjectKey key) throws IOException {
        Files.writeString(folder.resolve(key.path()), "a rec0rding");
    }

    @Override
    void assertNoRemains() throws IOException {
        try (Stream<Path> incoming = Files.list(folder.resolve("incoming"))) {
            assertThat(incoming).isEmpty();
        }
    }

    @Test
    void whatAKilledProcessLeftIsSweptAfterADay() throws IOException {
        Path old = Files.writeString(folder.resolve("incoming/old"), "x");
        Path fresh = Files.writeString(folder.resolve("incoming/fresh"), "x");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));

        new StoreFolder(folder).open();

        assertThat(old).doesNotExist();
        assertThat(fresh).exists();
    }
}
