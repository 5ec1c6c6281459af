package org.tonotopy.registry.temporary;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * Temporary files, in a folder of this process alone. A process that is killed leaves its own behind, up to a whole recording
 * each time; the next one that starts with the same place for temporary files removes them. Who lives is told by a lock on a
 * file beside the folder, which the operating system drops with its process.
 *
 * <p>Java's own {@code createTempFile} looks at {@code java.io.tmpdir} once, before any program could set it, so files are
 * made by {@link #create}; what names the folder by that property finds the same one.
 */
public final class TemporaryFiles {
    private static final String PROPERTY = "java.io.tmpdir";
    private static final String PREFIX = "tonotopy-process-";
    private static final String LOCK = ".lock";

    /** Held as long as this process lives. */
    private static @Nullable TemporaryFiles own;

    private final Path lockFile;
    private final Path folder;

    /** Kept, because a lock that nobody can reach any more is dropped. */
    @SuppressWarnings("unused")
    private final FileLock lock;

    private TemporaryFiles(Path lockFile, Path folder, FileLock lock) {
        this.lockFile = lockFile;
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Makes the folder, unless this process has it, and removes those of processes that are gone. To be called at the very
     * beginning; where it is not, files are made in the common place.
     *
     * @return the folder
     * @throws IllegalStateException with a sentence, if nothing can be written there
     */
    public static synchronized Path claimFolder() {
        TemporaryFiles taken = own;
        if (taken == null) {
            Path place = Path.of(System.getProperty(PROPERTY));
            try {
                taken = make(place);
                own = taken;
                System.setProperty(PROPERTY, taken.folder.toString());
                taken.removeAbandoned(place);
            } catch (IOException failure) {
                throw new IllegalStateException(
                        "Temporary files cannot be written below " + place + " (" + failure
                                + "): name another folder by -Djava.io.tmpdir",
                        failure);
            }
        }
        return taken.folder;
    }

    /**
     * Makes an empty file. Its folder is made again where somebody removed it: systems empty their common place of what
     * has been untouched for days.
     *
     * @param prefix what its name begins with
     * @param suffix what its name ends with
     */
    public static Path create(String prefix, String suffix) throws IOException {
        Path place = Files.createDirectories(Path.of(System.getProperty(PROPERTY)));
        return Files.createTempFile(place, prefix, suffix);
    }

    private static TemporaryFiles make(Path place) throws IOException {
        while (true) {
            String name = PREFIX + UUID.randomUUID();
            Path lockFile = place.resolve(name + LOCK);
            FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            // Another process that starts may have taken the file for an abandoned one, between these two calls.
            FileLock lock = channel.tryLock();
            if (lock != null && Files.exists(lockFile)) {
                return new TemporaryFiles(lockFile, Files.createDirectory(place.resolve(name)), lock);
            }
            channel.close();
        }
    }

    private void removeAbandoned(Path place) throws IOException {
        try (DirectoryStream<Path> locks = Files.newDirectoryStream(place, PREFIX + "*" + LOCK)) {
            for (Path file : locks) {
                // Closing a second handle of the own file would drop the lock.
                if (!file.equals(lockFile)) {
                    removeIfAbandoned(file);
                }
            }
        }
    }

    private static void removeIfAbandoned(Path file) {
        String name = file.getFileName().toString();
        Path folder = file.resolveSibling(name.substring(0, name.length() - LOCK.length()));
        try (FileChannel other = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = other.tryLock()) {
            if (lock != null) {
                FileSystemUtils.deleteRecursively(folder);
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException removedByAnother) {
            // Two processes start at the same time.
        } catch (IOException foreign) {
            // Another user's, perhaps.
            logger().warn("What a process left in {} could not be removed", folder, foreign);
        }
    }

    /** Not before it is needed: loggers may write to files whose place is not settled yet. */
    private static Logger logger() {
        return LoggerFactory.getLogger(TemporaryFiles.class);
    }
}
