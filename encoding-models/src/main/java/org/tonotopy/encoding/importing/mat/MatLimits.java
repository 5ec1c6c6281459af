package org.tonotopy.encoding.importing.mat;

/**
 * How much of a MAT file is believed.
 *
 * @param maxFileBytes the file itself
 * @param maxInflatedBytes one variable after inflation
 * @param maxVariables variables of one file
 * @param maxArrays arrays of one variable: cells, and fields of structures
 * @param maxDepth arrays within arrays within arrays
 */
public record MatLimits(int maxFileBytes, int maxInflatedBytes, int maxVariables, int maxArrays, int maxDepth) {

    public MatLimits {
        if (maxFileBytes < 1 || maxInflatedBytes < 1 || maxVariables < 1 || maxArrays < 1 || maxDepth < 1) {
            throw new IllegalArgumentException("every limit must be at least 1");
        }
    }

    /** 512 MiB in the file and in a variable, half a million arrays, 32 deep. */
    public static MatLimits standard() {
        return new MatLimits(1 << 29, 1 << 29, 10_000, 500_000, 32);
    }
}
