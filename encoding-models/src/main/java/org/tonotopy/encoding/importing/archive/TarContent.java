package org.tonotopy.encoding.importing.archive;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tonotopy.encoding.recording.Finding.Code;

/** A tar file, walked once so that afterwards every file in it can be opened where it stands. */
final class TarContent implements ArchiveContent {

    private static final int BLOCK = 512;
    private static final int NAME_BYTES = 100;

    private final FileChannel file;
    private final List<ArchiveEntry> entries = new ArrayList<>();
    private final List<Long> offsets = new ArrayList<>();

    private TarContent(FileChannel file) {
        this.file = file;
    }

    /** Takes over the open file, and closes it if it is refused. */
    static TarContent open(FileChannel file, ArchiveLimits limits) throws IOException {
        TarContent content = new TarContent(file);
        try (HeaderStream bytes = new HeaderStream(
                        new BufferedInputStream(new ChannelSlice(file, 0, file.size())), limits.maxDirectoryBytes());
                TarArchiveInputStream library =
                        new TarArchiveInputStream(bytes, BLOCK, BLOCK, StandardCharsets.UTF_8.name(), false)) {
            content.index(library, bytes, limits);
            return content;
        } catch (IOException | RuntimeException refused) {
            file.close();
            throw refused;
        }
    }

    private void index(TarArchiveInputStream library, HeaderStream bytes, ArchiveLimits limits) throws IOException {
        EntryNames names = new EntryNames(limits.maxNameBytes());
        long size = file.size();
        long total = 0;
        long end = 0;
        int count = 0;
        for (Optional<TarArchiveEntry> next = next(library); next.isPresent(); next = next(library)) {
            TarArchiveEntry source = next.get();
            if (++count > limits.maxEntries()) {
                throw new ArchiveRefusedException(
                        Code.TOO_LARGE,
                        "archive",
                        "It has more than " + limits.maxEntries() + " entries.",
                        "Pack only the files of the recording.");
            }
            checkKind(source);
            long start = bytes.position();
            checkName(source, start - BLOCK);
            // A folder has no content, whatever its header claims.
            long length = source.isDirectory() ? 0 : source.getSize();
            if (length < 0 || length > size - start) {
                throw ArchiveRefusedException.damaged(
                        EntryNames.shown(source.getName()), "It goes on after the end of the archive.");
            }
            total += length;
            if (total > limits.maxBytes()) {
                throw RecordingArchive.tooLarge(limits);
            }
            end = start + (length + BLOCK - 1) / BLOCK * BLOCK;
            if (source.isDirectory()) {
                names.checked(source.getName());
            } else {
                names.file(source.getName()).ifPresent(name -> {
                    entries.add(new ArchiveEntry(name, length));
                    offsets.add(start);
                });
            }
            bytes.expectContent(end - start);
        }
        if (end + BLOCK > size) {
            throw ArchiveRefusedException.damaged(
                    "archive", "It has no end: the blocks of zeros after the last file are missing.");
        }
    }

    private static Optional<TarArchiveEntry> next(TarArchiveInputStream library) throws IOException {
        try {
            return Optional.ofNullable(library.getNextEntry());
        } catch (ArchiveRefusedException refused) {
            throw refused;
        } catch (IOException | RuntimeException broken) {
            throw ArchiveRefusedException.damaged("archive", "It is not a whole tar file.");
        }
    }

    private static void checkKind(TarArchiveEntry source) throws ArchiveRefusedException {
        String name = EntryNames.shown(source.getName());
        if (!source.isCheckSumOK()) {
            throw ArchiveRefusedException.damaged(name, "Its header does not match its checksum.");
        }
        boolean plain = source.getLinkFlag() == TarArchiveEntry.LF_NORMAL
                || source.getLinkFlag() == TarArchiveEntry.LF_OLDNORM
                || source.getLinkFlag() == TarArchiveEntry.LF_CONTIG
                || source.isDirectory();
        if (!plain || source.isSparse()) {
            throw new ArchiveRefusedException(
                    Code.UNSAFE_ENTRY,
                    name,
                    "This entry is a link, a device or a sparse file, not a plain file.",
                    "Pack the files themselves.");
        }
    }

    /** The library writes a question mark for what is not UTF-8; whether it did shows in the bytes of the header. */
    private void checkName(TarArchiveEntry source, long header) throws IOException {
        if (source.getName().indexOf('?') >= 0) {
            byte[] name = new byte[NAME_BYTES];
            int length = new ChannelSlice(file, header, NAME_BYTES).readNBytes(name, 0, NAME_BYTES);
            EntryNames.decoded(Arrays.copyOf(name, length));
        }
    }

    @Override
    public List<ArchiveEntry> entries() {
        return Collections.unmodifiableList(entries);
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public InputStream open(int index) throws IOException {
        ArchiveEntry entry = entries.get(index);
        return new EntryStream(new ChannelSlice(file, offsets.get(index), entry.bytes()), entry, OptionalLong.empty());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
