package org.tonotopy.encoding.array;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * The elements of one array in C order, read forward in blocks, so that an array larger than the memory at hand can be
 * taken in piece by piece. Close it when done.
 */
public final class ElementReader implements Closeable {

    private static final int BLOCK_BYTES = 1 << 16;

    private final String array;
    private final ArrayHeader header;
    private final InputStream bytes;
    private final ByteBuffer block;

    /**
     * @param array its name
     * @param header what its elements are
     * @param bytes the elements as they stand in the file, in C order; closed with this
     */
    public ElementReader(String array, ArrayHeader header, InputStream bytes) {
        this.array = array;
        this.header = header;
        this.bytes = bytes;
        this.block = ByteBuffer.allocate(BLOCK_BYTES).order(header.order()).limit(0);
    }

    public ArrayHeader header() {
        return header;
    }

    /**
     * Fills {@code destination} with the next elements: exact for every type but I8 beyond 2^53.
     *
     * @throws IOException where the file cannot be read or the array ends first
     */
    public void next(double[] destination) throws IOException {
        int done = 0;
        while (done < destination.length) {
            int end = done + Math.min(ensure(), destination.length - done);
            // One switch for each block and not for each element: the loops are what the compiler can unroll.
            switch (header.type()) {
                case U1 -> {
                    for (; done < end; done++) {
                        destination[done] = block.get() & 0xff;
                    }
                }
                case I1 -> {
                    for (; done < end; done++) {
                        destination[done] = block.get();
                    }
                }
                case U2 -> {
                    for (; done < end; done++) {
                        destination[done] = block.getShort() & 0xffff;
                    }
                }
                case I2 -> {
                    for (; done < end; done++) {
                        destination[done] = block.getShort();
                    }
                }
                case I4 -> {
                    for (; done < end; done++) {
                        destination[done] = block.getInt();
                    }
                }
                case I8 -> {
                    for (; done < end; done++) {
                        destination[done] = block.getLong();
                    }
                }
                case F4 -> {
                    for (; done < end; done++) {
                        destination[done] = block.getFloat();
                    }
                }
                case F8 -> {
                    for (; done < end; done++) {
                        destination[done] = block.getDouble();
                    }
                }
            }
        }
    }

    /**
     * Fills a part of {@code destination} with the next elements as they stand in the file; only for arrays of U1 and
     * I1.
     *
     * @throws IOException where the file cannot be read or the array ends first
     */
    public void nextBytes(byte[] destination, int offset, int length) throws IOException {
        if (header.type().bytes() != 1) {
            throw new IllegalStateException(array + " has elements of " + header.type() + ", not single bytes");
        }
        int buffered = Math.min(block.remaining(), length);
        block.get(destination, offset, buffered);
        int missing = length - buffered;
        if (bytes.readNBytes(destination, offset + buffered, missing) < missing) {
            throw endsEarly();
        }
    }

    /** How many whole elements are in the block, at least one. */
    private int ensure() throws IOException {
        int size = header.type().bytes();
        if (block.remaining() < size) {
            block.compact();
            int read = bytes.readNBytes(block.array(), block.position(), block.remaining());
            block.position(block.position() + read).flip();
            if (block.remaining() < size) {
                throw endsEarly();
            }
        }
        return block.remaining() / size;
    }

    private EOFException endsEarly() {
        return new EOFException(array + " ends early");
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
