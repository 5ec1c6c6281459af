package org.tonotopy.encoding.report.figure;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The numbers of a picture as CSV (RFC 4180). An undefined number, or one that was not recorded, is an empty cell. There is no
 * text of a user's in it: neurons and stimuli stand by their index.
 */
public final class FigureTable {
    private static final String LINE_END = "\r\n";

    private final StringBuilder text = new StringBuilder();

    FigureTable(List<String> columns) {
        text.append(String.join(",", columns)).append(LINE_END);
    }

    /** Begins a line with a number. */
    FigureTable line(double first) {
        return number(first);
    }

    /** The next cell of the line; NaN is an empty one. */
    FigureTable cell(double value) {
        text.append(',');
        return number(value);
    }

    /** The next cell of the line, a sentence of the platform's own. */
    FigureTable cell(String sentence) {
        text.append(",\"").append(sentence).append('"');
        return this;
    }

    /** Ends the line. */
    void end() {
        text.append(LINE_END);
    }

    private FigureTable number(double value) {
        if (!Double.isNaN(value)) {
            boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
            text.append(whole ? String.valueOf((long) value) : String.valueOf((float) value));
        }
        return this;
    }

    /** The whole table as UTF-8. */
    public byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
