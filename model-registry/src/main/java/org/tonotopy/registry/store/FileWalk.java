package org.tonotopy.registry.store;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** All files below a folder, one after another, in memory for one folder a level; what vanishes meanwhile is passed over. */
final class FileWalk implements Iterator<Path>, Closeable {
    private final Deque<Level> levels = new ArrayDeque<>();
    private final Path leftOut;
    private @Nullable Path next;

    private record Level(DirectoryStream<Path> folder, Iterator<Path> rest) {}

    /**
     * A walk.
     *
     * @param folder where it begins
     * @param leftOut a folder below it that is not entered
     */
    FileWalk(Path folder, Path leftOut) throws IOException {
        this.leftOut = leftOut;
        enter(folder);
        next = advance();
    }

    private void enter(Path folder) throws IOException {
        try {
            DirectoryStream<Path> entries = Files.newDirectoryStream(folder);
            levels.push(new Level(entries, entries.iterator()));
        } catch (NoSuchFileException | NotDirectoryException vanished) {
            // Deleted since its name was read.
        }
    }

    private @Nullable Path advance() throws IOException {
        while (!levels.isEmpty()) {
            Level level = levels.element();
            if (!level.rest().hasNext()) {
                levels.pop().folder().close();
                continue;
            }
            Path entry = level.rest().next();
            if (Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
                if (!entry.equals(leftOut)) {
                    enter(entry);
                }
            } else if (Files.isRegularFile(entry)) {
                return entry;
            }
        }
        return null;
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public Path next() {
        Path file = next;
        if (file == null) {
            throw new NoSuchElementException();
        }
        try {
            next = advance();
        } catch (DirectoryIteratorException failure) {
            throw new UncheckedIOException(failure.getCause());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return file;
    }

    @Override
    public void close() throws IOException {
        while (!levels.isEmpty()) {
            levels.pop().folder().close();
        }
    }
}
