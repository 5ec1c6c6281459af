package org.tonotopy.api.prediction;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * An NPZ file that a worker wrote, whose arrays hold single precision or whole numbers of four bytes, in C order. Only what is asked for is held in memory.
 * Files of others are never read by this: a worker reads them, with all the care that they need.
 */
final class StoredArrays implements Closeable {
    private static final int PREAMBLE_BYTES = 10;
    private static final Pattern HEADER =
            Pattern.compile("\\{'descr': '<([fi]4)', 'fortran_order': False, 'shape': \\(([0-9, ]+)\\), \\}\\s*");
    private static final Pattern COMMA = Pattern.compile(",\\s*");

    private final ZipFile file;

    private StoredArrays(ZipFile file) {
        this.file = file;
    }

    /** Opens a file whose hash was checked. */
    static StoredArrays open(Path path) throws IOException {
        return new StoredArrays(new ZipFile(path.toFile()));
    }

    /** What an array says of itself. */
    private record Header(boolean isWhole, List<Integer> shape) {}

    /** The lengths of the axes of an array. */
    List<Integer> shape(String name) throws IOException {
        try (DataInputStream input = begin(name)) {
            return header(input, name).shape();
        }
    }

    /** All of a short array. */
    double[] all(String name) throws IOException {
        int elements = shape(name).stream().reduce(1, Math::multiplyExact);
        return read(name, 0, 1, elements);
    }

    /**
     * Some elements of an array.
     *
     * @param first the first of them, in C order
     * @param step from one to the next
     * @param count how many
     */
    double[] read(String name, long first, int step, int count) throws IOException {
        double[] values = new double[count];
        try (DataInputStream input = begin(name)) {
            boolean isWhole = header(input, name).isWhole();
            input.skipNBytes(first * Float.BYTES);
            byte[] element = new byte[Float.BYTES];
            ByteBuffer number = ByteBuffer.wrap(element).order(ByteOrder.LITTLE_ENDIAN);
            for (int index = 0; index < count; index++) {
                if (index > 0) {
                    input.skipNBytes((step - 1L) * Float.BYTES);
                }
                input.readFully(element);
                values[index] = isWhole ? number.getInt(0) : number.getFloat(0);
            }
        }
        return values;
    }

    /**
     * Rows of an array one after the other.
     *
     * @param first element of the first row, in C order
     * @param rows how many
     * @param length of each
     * @param use takes each row, which is used again for the next
     */
    void rows(String name, long first, int rows, int length, Consumer<double[]> use) throws IOException {
        try (DataInputStream input = begin(name)) {
            header(input, name);
            input.skipNBytes(first * Float.BYTES);
            byte[] bytes = new byte[length * Float.BYTES];
            ByteBuffer numbers = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            double[] row = new double[length];
            for (int index = 0; index < rows; index++) {
                input.readFully(bytes);
                Arrays.setAll(row, place -> numbers.getFloat(place * Float.BYTES));
                use.accept(row);
            }
        }
    }

    private DataInputStream begin(String name) throws IOException {
        ZipEntry entry = file.getEntry(name + ".npy");
        if (entry == null) {
            throw new IllegalStateException("a worker wrote no array " + name);
        }
        return new DataInputStream(new BufferedInputStream(file.getInputStream(entry), 1 << 16));
    }

    /** Reads up to the first element. */
    private static Header header(DataInputStream input, String name) throws IOException {
        ByteBuffer preamble = ByteBuffer.wrap(input.readNBytes(PREAMBLE_BYTES)).order(ByteOrder.LITTLE_ENDIAN);
        int length = Short.toUnsignedInt(preamble.getShort(PREAMBLE_BYTES - Short.BYTES));
        String header = new String(input.readNBytes(length), StandardCharsets.US_ASCII);
        Matcher matcher = HEADER.matcher(header);
        if (!matcher.matches()) {
            throw new IllegalStateException("the array " + name + " is none that a worker writes: " + header.strip());
        }
        return new Header(
                matcher.group(1).equals("i4"),
                Arrays.stream(COMMA.split(matcher.group(2).strip()))
                        .map(Integer::valueOf)
                        .toList());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
