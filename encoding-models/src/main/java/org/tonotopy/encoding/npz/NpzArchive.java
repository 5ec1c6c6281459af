package org.tonotopy.encoding.npz;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.tonotopy.encoding.array.ArrayFile;
import org.tonotopy.encoding.array.ArrayFileLimits;
import org.tonotopy.encoding.array.ArrayFileRefusedException;
import org.tonotopy.encoding.array.ArrayFileRefusedException.Kind;
import org.tonotopy.encoding.array.ArrayHeader;
import org.tonotopy.encoding.array.ElementReader;

/**
 * An NPZ archive from an untrusted source, opened for reading.
 *
 * <p>Opening reads every header, inflates every entry once without keeping it, and compares what came out with the zip
 * directory's length and checksum and with the length that the header's shape asks for. Only then does
 * {@link #read(String)} allocate, so that a file can claim nothing that its bytes do not hold. Arrays in Fortran order,
 * object arrays and structured arrays are refused.
 */
public final class NpzArchive implements ArrayFile {

    private static final String SUFFIX = ".npy";
    private static final String AGAIN = "write or upload the file again";
    private static final int MAX_NAME = 200;

    private final ZipFile zip;
    private final Map<String, Member> members;

    private record Member(ZipEntry entry, ArrayHeader header, long headerBytes) {}

    private NpzArchive(ZipFile zip, Map<String, Member> members) {
        this.zip = zip;
        this.members = members;
    }

    /**
     * Opens and checks an archive.
     *
     * @throws ArrayFileRefusedException where the file is not an archive of plain arrays, or is damaged, or exceeds a limit
     * @throws IOException where the file cannot be read at all
     */
    public static NpzArchive open(Path file, ArrayFileLimits limits) throws IOException {
        ZipFile zip = zipFile(file);
        try {
            return new NpzArchive(zip, members(zip, Files.size(file), limits));
        } catch (IOException | RuntimeException refused) {
            zip.close();
            throw refused;
        }
    }

    private static ZipFile zipFile(Path file) throws IOException {
        try {
            return new ZipFile(file.toFile());
        } catch (ZipException | EOFException damaged) {
            throw new ArrayFileRefusedException(
                    Kind.NOT_AN_ARCHIVE, "archive", "is not a whole zip file (truncated, or not an NPZ)", AGAIN);
        } catch (IllegalArgumentException badName) {
            throw new ArrayFileRefusedException(
                    Kind.NOT_AN_ARCHIVE, "archive", "has an entry whose name is not text", AGAIN);
        }
    }

    private static Map<String, Member> members(ZipFile zip, long fileBytes, ArrayFileLimits limits) throws IOException {
        if (zip.size() > limits.maxEntries()) {
            throw new ArrayFileRefusedException(
                    Kind.TOO_MANY_ENTRIES,
                    "archive",
                    "has " + zip.size() + " entries, more than " + limits.maxEntries(),
                    "keep only the arrays of the recording");
        }
        List<? extends ZipEntry> entries = Collections.list(zip.entries());
        checkClaims(entries, fileBytes, limits);
        Map<String, Member> members = new LinkedHashMap<>();
        for (ZipEntry entry : entries) {
            String name = arrayName(entry);
            if (members.put(name, member(zip, entry, name, limits)) != null) {
                throw new ArrayFileRefusedException(
                        Kind.DUPLICATE_ENTRY, name, "is in the archive twice", "keep one of the two");
            }
        }
        return members;
    }

    /** Before anything is inflated: entries fit into the file, and what they claim to inflate to is bounded. */
    private static void checkClaims(List<? extends ZipEntry> entries, long fileBytes, ArrayFileLimits limits)
            throws ArrayFileRefusedException {
        long inFile = 0;
        long inflated = 0;
        for (ZipEntry entry : entries) {
            if (entry.getCompressedSize() < 0
                    || entry.getSize() < 0
                    || entry.getCompressedSize() > fileBytes - inFile) {
                throw new ArrayFileRefusedException(
                        Kind.DAMAGED, "archive", "has entries longer than the file itself", AGAIN);
            }
            inFile += entry.getCompressedSize();
            if (entry.getSize() > limits.maxBytes() - inflated) {
                throw new ArrayFileRefusedException(
                        Kind.TOO_LARGE,
                        "archive",
                        "inflates to more than " + limits.maxBytes() + " bytes",
                        "split the recording, or use smaller element types");
            }
            inflated += entry.getSize();
        }
    }

    private static String arrayName(ZipEntry entry) throws ArrayFileRefusedException {
        String name = entry.getName();
        if (name.length() > MAX_NAME || !name.endsWith(SUFFIX) || name.chars().anyMatch(c -> c < ' ')) {
            throw new ArrayFileRefusedException(
                    Kind.NOT_AN_ARRAY,
                    "archive",
                    "has the entry '"
                            + name.substring(0, Math.min(name.length(), 40)).replaceAll("[^ -~]", "?")
                            + "', which is not an array",
                    "keep only arrays in the archive, as numpy.savez does");
        }
        return name.substring(0, name.length() - SUFFIX.length());
    }

    private static Member member(ZipFile zip, ZipEntry entry, String name, ArrayFileLimits limits) throws IOException {
        long declared = entry.getSize();
        long inFile = entry.getCompressedSize();
        if (declared / limits.maxInflation() > inFile) {
            throw new ArrayFileRefusedException(
                    Kind.TOO_COMPRESSED,
                    name,
                    "claims " + declared + " bytes from " + inFile + " in the file, over " + limits.maxInflation()
                            + ":1",
                    "save the recording uncompressed with numpy.savez");
        }
        try (InputStream bytes = new BufferedInputStream(inflating(zip, entry, name))) {
            Checked checked = new Checked(bytes);
            NpyHeaderParser.Parsed parsed = NpyHeaderParser.parse(name, checked, limits);
            long expected = parsed.bytes()
                    + parsed.header().elements() * parsed.header().type().bytes();
            checked.drain(expected);
            if (checked.count() != expected || declared != expected) {
                throw new ArrayFileRefusedException(
                        Kind.WRONG_LENGTH,
                        name,
                        (checked.count() < expected ? "holds fewer" : "holds more") + " bytes than its shape "
                                + parsed.header().shapeText() + " of "
                                + parsed.header().type().code() + " needs",
                        AGAIN);
            }
            if (entry.getCrc() != checked.checksum()) {
                throw new ArrayFileRefusedException(Kind.DAMAGED, name, "does not match its checksum", AGAIN);
            }
            return new Member(entry, parsed.header(), parsed.bytes());
        } catch (ZipException | EOFException damaged) {
            throw new ArrayFileRefusedException(Kind.DAMAGED, name, "is damaged or cut short", AGAIN);
        }
    }

    private static InputStream inflating(ZipFile zip, ZipEntry entry, String name) throws IOException {
        try {
            return zip.getInputStream(entry);
        } catch (ZipException unreadable) {
            throw new ArrayFileRefusedException(
                    Kind.DAMAGED, name, "is encrypted, or compressed by a method other than deflate", AGAIN);
        }
    }

    /** Counts and sums what passes, because {@link ZipFile} checks neither. */
    private static final class Checked extends InputStream {

        private final InputStream source;
        private final CRC32 crc = new CRC32();
        private long count;

        Checked(InputStream source) {
            this.source = source;
        }

        @Override
        public int read() throws IOException {
            int value = source.read();
            if (value >= 0) {
                crc.update(value);
                count++;
            }
            return value;
        }

        @Override
        public int read(byte[] destination, int offset, int length) throws IOException {
            int read = source.read(destination, offset, length);
            if (read > 0) {
                crc.update(destination, offset, read);
                count += read;
            }
            return read;
        }

        /** Reads to the end, or just past {@code expected} bytes: a bomb is not inflated to its end. */
        void drain(long expected) throws IOException {
            byte[] block = new byte[1 << 16];
            while (count <= expected && read(block, 0, block.length) >= 0) {
                // Counting and summing happen in read.
            }
        }

        long count() {
            return count;
        }

        long checksum() {
            return crc.getValue();
        }
    }

    /** The names of the arrays, in the order of the archive, without {@code .npy}. */
    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(members.keySet());
    }

    @Override
    public ArrayHeader header(String name) throws ArrayFileRefusedException {
        return memberNamed(name).header();
    }

    /**
     * One whole array.
     *
     * @throws ArrayFileRefusedException where the archive has no such array, or it does not fit a Java array
     */
    public NpyArray read(String name) throws IOException {
        Member member = memberNamed(name);
        long size = member.header().elements() * member.header().type().bytes();
        if (size > Integer.MAX_VALUE - 8) {
            throw new ArrayFileRefusedException(
                    Kind.TOO_LARGE, name, "has " + size + " bytes, too many to hold at once", "split the recording");
        }
        try (InputStream bytes = body(member, name)) {
            byte[] content = bytes.readNBytes((int) size);
            if (content.length < size) {
                throw new ArrayFileRefusedException(Kind.DAMAGED, name, "changed while it was read", AGAIN);
            }
            return new NpyArray(member.header(), ByteBuffer.wrap(content));
        }
    }

    @Override
    public ElementReader elements(String name) throws IOException {
        Member member = memberNamed(name);
        return new ElementReader(name, member.header(), body(member, name));
    }

    private InputStream body(Member member, String name) throws IOException {
        InputStream bytes = new FilterInputStream(inflating(zip, member.entry(), name)) {
            @Override
            public int read(byte[] destination, int offset, int length) throws IOException {
                try {
                    return super.read(destination, offset, length);
                } catch (ZipException damaged) {
                    throw new ArrayFileRefusedException(Kind.DAMAGED, name, "cannot be inflated", AGAIN);
                }
            }
        };
        bytes.skipNBytes(member.headerBytes());
        return bytes;
    }

    private Member memberNamed(String name) throws ArrayFileRefusedException {
        Member member = members.get(name);
        if (member == null) {
            throw new ArrayFileRefusedException(
                    Kind.MISSING_ARRAY, name, "is not in the archive", "add an array of this name");
        }
        return member;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
