package org.tonotopy.encoding.importing.mat;

import us.hebi.matlab.mat.types.Char;

/** An array of characters: lines of text of equal length. */
public final class MatText implements MatValue {
    private final Char characters;

    MatText(Char characters) {
        this.characters = characters;
    }

    @Override
    public int[] dimensions() {
        return characters.getDimensions().clone();
    }

    @Override
    public int size() {
        return characters.getNumElements();
    }

    @Override
    public String kind() {
        return "text";
    }

    /** The lines, with a line feed between them. */
    public String value() {
        // A file may claim any number of rows without a column.
        if (size() == 0) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        for (int row = 0; row < characters.getNumRows(); row++) {
            text.append(row == 0 ? "" : "\n").append(row(row));
        }
        return text.toString();
    }

    private String row(int row) {
        StringBuilder line = new StringBuilder();
        int rows = characters.getNumRows();
        for (int index = row; index < size(); index += rows) {
            line.append(characters.getChar(index));
        }
        return line.toString();
    }
}
