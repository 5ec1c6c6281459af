package org.tonotopy.encoding.importing.mat;

import org.tonotopy.encoding.recording.Finding;
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

    /**
     * The one number that this is.
     *
     * @param where what a refusal calls it
     * @throws MatRefusedException where it is none, or several
     */
    public double scalar(String where) throws MatRefusedException {
        if (size() != 1) {
            throw new MatRefusedException(
                    Finding.Code.WRONG_SHAPE,
                    where,
                    "It holds " + size() + " numbers, not one.",
                    "Check that the file is of the form that was chosen.");
        }
        return at(0);
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
