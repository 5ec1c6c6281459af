package org.tonotopy.encoding.importing.mat;

import us.hebi.matlab.mat.types.Matrix;

/** An array of real numbers of any of MATLAB's types, or of truth values as 0 and 1. */
public final class MatNumbers implements MatValue {
    private final Matrix matrix;

    MatNumbers(Matrix matrix) {
        this.matrix = matrix;
    }

    @Override
    public int[] dimensions() {
        return matrix.getDimensions().clone();
    }

    @Override
    public int size() {
        return matrix.getNumElements();
    }

    @Override
    public String kind() {
        return size() == 0 ? "an empty matrix" : "numbers";
    }

    /** One element; exact for every type but 64-bit integers beyond 2^53. */
    public double at(int index) {
        return matrix.getDouble(index);
    }

    /** All elements, first dimension fastest. */
    public double[] toDoubles() {
        double[] values = new double[size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = at(i);
        }
        return values;
    }
}
