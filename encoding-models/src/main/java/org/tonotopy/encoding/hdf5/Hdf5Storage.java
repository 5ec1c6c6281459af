package org.tonotopy.encoding.hdf5;

import io.jhdf.Superblock;
import io.jhdf.storage.HdfBackingStorage;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import org.tonotopy.encoding.array.ArrayFileRefusedException;
import org.tonotopy.encoding.array.ArrayFileRefusedException.Kind;

/**
 * The bytes of a hostile file, as jHDF asks for them while it parses. Nothing is read from outside the file, so nothing
 * is allocated that the file does not hold, and all that is read is counted: trees that lead back into themselves, or
 * reach the same node on a million ways, end when the count does. Refusals travel through jHDF unchecked.
 */
final class Hdf5Storage implements HdfBackingStorage {

    static final String FILE = "file";
    static final String AGAIN = "write or upload the file again";

    /** An index of a million chunks takes 56 MB; a recording needs a few kilobytes. */
    private static final long MOST_METADATA_BYTES = 64L << 20;

    /** Charged for each read beside its bytes, so that reads of nothing end too. */
    private static final int READ_COST = 64;

    private final FileChannel channel;
    private final Superblock superblock;
    private final long size;
    private long budget = MOST_METADATA_BYTES;

    Hdf5Storage(FileChannel channel, Superblock superblock) throws IOException {
        this.channel = channel;
        this.superblock = superblock;
        this.size = channel.size();
    }

    @Override
    public ByteBuffer readBufferFromAddress(long address, int length) {
        return parsed(address, length);
    }

    @Override
    public ByteBuffer map(long address, long length) {
        return parsed(address, length);
    }

    @Override
    public ByteBuffer mapNoOffset(long address, long length) {
        return parsed(address - getUserBlockSize(), length);
    }

    private ByteBuffer parsed(long address, long length) {
        try {
            requireInside(FILE, address, length);
            budget -= length + READ_COST;
            if (budget < 0) {
                throw new ArrayFileRefusedException(
                        Kind.TOO_LARGE,
                        FILE,
                        "has more than " + (MOST_METADATA_BYTES >> 20)
                                + " MiB of headers and indices, or indices that lead in circles",
                        "save only the arrays of the recording, in larger chunks");
            }
            byte[] bytes = new byte[(int) length];
            read(address, bytes, 0, bytes.length);
            ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            ClaimedCounts.check(buffer);
            return buffer;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Refuses a stretch that is not wholly in the file. */
    void requireInside(String where, long address, long length) throws ArrayFileRefusedException {
        if (address < 0 || length < 0 || length > size || address > size - getUserBlockSize() - length) {
            throw new ArrayFileRefusedException(
                    Kind.DAMAGED, where, "points outside of the file, which is damaged or cut short", AGAIN);
        }
    }

    /** Reads elements, which are not counted: whoever asks knows how many there may be. */
    void read(long address, byte[] destination, int offset, int length) throws IOException {
        requireInside(FILE, address, length);
        ByteBuffer buffer = ByteBuffer.wrap(destination, offset, length);
        long position = address + getUserBlockSize();
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, position);
            if (read < 0) {
                throw new EOFException("the file became shorter while it was read");
            }
            position += read;
        }
    }

    @Override
    public long getUserBlockSize() {
        return superblock.getBaseAddressByte();
    }

    @Override
    public Superblock getSuperblock() {
        return superblock;
    }

    @Override
    public FileChannel getFileChannel() {
        return channel;
    }

    @Override
    public int getSizeOfOffsets() {
        return superblock.getSizeOfOffsets();
    }

    @Override
    public int getSizeOfLengths() {
        return superblock.getSizeOfLengths();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public boolean inMemory() {
        return false;
    }
}
