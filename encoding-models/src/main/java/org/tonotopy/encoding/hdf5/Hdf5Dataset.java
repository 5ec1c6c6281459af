package org.tonotopy.encoding.hdf5;

import io.jhdf.Constants;
import io.jhdf.ObjectHeader;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.OrderedDataType;
import io.jhdf.object.message.DataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.CompactDataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.ContiguousDataLayoutMessage;
import io.jhdf.object.message.DataSpace;
import io.jhdf.object.message.DataSpaceMessage;
import io.jhdf.object.message.DataTypeMessage;
import io.jhdf.object.message.FillValueMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tonotopy.encoding.array.ArrayFileLimits;
import org.tonotopy.encoding.array.ArrayFileRefusedException;
import org.tonotopy.encoding.array.ArrayFileRefusedException.Kind;
import org.tonotopy.encoding.array.ArrayHeader;
import org.tonotopy.encoding.array.ElementType;

/**
 * One dataset: what its header says, found to be possible.
 *
 * @param name its name
 * @param header element type and shape
 * @param object the object header that jHDF parsed
 * @param fill one element of what was never written
 */
record Hdf5Dataset(String name, ArrayHeader header, ObjectHeader object, byte[] fill) {

    private static final int SPACE_OF_NOTHING = 2;
    private static final int MAX_DIMENSIONS = 32;

    /**
     * Reads and checks a header, before anything is allocated for its elements.
     *
     * @throws ArrayFileRefusedException where it is no array that can be read, or claims more than the file can hold
     */
    static Hdf5Dataset of(String name, ObjectHeader object, Hdf5Storage storage, ArrayFileLimits limits)
            throws IOException {
        if (!object.hasMessageOfType(DataSpaceMessage.class) || !object.hasMessageOfType(DataLayoutMessage.class)) {
            throw new ArrayFileRefusedException(
                    Kind.NOT_AN_ARRAY, name, "is a group and not a dataset", "save the array itself under this name");
        }
        DataSpace space = Parsing.of(
                name, () -> object.getMessageOfType(DataSpaceMessage.class).getDataSpace());
        DataType type = Parsing.of(
                name, () -> object.getMessageOfType(DataTypeMessage.class).getDataType());
        ArrayHeader header = new ArrayHeader(elementType(name, type), order(type), shape(name, space));
        limits.requireWithin(name, header);
        Hdf5Dataset dataset = new Hdf5Dataset(
                name,
                header,
                object,
                Parsing.of(name, () -> fill(object, header.type().bytes())));
        dataset.requirePossible(storage, limits);
        return dataset;
    }

    private static ElementType elementType(String name, DataType type) throws ArrayFileRefusedException {
        Optional<ElementType> known = Optional.empty();
        int bytes = type.getSize();
        if (type instanceof FixedPoint integer
                && integer.getBitOffset() == 0
                && integer.getBitPrecision() == 8 * bytes) {
            known = ElementType.of((integer.isSigned() ? "i" : "u") + bytes);
        } else if (type instanceof FloatingPoint number
                && (isIeee(number, FloatingPoint.FLOAT) || isIeee(number, FloatingPoint.DOUBLE))) {
            known = ElementType.of("f" + bytes);
        }
        return known.orElseThrow(() -> new ArrayFileRefusedException(
                Kind.UNSUPPORTED_TYPE,
                name,
                "has elements of another type (" + type.getClass().getSimpleName() + " of " + bytes + " bytes)",
                "save it as one of u1, i1, u2, i2, i4, i8, f4, f8"));
    }

    private static boolean isIeee(FloatingPoint type, FloatingPoint standard) {
        return type.getSize() == standard.getSize()
                && type.getSignLocation() == standard.getSignLocation()
                && type.getBitOffset() == 0
                && type.getBitPrecision() == standard.getBitPrecision()
                && type.getExponentLocation() == standard.getExponentLocation()
                && type.getExponentSize() == standard.getExponentSize()
                && type.getExponentBias() == standard.getExponentBias()
                && type.getMantissaLocation() == standard.getMantissaLocation()
                && type.getMantissaSize() == standard.getMantissaSize();
    }

    private static ByteOrder order(DataType type) {
        return type instanceof OrderedDataType ordered ? ordered.getByteOrder() : ByteOrder.LITTLE_ENDIAN;
    }

    private static List<Integer> shape(String name, DataSpace space) throws ArrayFileRefusedException {
        long[] lengths = space.getDimensionsAsLong();
        if (space.getType() == SPACE_OF_NOTHING || lengths.length > MAX_DIMENSIONS) {
            throw new ArrayFileRefusedException(
                    Kind.NOT_AN_ARRAY,
                    name,
                    lengths.length > MAX_DIMENSIONS
                            ? "has more than " + MAX_DIMENSIONS + " axes"
                            : "is an empty dataset",
                    "save an array under this name");
        }
        List<Integer> shape = new ArrayList<>();
        for (long length : lengths) {
            if (length < 0 || length > Integer.MAX_VALUE) {
                throw new ArrayFileRefusedException(
                        Kind.TOO_LARGE,
                        name,
                        "has an axis of length " + Long.toUnsignedString(length),
                        "split the recording into smaller files");
            }
            shape.add((int) length);
        }
        return shape;
    }

    /** What stands where nothing was written; zeros where the file does not say. */
    private static byte[] fill(ObjectHeader object, int bytes) {
        byte[] fill = new byte[bytes];
        if (object.hasMessageOfType(FillValueMessage.class)) {
            FillValueMessage message = object.getMessageOfType(FillValueMessage.class);
            if (message.isFillValueDefined()) {
                ByteBuffer value = message.getFillValue();
                if (value.remaining() == bytes) {
                    value.get(fill);
                }
            }
        }
        return fill;
    }

    private void requirePossible(Hdf5Storage storage, ArrayFileLimits limits) throws IOException {
        if (layout() instanceof ContiguousDataLayoutMessage contiguous
                && contiguous.getAddress() != Constants.UNDEFINED_ADDRESS) {
            storage.requireInside(name, contiguous.getAddress(), bytes());
        } else if (layout() instanceof CompactDataLayoutMessage compact) {
            if (compact.getDataBuffer().remaining() < bytes()) {
                throw new ArrayFileRefusedException(
                        Kind.WRONG_LENGTH,
                        name,
                        "holds fewer bytes than its shape " + header.shapeText() + " needs",
                        Hdf5Storage.AGAIN);
            }
        } else if (bytes() / limits.maxInflation() > storage.size()) {
            // Compressed, or never written: either way its elements come from less than they are.
            throw new ArrayFileRefusedException(
                    Kind.TOO_COMPRESSED,
                    name,
                    "claims " + bytes() + " bytes in a file of " + storage.size() + ", over " + limits.maxInflation()
                            + ":1",
                    "save the recording uncompressed, and write all of its elements");
        }
    }

    private DataLayoutMessage layout() throws IOException {
        return Parsing.of(name, () -> object.getMessageOfType(DataLayoutMessage.class));
    }

    /** Length of all elements. */
    long bytes() {
        return header.elements() * header.type().bytes();
    }

    /** The elements in C order, as they stand in the file. */
    InputStream elements(Hdf5Storage storage) throws IOException {
        DataLayoutMessage layout = layout();
        if (bytes() == 0) {
            return InputStream.nullInputStream();
        }
        if (layout instanceof CompactDataLayoutMessage compact) {
            byte[] inHeader = new byte[(int) bytes()];
            compact.getDataBuffer().get(inHeader);
            return new ByteArrayInputStream(inHeader);
        }
        if (layout instanceof ContiguousDataLayoutMessage contiguous) {
            return new ContiguousElements(storage, contiguous.getAddress(), bytes(), fill);
        }
        return new ChunkedElements(this, storage);
    }
}
