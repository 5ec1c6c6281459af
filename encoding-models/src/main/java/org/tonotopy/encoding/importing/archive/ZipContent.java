package org.tonotopy.encoding.importing.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.tonotopy.encoding.recording.Finding.Code;

/** A zip file, of whose directory every entry was checked before one is inflated. */
final class ZipContent implements ArchiveContent {

    private static final int UNIX_TYPE = 0170000;
    private static final int UNIX_FILE = 0100000;
    private static final int UNIX_FOLDER = 0040000;

    private final ZipFile zip;
    private final List<ArchiveEntry> entries = new ArrayList<>();
    private final List<ZipArchiveEntry> sources = new ArrayList<>();

    private ZipContent(ZipFile zip) {
        this.zip = zip;
    }

    static ZipContent open(Path file, ArchiveLimits limits) throws IOException {
        CentralDirectory.check(file, limits);
        ZipFile zip = library(file);
        try {
            ZipContent content = new ZipContent(zip);
            content.index(Files.size(file), limits);
            return content;
        } catch (IOException | RuntimeException refused) {
            zip.close();
            throw refused;
        }
    }

    private static ZipFile library(Path file) throws IOException {
        try {
            return ZipFile.builder()
                    .setPath(file)
                    .setCharset(StandardCharsets.UTF_8)
                    .setUseUnicodeExtraFields(false)
                    .setIgnoreLocalFileHeader(true)
                    .get();
        } catch (IOException | RuntimeException broken) {
            throw ArchiveRefusedException.damaged("archive", "It is not a whole zip file.");
        }
    }

    private void index(long fileBytes, ArchiveLimits limits) throws ArchiveRefusedException {
        EntryNames names = new EntryNames(limits.maxNameBytes());
        long inFile = 0;
        long inflated = 0;
        for (ZipArchiveEntry source : Collections.list(zip.getEntries())) {
            String rawName = EntryNames.decoded(source.getRawName());
            checkKind(source, rawName);
            if (rawName.endsWith("/") || rawName.endsWith("\\")) {
                names.checked(rawName);
                continue;
            }
            Optional<String> name = names.file(rawName);
            checkClaims(source, rawName, fileBytes - inFile, limits.maxBytes() - inflated, limits);
            inFile += source.getCompressedSize();
            inflated += source.getSize();
            if (name.isPresent()) {
                entries.add(new ArchiveEntry(name.get(), source.getSize()));
                sources.add(source);
            }
        }
    }

    private static void checkKind(ZipArchiveEntry source, String name) throws ArchiveRefusedException {
        int type = source.getUnixMode() & UNIX_TYPE;
        if (type != 0 && type != UNIX_FILE && type != UNIX_FOLDER) {
            throw new ArchiveRefusedException(
                    Code.UNSAFE_ENTRY,
                    EntryNames.shown(name),
                    "This entry is a link or a device, not a file.",
                    "Pack the files themselves.");
        }
        if (source.getGeneralPurposeBit().usesEncryption()) {
            throw new ArchiveRefusedException(
                    Code.ENCRYPTED_ENTRY,
                    EntryNames.shown(name),
                    "This entry is encrypted.",
                    "Pack the files without a password.");
        }
        if (source.getMethod() != ZipEntry.STORED && source.getMethod() != ZipEntry.DEFLATED) {
            throw new ArchiveRefusedException(
                    Code.UNSUPPORTED_FORMAT,
                    EntryNames.shown(name),
                    "This entry is compressed by method " + source.getMethod() + ".",
                    "Pack with plain deflate, or without compression.");
        }
    }

    /** Entries fit into the file beside each other, and what they claim to inflate to is bounded. */
    private static void checkClaims(
            ZipArchiveEntry source, String name, long leftInFile, long leftInflated, ArchiveLimits limits)
            throws ArchiveRefusedException {
        long inFile = source.getCompressedSize();
        if (source.getSize() < 0 || inFile < 0 || inFile > leftInFile) {
            throw ArchiveRefusedException.damaged("archive", "It has entries longer than the file itself.");
        }
        if (source.getSize() / limits.maxInflation() > inFile) {
            throw new ArchiveRefusedException(
                    Code.TOO_LARGE,
                    EntryNames.shown(name),
                    "It claims " + source.getSize() + " bytes from " + inFile + " in the archive, over "
                            + limits.maxInflation() + ":1.",
                    "Pack without compression.");
        }
        if (source.getSize() > leftInflated) {
            throw RecordingArchive.tooLarge(limits);
        }
    }

    @Override
    public List<ArchiveEntry> entries() {
        return Collections.unmodifiableList(entries);
    }

    @Override
    public long size() {
        return entries.stream().mapToLong(ArchiveEntry::bytes).sum();
    }

    @Override
    public InputStream open(int index) throws IOException {
        ArchiveEntry entry = entries.get(index);
        ZipArchiveEntry source = sources.get(index);
        try {
            return new EntryStream(zip.getInputStream(source), entry, OptionalLong.of(source.getCrc()));
        } catch (IOException | RuntimeException broken) {
            throw ArchiveRefusedException.damaged(entry.name(), "It is not where the archive says.");
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
