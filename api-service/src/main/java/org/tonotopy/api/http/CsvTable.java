package org.tonotopy.api.http;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A table as RFC 4180 has it. Undefined numbers are empty cells. Texts that a spreadsheet would take for a formula get
 * an apostrophe in front.
 */
public final class CsvTable {
    /** Media type of the table. */
    public static final String MEDIA_TYPE = "text/csv";

    private static final String LINE_END = "\r\n";
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private final StringBuilder text = new StringBuilder();

    /** A table with these columns. */
    public CsvTable(List<String> columns) {
        line(columns);
    }

    /**
     * Adds a row.
     *
     * @param cells numbers, texts, or Optionals of them; an empty Optional is an empty cell
     */
    public void row(List<?> cells) {
        line(cells.stream().map(CsvTable::cell).toList());
    }

    private void line(List<String> cells) {
        text.append(cells.stream().map(CsvTable::quoted).collect(Collectors.joining(",")))
                .append(LINE_END);
    }

    private static String cell(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(CsvTable::cell).orElse("");
        }
        String cell = value.toString();
        boolean dangerous =
                !(value instanceof Number) && !cell.isEmpty() && FORMULA_STARTS.indexOf(cell.charAt(0)) >= 0;
        return dangerous ? "'" + cell : cell;
    }

    private static String quoted(String cell) {
        boolean plain =
                cell.chars().noneMatch(letter -> letter == ',' || letter == '"' || letter == '\n' || letter == '\r');
        return plain ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
    }

    /** The whole table. */
    @Override
    public String toString() {
        return text.toString();
    }
}
