package org.tonotopy.client.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Rows under a header. A table that is too wide loses its last columns, which matter least, and then the end of the
 * longest cells of its first text column. Rows can be taken in blocks, so that a table of any length needs no more
 * memory than a block of it: the first decides which columns there are, and a column becomes only wider.
 */
final class Table {
    private static final String GAP = "  ";
    private static final int LEAST_TEXT = 12;
    private static final int LEAST_COLUMNS = 3;
    private static final Pattern NUMERIC = Pattern.compile("[-+0-9.,()±\\[\\] smh]*");

    private final List<List<String>> rows = new ArrayList<>();
    private final int flexible;
    private final int[] widths;
    private final boolean[] numeric;
    private int columns;
    private boolean begun;

    /**
     * An empty table.
     *
     * @param flexible index of the column that may be cut
     */
    Table(int flexible, String... header) {
        this.flexible = flexible;
        this.widths = new int[header.length];
        this.numeric = new boolean[header.length];
        Arrays.fill(numeric, true);
        this.columns = header.length;
        rows.add(List.of(header));
        widen(rows.get(0));
    }

    void row(String... cells) {
        List<String> row = List.of(cells);
        rows.add(row);
        widen(row);
        for (int column = 0; column < numeric.length; column++) {
            numeric[column] &= NUMERIC.matcher(row.get(column)).matches();
        }
    }

    private void widen(List<String> row) {
        for (int column = 0; column < widths.length; column++) {
            widths[column] = Math.max(widths[column], row.get(column).length());
        }
    }

    /** How many rows were not taken yet; the header counts. */
    int held() {
        return rows.size();
    }

    /**
     * Takes the rows that were not taken yet, the first time with the header.
     *
     * @param width of the place for them; no line is longer if that is possible at all
     */
    List<String> take(int width) {
        while (!begun && columns > LEAST_COLUMNS && whole() - spare() > width) {
            columns--;
        }
        begun = true;
        int cut = Math.max(Math.min(LEAST_TEXT, widths[flexible]), widths[flexible] - Math.max(0, whole() - width));
        List<String> lines = rows.stream().map(row -> line(row, cut)).toList();
        rows.clear();
        return lines;
    }

    /** By how much the flexible column can become narrower. */
    private int spare() {
        return flexible < columns ? Math.max(0, widths[flexible] - LEAST_TEXT) : 0;
    }

    /** Of a line with all of its cells. */
    private int whole() {
        return Arrays.stream(widths, 0, columns).sum() + GAP.length() * (columns - 1);
    }

    private String line(List<String> row, int cut) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < columns; column++) {
            int width = column == flexible ? cut : widths[column];
            String cell = row.get(column);
            String shown = cell.length() <= width ? cell : cell.substring(0, width - 1) + "…";
            String padding = " ".repeat(width - shown.length());
            line.append(column == 0 ? "" : GAP).append(numeric[column] ? padding + shown : shown + padding);
        }
        return line.toString().stripTrailing();
    }
}
