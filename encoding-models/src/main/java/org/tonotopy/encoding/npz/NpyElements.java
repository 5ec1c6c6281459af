package org.tonotopy.encoding.npz;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.zip.ZipException;
import org.tonotopy.encoding.npz.NpzRefusedException.Kind;

/**
 * The elements of one array in C order, read forward in blocks, so that an array larger than the memory at hand can be
 * taken in piece by piece. Close it when done.
 */
public final class NpyElements implements AutoCloseable {

    private static final int BLOCK_BYTES = 1 << 16;

    private final String entry;
    private final NpyHeader header;
    private final InputStream bytes;
    private final ByteBuffer block;

    NpyElements(String entry, NpyHeader header, InputStream bytes) {
        this.entry = entry;
        this.header = header;
        this.bytes = bytes;
        this.block = ByteBuffer.allocate(BLOCK_BYTES).order(header.order()).limit(0);
    }

    public NpyHeader header() {
        return header;
    }

    /**
     * The next element as a double: exact for every type but I8 beyond 2^53.
     *
     * @throws IOException where the file cannot be read or the array is at its end
     */
    public double nextDouble() throws IOException {
        ensure();
        return switch (header.type()) {
            case U1 -> block.get() & 0xff;
            case I1 -> block.get();
            case U2 -> block.getShort() & 0xffff;
            case I2 -> block.getShort();
            case I4 -> block.getInt();
            case I8 -> block.getLong();
            case F4 -> block.getFloat();
            case F8 -> block.getDouble();
        };
    }

    /**
     * Fills {@code destination} with the next elements as they stand in the file; only for arrays of U1 and I1.
     *
     * @throws IOException where the file cannot be read or the array ends first
     */
    public void nextBytes(byte[] destination) throws IOException {
        if (header.type().bytes() != 1) {
            throw new IllegalStateException(entry + " has elements of " + header.type() + ", not single bytes");
        }
        int buffered = Math.min(block.remaining(), destination.length);
        block.get(destination, 0, buffered);
        int missing = destination.length - buffered;
        if (inflated(destination, buffered, missing) < missing) {
            throw new EOFException(entry + " ends early");
        }
    }

    private void ensure() throws IOException {
        int size = header.type().bytes();
        if (block.remaining() >= size) {
            return;
        }
        block.compact();
        int read = inflated(block.array(), block.position(), block.remaining());
        block.position(block.position() + read).flip();
        if (block.remaining() < size) {
            throw new EOFException(entry + " ends early");
        }
    }

    private int inflated(byte[] destination, int offset, int count) throws IOException {
        try {
            return bytes.readNBytes(destination, offset, count);
        } catch (ZipException damaged) {
            throw new NpzRefusedException(Kind.DAMAGED, entry, "cannot be inflated", "write or upload the file again");
        }
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
