package org.tonotopy.encoding.npz;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.tonotopy.encoding.array.ArrayHeader;

/**
 * Writes an NPZ archive that NumPy reads. Entries are deflated and carry one fixed date, so the same arrays in the same
 * order give the same bytes wherever zlib is the same.
 */
public final class NpzWriter implements Closeable {

    /** The first date that a zip file can hold; local by definition, so no time zone moves it. */
    private static final LocalDateTime FIXED_DATE = LocalDateTime.of(1980, 1, 1, 0, 0);

    private static final int ALIGNMENT = 64;

    private final ZipOutputStream zip;

    /** Writes to {@code destination}, which {@link #close()} closes too. */
    public NpzWriter(OutputStream destination) {
        this.zip = new ZipOutputStream(destination, StandardCharsets.UTF_8);
        zip.setLevel(9);
    }

    /** Adds one array. */
    public void write(String name, NpyArray array) throws IOException {
        ZipEntry entry = new ZipEntry(name + ".npy");
        entry.setTimeLocal(FIXED_DATE);
        zip.putNextEntry(entry);
        zip.write(headerBytes(array.header()));
        ByteBuffer body = array.bytes();
        byte[] block = new byte[1 << 16];
        while (body.hasRemaining()) {
            int count = Math.min(block.length, body.remaining());
            body.get(block, 0, count);
            zip.write(block, 0, count);
        }
        zip.closeEntry();
    }

    private static byte[] headerBytes(ArrayHeader header) {
        char order = header.type().bytes() == 1 ? '|' : header.order() == ByteOrder.BIG_ENDIAN ? '>' : '<';
        // Python writes a tuple of one as (5,).
        String shape = header.shape().stream().map(String::valueOf).collect(Collectors.joining(", "))
                + (header.dimensions() == 1 ? "," : "");
        String text =
                "{'descr': '" + order + header.type().code() + "', 'fortran_order': False, 'shape': (" + shape + "), }";
        int unpadded = 10 + text.length() + 1;
        int padding = (ALIGNMENT - unpadded % ALIGNMENT) % ALIGNMENT;
        byte[] literal = (text + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(10 + literal.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) 1)
                .put((byte) 0)
                .putShort((short) literal.length)
                .put(literal)
                .array();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
