package org.tonotopy.encoding.deeplearning4j;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Bulk copies between Java's heap and contiguous float arrays of ND4J. */
final class FloatVectors {

    private FloatVectors() {}

    /** Copies the whole array to the start of {@code target}. */
    static void read(INDArray source, float[] target) {
        pointer(source).get(target, 0, Math.toIntExact(source.length()));
    }

    /** Overwrites the whole array with the start of {@code source}. */
    static void write(float[] source, INDArray target) {
        pointer(target).put(source, 0, Math.toIntExact(target.length()));
    }

    static float[] copyOf(INDArray source) {
        float[] copy = new float[Math.toIntExact(source.length())];
        read(source, copy);
        return copy;
    }

    private static FloatPointer pointer(INDArray array) {
        if (array.dataType() != DataType.FLOAT || array.elementWiseStride() != 1) {
            throw new IllegalArgumentException(
                    "Only contiguous float arrays are copied in bulk, not " + array.shapeInfoToString());
        }
        return new FloatPointer(array.data().addressPointer());
    }
}
