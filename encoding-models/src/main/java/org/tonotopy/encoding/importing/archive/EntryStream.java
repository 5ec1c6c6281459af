package org.tonotopy.encoding.importing.archive;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import java.util.zip.CRC32;

/**
 * The bytes of one entry: as many as the archive announced, and with the checksum that it announced. Whatever goes wrong
 * in the decompressor comes out as an {@link ArchiveRefusedException}.
 */
final class EntryStream extends InputStream {

    private final InputStream source;
    private final String name;
    private final OptionalLong checksum;
    private final CRC32 sum = new CRC32();
    private long left;
    private boolean ended;

    EntryStream(InputStream source, ArchiveEntry entry, OptionalLong checksum) {
        this.source = source;
        this.name = entry.name();
        this.left = entry.bytes();
        this.checksum = checksum;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] destination, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int read = readSource(destination, offset, length);
        if (read < 0) {
            end();
            return -1;
        }
        left -= read;
        if (left < 0) {
            throw ArchiveRefusedException.damaged(name, "It is longer than the archive says.");
        }
        sum.update(destination, offset, read);
        return read;
    }

    private int readSource(byte[] destination, int offset, int length) throws IOException {
        try {
            return source.read(destination, offset, length);
        } catch (IOException | RuntimeException broken) {
            // The library throws either for bytes that no compressor wrote.
            throw ArchiveRefusedException.damaged(name, "It cannot be decompressed.");
        }
    }

    private void end() throws ArchiveRefusedException {
        if (!ended && left > 0) {
            throw ArchiveRefusedException.damaged(name, "It ends " + left + " bytes early.");
        }
        if (!ended && checksum.isPresent() && checksum.getAsLong() != sum.getValue()) {
            throw ArchiveRefusedException.damaged(name, "It does not match its checksum.");
        }
        ended = true;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
