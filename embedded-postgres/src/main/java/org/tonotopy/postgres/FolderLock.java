package org.tonotopy.postgres;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One process at a time may work on a folder. The operating system drops the lock when its process dies. */
public final class FolderLock implements Closeable {
    /**
     * The files locked by this JVM. They are never opened a second time here: closing any handle of a file drops every
     * lock that the process has on it.
     */
    private static final Set<Path> heldHere = new HashSet<>();

    private final Path file;
    private final FileChannel channel;

    private FolderLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Takes the lock, or returns nothing when another process, or another part of this one, has it.
     *
     * @param lockFile made when missing, in an existing folder; stays afterwards and means nothing by itself
     */
    public static Optional<FolderLock> tryTake(Path lockFile) throws IOException {
        Path folder = Objects.requireNonNull(lockFile.toAbsolutePath().getParent());
        Path file = folder.toRealPath().resolve(lockFile.getFileName());
        synchronized (heldHere) {
            if (heldHere.contains(file)) {
                return Optional.empty();
            }
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            @Nullable FileLock lock = null;
            try {
                lock = channel.tryLock();
            } finally {
                if (lock == null) {
                    channel.close();
                }
            }
            if (lock == null) {
                return Optional.empty();
            }
            heldHere.add(file);
            return Optional.of(new FolderLock(file, channel));
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (heldHere) {
            heldHere.remove(file);
            channel.close();
        }
    }
}
