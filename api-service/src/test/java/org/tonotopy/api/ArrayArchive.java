package org.tonotopy.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** An NPZ file as workers write it, for this module cannot use their writer. */
public final class ArrayArchive {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(bytes);

    public ArrayArchive wholes(String name, int[] values, int... shape) {
        ByteBuffer content = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.stream(values).forEach(content::putInt);
        return add(name, "<i4", content.array(), shape);
    }

    public ArrayArchive floats(String name, IntToDoubleFunction values, int... shape) {
        int length = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        ByteBuffer content = ByteBuffer.allocate(4 * length).order(ByteOrder.LITTLE_ENDIAN);
        for (int index = 0; index < length; index++) {
            content.putFloat((float) values.applyAsDouble(index));
        }
        return add(name, "<f4", content.array(), shape);
    }

    private ArrayArchive add(String name, String type, byte[] content, int... shape) {
        String axes = Arrays.stream(shape).mapToObj(String::valueOf).collect(Collectors.joining(", "))
                + (shape.length == 1 ? "," : "");
        byte[] header = ("{'descr': '" + type + "', 'fortran_order': False, 'shape': (" + axes + "), }\n")
                .getBytes(StandardCharsets.US_ASCII);
        try {
            zip.putNextEntry(new ZipEntry(name + ".npy"));
            zip.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
            zip.write(new byte[] {(byte) header.length, 0});
            zip.write(header);
            zip.write(content);
            zip.closeEntry();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return this;
    }

    public byte[] bytes() {
        try {
            zip.close();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
