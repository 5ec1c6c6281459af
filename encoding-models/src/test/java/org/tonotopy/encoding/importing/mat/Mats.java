package org.tonotopy.encoding.importing.mat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5File;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sinks;
import us.hebi.matlab.mat.types.Struct;

/** MAT files that a test makes. */
public final class Mats {

    private static final int LARGEST = 1 << 20;

    private Mats() {}

    /** A file with these variables: name, value, name, value. */
    public static byte[] written(int compression, ByteOrder order, Object... namesAndValues) throws IOException {
        Mat5File file = Mat5.newMatFile();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            file.addArray((String) namesAndValues[i], (Array) namesAndValues[i + 1]);
        }
        ByteBuffer bytes = ByteBuffer.allocate(LARGEST).order(order);
        Mat5.newWriter(Sinks.wrap(bytes))
                .setDeflateLevel(compression)
                .writeMat(file)
                .flush();
        byte[] content = new byte[bytes.position()];
        bytes.flip().get(content);
        return content;
    }

    /** One row of numbers; without numbers the empty matrix. */
    public static Matrix row(double... values) {
        Matrix matrix = Mat5.newMatrix(values.length == 0 ? 0 : 1, values.length);
        for (int i = 0; i < values.length; i++) {
            matrix.setDouble(i, values[i]);
        }
        return matrix;
    }

    /** One structure with these fields: name, value, name, value. Numbers and texts become arrays. */
    public static Struct struct(Object... namesAndValues) {
        Struct struct = Mat5.newStruct();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            struct.set((String) namesAndValues[i], array(namesAndValues[i + 1]));
        }
        return struct;
    }

    private static Array array(Object value) {
        if (value instanceof Number number) {
            return Mat5.newScalar(number.doubleValue());
        }
        return value instanceof String text ? Mat5.newString(text) : (Array) value;
    }

    /** Reads everything that a value holds. */
    public static void touch(MatValue value) {
        if (value instanceof MatNumbers numbers) {
            numbers.toDoubles();
        } else if (value instanceof MatText text) {
            text.value();
        } else if (value instanceof MatCells cells) {
            for (int i = 0; i < cells.size(); i++) {
                touch(cells.get(i));
            }
        } else if (value instanceof MatStructs structs) {
            for (String field : structs.fields()) {
                for (int i = 0; i < structs.size(); i++) {
                    touch(structs.find(i, field).orElseThrow());
                }
            }
        }
    }
}
