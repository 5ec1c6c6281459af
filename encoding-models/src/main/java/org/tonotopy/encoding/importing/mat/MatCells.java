package org.tonotopy.encoding.importing.mat;

import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.types.Cell;

/** A cell array: each element is a value of its own. */
public final class MatCells implements MatValue {
    static final MatCells NONE = new MatCells(Mat5.newCell(0, 0));

    private final Cell cells;

    MatCells(Cell cells) {
        this.cells = cells;
    }

    @Override
    public int[] dimensions() {
        return cells.getDimensions().clone();
    }

    @Override
    public int size() {
        return cells.getNumElements();
    }

    @Override
    public String kind() {
        return "a cell array";
    }

    /** What one cell holds. */
    public MatValue get(int index) {
        return MatFile.value(cells.get(index));
    }
}
