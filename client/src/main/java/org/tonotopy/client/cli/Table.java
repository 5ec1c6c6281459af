package org.tonotopy.client.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rows under a header. A table that is too wide loses its last columns, which matter least, and then the end of the
 * longest cells of its first text column.
 */
final class Table {
    private static final String GAP = "  ";
    private static final int LEAST_TEXT = 12;
    private static final int LEAST_COLUMNS = 3;
    private static final String NUMERIC = "[-+0-9.,()±\\[\\] smh]*";

    private final List<List<String>> rows = new ArrayList<>();
    private final int flexible;

    /**
     * An empty table.
     *
     * @param flexible index of the column that may be cut
     */
    Table(int flexible, String... header) {
        this.flexible = flexible;
        rows.add(List.of(header));
    }

    void row(String... cells) {
        rows.add(List.of(cells));
    }

    /** The header first, none longer than a width if that is possible at all. */
    List<String> lines(int width) {
        int columns = rows.get(0).size();
        while (columns > LEAST_COLUMNS && widthOf(columns) - spare(columns) > width) {
            columns--;
        }
        int shown = columns;
        int cut = Math.max(
                Math.min(LEAST_TEXT, width(flexible)), width(flexible) - Math.max(0, widthOf(columns) - width));
        return rows.stream().map(row -> line(row, shown, cut)).toList();
    }

    /** By how much the flexible column can become narrower. */
    private int spare(int columns) {
        return flexible < columns ? Math.max(0, width(flexible) - LEAST_TEXT) : 0;
    }

    private int widthOf(int columns) {
        int width = -GAP.length();
        for (int column = 0; column < columns; column++) {
            width += GAP.length() + width(column);
        }
        return width;
    }

    private String line(List<String> row, int columns, int cut) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < columns; column++) {
            int width = column == flexible ? cut : width(column);
            String cell = row.get(column);
            String shown = cell.length() <= width ? cell : cell.substring(0, width - 1) + "…";
            String padding = " ".repeat(width - shown.length());
            line.append(column == 0 ? "" : GAP).append(isNumeric(column) ? padding + shown : shown + padding);
        }
        return line.toString().stripTrailing();
    }

    private boolean isNumeric(int column) {
        return cells(column).skip(1).allMatch(cell -> cell.matches(NUMERIC));
    }

    private int width(int column) {
        return cells(column).mapToInt(String::length).max().orElse(0);
    }

    private Stream<String> cells(int column) {
        return rows.stream().map(row -> row.get(column));
    }
}
