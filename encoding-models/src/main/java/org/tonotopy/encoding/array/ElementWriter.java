package org.tonotopy.encoding.array;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Writes the elements of one array in C order, in blocks. */
public final class ElementWriter {

    private static final int BLOCK_BYTES = 1 << 16;

    private final ArrayHeader header;
    private final OutputStream destination;
    private final ByteBuffer block;
    private long written;

    private ElementWriter(ArrayHeader header, OutputStream destination) {
        this.header = header;
        this.destination = destination;
        this.block = ByteBuffer.allocate(BLOCK_BYTES).order(header.order());
    }

    /**
     * Writes a whole array.
     *
     * @throws IOException where {@code destination} cannot be written
     * @throws IllegalArgumentException where {@code content} has more or fewer elements than the header's shape
     */
    public static void write(ArrayHeader header, ArraySink.Content content, OutputStream destination)
            throws IOException {
        ElementWriter writer = new ElementWriter(header, destination);
        content.writeTo(writer);
        if (writer.written != header.elements()) {
            throw new IllegalArgumentException(
                    writer.written + " elements do not fill the shape " + header.shapeText());
        }
        writer.flush();
    }

    /** Writes the next elements, which must be representable: NaN and fractions in floating types only. */
    public void next(double... values) throws IOException {
        written += values.length;
        for (double value : values) {
            if (block.remaining() < header.type().bytes()) {
                flush();
            }
            switch (header.type()) {
                case U1, I1 -> block.put((byte) (int) value);
                case U2, I2 -> block.putShort((short) (int) value);
                case I4 -> block.putInt((int) value);
                case I8 -> block.putLong((long) value);
                case F4 -> block.putFloat((float) value);
                case F8 -> block.putDouble(value);
            }
        }
    }

    private void flush() throws IOException {
        destination.write(block.array(), 0, block.position());
        block.clear();
    }
}
