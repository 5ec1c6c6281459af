package org.tonotopy.registry.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.tonotopy.registry.content.Sha256;

/**
 * Keeps objects as files under one folder. An object is written to a file beside its place, forced to the disk, and
 * renamed: it is there completely or not at all, also after a power failure.
 */
public final class FilesystemObjectStore implements ObjectStore {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final String INCOMING = "incoming";
    private static final Duration ABANDONED_AFTER = Duration.ofDays(1);

    private final Path folder;

    /**
     * Opens the store, creating its folder where there is none.
     *
     * @param folder belongs to this store alone; may be shared by processes
     * @throws IOException if the folder cannot be made or written
     */
    public FilesystemObjectStore(Path folder) throws IOException {
        this.folder = folder.toAbsolutePath().normalize();
        Files.createDirectories(this.folder.resolve(INCOMING));
        sweepIncoming(Instant.now().minus(ABANDONED_AFTER));
    }

    /** What a process that was killed had begun to write. */
    private void sweepIncoming(Instant oldest) throws IOException {
        try (Stream<Path> incoming = Files.list(folder.resolve(INCOMING))) {
            for (Path file : incoming.toList()) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    @Override
    public StoredContent write(ObjectKey key, InputStream content, long limitBytes) throws IOException {
        Path incoming = folder.resolve(INCOMING).resolve(UUID.randomUUID().toString());
        try {
            StoredContent written = copy(content, incoming, limitBytes);
            Optional<String> expected = key.sha256();
            if (expected.isPresent() && !expected.get().equals(written.sha256())) {
                throw new ContentMismatchException(
                        "the content's SHA-256 is " + written.sha256() + ", not the announced " + expected.get());
            }
            place(incoming, key, written);
            return written;
        } finally {
            Files.deleteIfExists(incoming);
        }
    }

    private static StoredContent copy(InputStream content, Path file, long limitBytes) throws IOException {
        MessageDigest digest = Sha256.digest();
        byte[] buffer = new byte[BUFFER_BYTES];
        long size = 0;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                size += read;
                if (size > limitBytes) {
                    throw new ContentTooLargeException(limitBytes);
                }
                digest.update(buffer, 0, read);
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
            channel.force(true);
        }
        return new StoredContent(Sha256.hex(digest.digest()), size);
    }

    private void place(Path incoming, ObjectKey key, StoredContent written) throws IOException {
        Path target = path(key);
        if (Files.exists(target)) {
            if (written.sha256().equals(hashOf(target))) {
                Files.setLastModifiedTime(target, FileTime.from(Instant.now()));
                return;
            }
            // Content whose key is its own hash can only be damaged: good content takes its place.
            if (key.sha256().isEmpty()) {
                throw new ContentMismatchException("other content is stored under " + key + " already");
            }
        }
        Path parent = parentOf(target);
        try {
            createFolders(parent);
            move(incoming, target);
        } catch (NoSuchFileException emptied) {
            // Whoever deleted the last object of the folder took the folder away too.
            createFolders(parent);
            move(incoming, target);
        }
        forceFolder(parent);
    }

    private void move(Path incoming, Path target) throws IOException {
        try {
            Files.move(incoming, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException unusual) {
            throw new IOException("the folder " + folder + " must lie on one file system", unusual);
        }
    }

    private static String hashOf(Path file) throws IOException {
        MessageDigest digest = Sha256.digest();
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream input = Files.newInputStream(file)) {
            for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return Sha256.hex(digest.digest());
    }

    /** A folder is on the disk only when the one above it is. */
    private void createFolders(Path wanted) throws IOException {
        Path existing = folder;
        for (Path name : folder.relativize(wanted)) {
            Path next = existing.resolve(name);
            if (!Files.isDirectory(next)) {
                Files.createDirectories(next);
                forceFolder(existing);
            }
            existing = next;
        }
    }

    /** A rename is on the disk only when its folder is. */
    private static void forceFolder(Path parent) throws IOException {
        try (FileChannel channel = FileChannel.open(parent, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public Optional<Long> size(ObjectKey key) throws IOException {
        try {
            return Optional.of(Files.size(path(key)));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    @Override
    public InputStream open(ObjectKey key, long offset) throws IOException {
        SeekableByteChannel channel = Files.newByteChannel(path(key), StandardOpenOption.READ);
        return Channels.newInputStream(channel.position(offset));
    }

    @Override
    public Optional<Instant> writtenAt(ObjectKey key) throws IOException {
        try {
            return Optional.of(Files.getLastModifiedTime(path(key)).toInstant());
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> version(ObjectKey key) throws IOException {
        try {
            BasicFileAttributes file = Files.readAttributes(path(key), BasicFileAttributes.class);
            return Optional.of(file.fileKey() + " " + file.lastModifiedTime() + " " + file.size());
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        }
    }

    @Override
    public void delete(ObjectKey key) throws IOException {
        Path object = path(key);
        Files.deleteIfExists(object);
        try {
            for (Path parent = parentOf(object); !parent.equals(folder); parent = parentOf(parent)) {
                Files.deleteIfExists(parent);
            }
        } catch (DirectoryNotEmptyException shared) {
            // Other objects are in it.
        }
    }

    private static Path parentOf(Path path) {
        return path.resolveSibling(".").normalize();
    }

    @Override
    public Stream<ObjectKey> keys() throws IOException {
        FileWalk walk = new FileWalk(folder, folder.resolve(INCOMING));
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(walk, Spliterator.NONNULL), false)
                .onClose(() -> {
                    try {
                        walk.close();
                    } catch (IOException failure) {
                        throw new UncheckedIOException(failure);
                    }
                })
                .flatMap(file ->
                        ObjectKey.parse(folder.relativize(file).toString().replace('\\', '/')).stream());
    }

    @Override
    public OptionalLong room() throws IOException {
        return OptionalLong.of(Files.getFileStore(folder).getUsableSpace());
    }

    @Override
    public void check() throws IOException {
        var unused = Files.readAttributes(folder.resolve(INCOMING), BasicFileAttributes.class);
    }

    private Path path(ObjectKey key) {
        return folder.resolve(key.path());
    }
}
