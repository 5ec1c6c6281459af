package org.tonotopy.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
    @TempDir
    private Path folder;

    @Test
    void aLockIsTakenOnceAndFreeAgainAfterwards() throws IOException {
        Path file = folder.resolve("in-use.lock");
        try (FolderLock held = FolderLock.tryTake(file).orElseThrow()) {
            assertThat(held).isNotNull();
            assertThat(FolderLock.tryTake(file)).isEmpty();
        }
        FolderLock.tryTake(file).orElseThrow().close();
    }

    @Test
    void anotherNameOfTheSameFolderIsTheSameLock() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Files.createDirectory(folder.resolve("real")));
        try (FolderLock held =
                FolderLock.tryTake(folder.resolve("real/in-use.lock")).orElseThrow()) {
            assertThat(held).isNotNull();
            assertThat(FolderLock.tryTake(link.resolve("in-use.lock"))).isEmpty();
        }
    }
}
