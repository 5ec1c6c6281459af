package org.tonotopy.encoding.importing.mat;

import org.tonotopy.encoding.recording.Finding;

/**
 * A value of a MAT file. Every value is an array; its elements are numbered in MATLAB's order, first dimension fastest, from 0.
 *
 * <p>{@code where}, in the methods below, is what a refusal calls the value: {@code data.set(3).repeats}.
 */
public sealed interface MatValue permits MatNumbers, MatText, MatCells, MatStructs {
    /** The length of each dimension, at least two of them. */
    int[] dimensions();

    /** Number of elements. */
    int size();

    /** What a person calls a value of this kind. */
    String kind();

    /** This value as numbers. */
    default MatNumbers asNumbers(String where) throws MatRefusedException {
        if (this instanceof MatNumbers numbers) {
            return numbers;
        }
        throw other(where, "numbers");
    }

    /** This value as one line of text; an empty matrix is the empty text. */
    default String asText(String where) throws MatRefusedException {
        if (this instanceof MatText text) {
            return text.value();
        }
        if (isEmptyMatrix()) {
            return "";
        }
        throw other(where, "text");
    }

    /** This value as a cell array; an empty matrix is one without cells. */
    default MatCells asCells(String where) throws MatRefusedException {
        if (this instanceof MatCells cells) {
            return cells;
        }
        if (isEmptyMatrix()) {
            return MatCells.NONE;
        }
        throw other(where, "a cell array");
    }

    /** This value as an array of structures; an empty matrix is one without elements. */
    default MatStructs asStructs(String where) throws MatRefusedException {
        if (this instanceof MatStructs structs) {
            return structs;
        }
        if (isEmptyMatrix()) {
            return MatStructs.NONE;
        }
        throw other(where, "a structure");
    }

    private boolean isEmptyMatrix() {
        return this instanceof MatNumbers && size() == 0;
    }

    private MatRefusedException other(String where, String expected) {
        return new MatRefusedException(
                Finding.Code.WRONG_SHAPE,
                where,
                "It holds " + kind() + ", not " + expected + ".",
                "Save " + expected + " there, or check that the file is of the form that was chosen.");
    }
}
