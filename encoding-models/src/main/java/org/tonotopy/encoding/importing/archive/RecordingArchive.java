package org.tonotopy.encoding.importing.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.tonotopy.encoding.recording.Finding.Code;

/**
 * A zip, tar or tar.gz file from an untrusted source, opened for reading.
 *
 * <p>Nothing is unpacked under a name that stands in the archive. A zip or a tar is read where it lies; a tar.gz is
 * decompressed into one temporary file first, because it has no directory. Names that are absolute or hold {@code ..},
 * links, devices, encrypted entries, two entries of one name, archives without an end and claims beyond the limits are
 * refused when the archive is opened, before an entry is read. What macOS and Windows add for themselves is not there.
 */
public final class RecordingArchive implements Closeable {

    private static final int TAR_MAGIC_AT = 257;
    private static final String TAR_MAGIC = "ustar";

    private final ArchiveContent content;
    private final TreeMap<String, Integer> positions = new TreeMap<>(new NaturalOrder());
    private final List<Path> temporary = new ArrayList<>();

    private RecordingArchive(ArchiveContent content) {
        this.content = content;
        for (int i = 0; i < content.entries().size(); i++) {
            positions.put(content.entries().get(i).name(), i);
        }
    }

    /**
     * Opens an archive and checks its directory.
     *
     * @throws ArchiveRefusedException where the file is no such archive, is damaged, or holds what is not to be read
     * @throws IOException where the file cannot be read at all
     */
    public static RecordingArchive open(Path file, ArchiveLimits limits) throws IOException {
        byte[] start = start(file);
        if (start.length > 3 && start[0] == 'P' && start[1] == 'K') {
            return new RecordingArchive(ZipContent.open(file, limits));
        }
        if (start.length > 1 && (start[0] & 0xff) == 0x1f && (start[1] & 0xff) == 0x8b) {
            return new RecordingArchive(TarContent.open(GzipSpool.open(file, limits), limits));
        }
        if (start.length == TAR_MAGIC_AT + TAR_MAGIC.length()
                && new String(start, TAR_MAGIC_AT, TAR_MAGIC.length(), StandardCharsets.US_ASCII).equals(TAR_MAGIC)) {
            return new RecordingArchive(TarContent.open(FileChannel.open(file), limits));
        }
        throw new ArchiveRefusedException(
                Code.UNSUPPORTED_FORMAT,
                "archive",
                "It is neither a zip nor a tar nor a tar.gz file.",
                "Pack the folder as one of these.");
    }

    private static byte[] start(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return bytes.readNBytes(TAR_MAGIC_AT + TAR_MAGIC.length());
        }
    }

    static ArchiveRefusedException tooLarge(ArchiveLimits limits) {
        return new ArchiveRefusedException(
                Code.TOO_LARGE,
                "archive",
                "It inflates to more than " + limits.maxBytes() + " bytes.",
                "Split the recording, or pack only its files.");
    }

    /** All files, in the natural order of their names: {@code stim2} stands before {@code stim10}. */
    public List<ArchiveEntry> entries() {
        Collection<Integer> inOrder = positions.values();
        return inOrder.stream().map(content.entries()::get).toList();
    }

    /** Bytes of all of it once decompressed, which for a tar.gz is what it takes on disk. */
    public long size() throws IOException {
        return content.size();
    }

    /** The file of this name. */
    public Optional<ArchiveEntry> entry(String name) {
        return Optional.ofNullable(positions.get(name)).map(content.entries()::get);
    }

    /**
     * The bytes of one file, from its beginning. Reading them to the end checks their number and, in a zip, their
     * checksum; the stream throws {@link ArchiveRefusedException} where either is wrong.
     */
    public InputStream open(ArchiveEntry entry) throws IOException {
        Integer position = positions.get(entry.name());
        if (position == null) {
            throw new IllegalArgumentException(entry.name() + " is not of this archive");
        }
        return content.open(position);
    }

    /**
     * The whole of one file.
     *
     * @throws ArchiveRefusedException where it is longer than {@code most} bytes, or damaged
     */
    public ByteBuffer bytes(ArchiveEntry entry, int most) throws IOException {
        if (entry.bytes() > most) {
            throw new ArchiveRefusedException(
                    Code.TOO_LARGE,
                    entry.name(),
                    "It has " + entry.bytes() + " bytes, more than " + most + ".",
                    "Split the file.");
        }
        try (InputStream bytes = open(entry)) {
            // One byte more than there are makes the stream see its end, where the checksum is.
            return ByteBuffer.wrap(bytes.readNBytes((int) entry.bytes() + 1)).asReadOnlyBuffer();
        }
    }

    /** One file on disk, under a name of ours, for readers that move about in it; gone when this archive is closed. */
    public Path onDisk(ArchiveEntry entry) throws IOException {
        // Named, because a service sets this property after Java has looked at it: its folder is emptied when it was
        // killed.
        Path place = Path.of(System.getProperty("java.io.tmpdir"));
        Path file = Files.createTempFile(place, "tonotopy-entry-", ".bin");
        temporary.add(file);
        try (InputStream bytes = open(entry)) {
            Files.copy(bytes, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }

    @Override
    public void close() throws IOException {
        try {
            content.close();
        } finally {
            for (Path file : Collections.unmodifiableList(temporary)) {
                Files.deleteIfExists(file);
            }
        }
    }
}
