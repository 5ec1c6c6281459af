package org.tonotopy.encoding.npz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.IntStream;
import org.tonotopy.encoding.array.ArrayHeader;
import org.tonotopy.encoding.array.ElementType;

/** One array in memory, in C order, kept in the element type that it has in the file. */
public final class NpyArray {

    private final ArrayHeader header;
    private final ByteBuffer bytes;

    NpyArray(ArrayHeader header, ByteBuffer bytes) {
        this.header = header;
        this.bytes = bytes.order(header.order());
    }

    /** An array of unsigned bytes. */
    public static NpyArray ofUnsignedBytes(byte[] elements, int... shape) {
        ArrayHeader header = headerFor(ElementType.U1, elements.length, shape);
        return new NpyArray(header, ByteBuffer.wrap(elements.clone()));
    }

    /** An array of 32-bit integers. */
    public static NpyArray ofIntegers(int[] elements, int... shape) {
        NpyArray array = allocated(ElementType.I4, elements.length, shape);
        array.bytes.asIntBuffer().put(elements);
        return array;
    }

    /** An array of single-precision numbers. */
    public static NpyArray ofFloats(float[] elements, int... shape) {
        NpyArray array = allocated(ElementType.F4, elements.length, shape);
        array.bytes.asFloatBuffer().put(elements);
        return array;
    }

    /** An array of double-precision numbers. */
    public static NpyArray ofDoubles(double[] elements, int... shape) {
        NpyArray array = allocated(ElementType.F8, elements.length, shape);
        array.bytes.asDoubleBuffer().put(elements);
        return array;
    }

    private static NpyArray allocated(ElementType type, int elements, int... shape) {
        ArrayHeader header = headerFor(type, elements, shape);
        return new NpyArray(header, ByteBuffer.allocate(Math.multiplyExact(elements, type.bytes())));
    }

    private static ArrayHeader headerFor(ElementType type, int elements, int... shape) {
        List<Integer> lengths = IntStream.of(shape).boxed().toList();
        ArrayHeader header = new ArrayHeader(type, ByteOrder.LITTLE_ENDIAN, lengths);
        if (header.elements() != elements) {
            throw new IllegalArgumentException(elements + " elements do not fill the shape " + header.shapeText());
        }
        return header;
    }

    public ArrayHeader header() {
        return header;
    }

    /** Number of elements. */
    public int elements() {
        return bytes.capacity() / header.type().bytes();
    }

    /** Element {@code index}, counted in C order: exact for every type but I8 beyond 2^53. */
    public double at(int index) {
        return switch (header.type()) {
            case U1 -> bytes.get(index) & 0xff;
            case I1 -> bytes.get(index);
            case U2 -> bytes.getShort(2 * index) & 0xffff;
            case I2 -> bytes.getShort(2 * index);
            case I4 -> bytes.getInt(4 * index);
            case I8 -> bytes.getLong(8 * index);
            case F4 -> bytes.getFloat(4 * index);
            case F8 -> bytes.getDouble(8 * index);
        };
    }

    /** All elements in C order, as doubles. */
    public double[] toDoubles() {
        double[] elements = new double[elements()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = at(i);
        }
        return elements;
    }

    /** All elements in C order, rounded to single precision. */
    public float[] toFloats() {
        float[] elements = new float[elements()];
        for (int i = 0; i < elements.length; i++) {
            elements[i] = (float) at(i);
        }
        return elements;
    }

    /** The elements as they stand in a file: {@link ArrayHeader#type()} in {@link ArrayHeader#order()}. */
    ByteBuffer bytes() {
        return bytes.duplicate().order(header.order()).rewind();
    }
}
