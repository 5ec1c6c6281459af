package org.tonotopy.encoding.network.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.tonotopy.encoding.lanes.VectorOperations;

/**
 * The vector shape of this processor, and rows padded to it.
 *
 * <p>Loops over vectors are short, with at most one elementary function in each: the more operations of the Vector API a
 * method takes in, the sooner the JIT of Java 17 gives up on knowing its vectors, as {@link VectorOperations} says, and makes
 * objects of them.
 */
final class Lanes {
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    static final int COUNT = SPECIES.length();

    static {
        VectorOperations.lookUp();
    }

    private Lanes() {}

    /** A width rounded up to whole vectors. */
    static int padded(int width) {
        return (width + COUNT - 1) / COUNT * COUNT;
    }

    /** Copies rows into rows of another stride; what lies beyond the width stays as it is. */
    static void copyRows(
            float[] from, int fromOffset, int fromStride, float[] to, int toOffset, int toStride, int rows, int width) {
        for (int row = 0; row < rows; row++) {
            System.arraycopy(from, fromOffset + row * fromStride, to, toOffset + row * toStride, width);
        }
    }

    /** Copies a matrix into its transpose. */
    static void transpose(
            float[] from,
            int fromOffset,
            int fromStride,
            int rows,
            int columns,
            float[] to,
            int toOffset,
            int toStride) {
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                to[toOffset + column * toStride + row] = from[fromOffset + row * fromStride + column];
            }
        }
    }

    /** Zeroes what lies between width and stride. */
    static void clearPadding(Sequence sequence, int width) {
        for (int bin = 0; bin < sequence.bins(); bin++) {
            Arrays.fill(sequence.values(), sequence.at(bin) + width, sequence.at(bin) + sequence.stride(), 0);
        }
    }
}
