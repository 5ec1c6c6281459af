package org.tonotopy.worker.fault;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A small file system of its own in a file, for the object store: it can be full, refuse to be written, and stand still. */
final class FaultyDisk implements AutoCloseable {
    private static final long BYTES = 384L << 20;

    private final Path image;
    private final Path folder;

    private FaultyDisk(Path image, Path folder) {
        this.image = image;
        this.folder = folder;
    }

    /** Mounts one; empty where this user or this machine cannot. */
    static Optional<FaultyDisk> mount() throws IOException, InterruptedException {
        Path image = Files.createTempFile("tonotopy-faults-disk-", ".img");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(BYTES);
        }
        Path folder = Files.createTempDirectory("tonotopy-faults-disk-");
        FaultyDisk disk = new FaultyDisk(image, folder);
        if (Command.succeeds("mkfs.ext4", "-q", "-m", "0", "-F", image.toString())
                && Command.succeeds("mount", "-o", "loop", image.toString(), folder.toString())) {
            return Optional.of(disk);
        }
        Files.delete(image);
        Files.delete(folder);
        return Optional.empty();
    }

    /** Where the store lies. */
    Path store() throws IOException {
        return Files.createDirectories(folder.resolve("store"));
    }

    /**
     * Fills it up, so that writes fail in the middle.
     *
     * @param left bytes that still fit, about
     */
    void fill(long left, Duration time) throws IOException, InterruptedException {
        Path filler = folder.resolve("filler");
        FileStore disk = Files.getFileStore(folder);
        if (!Command.succeeds(
                "fallocate", "-l", String.valueOf(Math.max(1, disk.getUsableSpace() - left)), filler.toString())) {
            throw new IOException("the disk could not be filled");
        }
        Thread.sleep(time.toMillis());
        Files.delete(filler);
    }

    /**
     * Makes it refuse every write.
     *
     * @return false where there was no moment in which nobody wrote, and nothing was done
     */
    boolean refuse(Duration time) throws InterruptedException {
        for (int attempt = 0; attempt < 100; attempt++) {
            if (Command.succeeds("mount", "-o", "remount,ro", folder.toString())) {
                Thread.sleep(time.toMillis());
                return Command.succeeds("mount", "-o", "remount,rw", folder.toString());
            }
            Thread.sleep(20);
        }
        return false;
    }

    /**
     * Makes every write wait.
     *
     * @return false where this machine cannot do so
     */
    boolean standStill(Duration time) throws InterruptedException {
        if (!Command.succeeds("fsfreeze", "-f", folder.toString())) {
            return false;
        }
        try {
            Thread.sleep(time.toMillis());
        } finally {
            Command.succeeds("fsfreeze", "-u", folder.toString());
        }
        return true;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        Command.succeeds("umount", "-l", folder.toString());
        Files.deleteIfExists(folder);
        Files.deleteIfExists(image);
    }
}
