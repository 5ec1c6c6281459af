package org.tonotopy.encoding.importing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.tonotopy.encoding.recording.Finding;
import org.tonotopy.encoding.recording.Finding.Code;
import org.tonotopy.encoding.recording.RecordingRejectedException;

/**
 * Reads comma-separated values row by row (RFC 4180): UTF-8 with or without byte-order mark, lines that end with LF or
 * CRLF, fields in quotes that hold commas, quotes and line ends. Lines with nothing in them are passed over. Memory is that
 * of one row.
 */
public final class CsvReader implements Closeable {

    private static final int LONGEST_FIELD = 1_000;
    private static final int BLOCK = 1 << 16;
    private static final int END = -1;
    private static final int NONE = -2;

    private final Reader text;
    private final String file;
    private final int maxColumns;
    private final char[] block = new char[BLOCK];
    private final StringBuilder field = new StringBuilder();
    private int position;
    private int limit;
    private int pushedBack = NONE;
    private long line = 1;
    private long rowLine;

    /**
     * @param bytes closed with this reader
     * @param file how findings call it
     * @param maxColumns more in one row are refused
     */
    public CsvReader(InputStream bytes, String file, int maxColumns) throws IOException, RecordingRejectedException {
        // A decoder of its own reports what is not UTF-8; one by name would replace it.
        this.text = new InputStreamReader(bytes, StandardCharsets.UTF_8.newDecoder());
        this.file = file;
        this.maxColumns = maxColumns;
        int first = read();
        if (first != '\ufeff') {
            pushedBack = first;
        }
    }

    /** The next row, empty at the end: a row has at least one field. */
    public List<String> next() throws IOException, RecordingRejectedException {
        int c = read();
        while (c == '\n' || c == '\r') {
            c = read();
        }
        List<String> row = new ArrayList<>();
        rowLine = line;
        if (c == END) {
            return row;
        }
        while (true) {
            c = c == '"' ? quoted() : plain(c);
            if (row.size() == maxColumns) {
                throw refused("It has more than " + maxColumns + " columns.", "Check how columns are separated.");
            }
            row.add(field.toString());
            if (c != ',') {
                return row;
            }
            c = read();
        }
    }

    /** Where the last row begins, for findings. */
    public String where() {
        return file + " line " + rowLine;
    }

    /** The number of that line, from 1. */
    public long line() {
        return rowLine;
    }

    /** A refusal of the last row. */
    public RecordingRejectedException refused(String what, String remedy) {
        return new RecordingRejectedException(List.of(Finding.error(Code.UNREADABLE_TABLE, where(), what, remedy)));
    }

    /** Takes a field up to what ends it, which is returned: a comma, a line end or the end. */
    private int plain(int first) throws IOException, RecordingRejectedException {
        field.setLength(0);
        int c = first;
        while (c != ',' && c != '\n' && c != END) {
            if (c == '"') {
                throw refused("A quote stands within a field.", "Put the whole field in quotes, and double this one.");
            }
            if (c != '\r') {
                append(c);
            }
            c = read();
        }
        return c;
    }

    private int quoted() throws IOException, RecordingRejectedException {
        field.setLength(0);
        while (true) {
            int c = read();
            if (c == END) {
                throw refused("A quote is opened and never closed.", "Close it, or double it within the field.");
            }
            if (c == '"') {
                c = read();
                if (c == '\r') {
                    c = read();
                }
                if (c == ',' || c == '\n' || c == END) {
                    return c;
                }
                if (c != '"') {
                    throw refused("Something follows a closing quote.", "Double quotes within the field.");
                }
            }
            append(c);
        }
    }

    private void append(int c) throws RecordingRejectedException {
        if (field.length() == LONGEST_FIELD) {
            throw refused("A field is longer than " + LONGEST_FIELD + " characters.", "Separate columns with commas.");
        }
        field.append((char) c);
    }

    private int read() throws IOException, RecordingRejectedException {
        if (pushedBack != NONE) {
            int c = pushedBack;
            pushedBack = NONE;
            return c;
        }
        if (position == limit) {
            position = 0;
            try {
                limit = text.read(block, 0, BLOCK);
            } catch (CharacterCodingException notUtf8) {
                rowLine = line;
                throw refused("Something from here on is not UTF-8.", "Save the table in UTF-8.");
            }
            if (limit <= 0) {
                limit = 0;
                return END;
            }
        }
        char c = block[position++];
        if (c == '\n') {
            line++;
        }
        return c;
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
