package org.tonotopy.encoding.npz;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tonotopy.encoding.array.ArrayFileLimits;
import org.tonotopy.encoding.array.ArrayFileRefusedException;
import org.tonotopy.encoding.array.ArrayFileRefusedException.Kind;
import org.tonotopy.encoding.array.ArrayHeader;
import org.tonotopy.encoding.array.ElementType;

/**
 * Reads one NPY header: six magic bytes, a version, a length, and a Python dictionary literal with {@code descr},
 * {@code fortran_order} and {@code shape}. Only the literals that NumPy writes are understood; nothing is evaluated.
 */
final class NpyHeaderParser {

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int MAX_DIMENSIONS = 32;
    private static final String RESAVE = "save it again with numpy.save or numpy.savez";

    private final String entry;
    private final ArrayFileLimits limits;

    private String text = "";
    private int position;

    private NpyHeaderParser(String entry, ArrayFileLimits limits) {
        this.entry = entry;
        this.limits = limits;
    }

    /** A header and the number of bytes that it took in the file. */
    record Parsed(ArrayHeader header, long bytes) {}

    static Parsed parse(String entry, InputStream bytes, ArrayFileLimits limits) throws IOException {
        return new NpyHeaderParser(entry, limits).parse(bytes);
    }

    private Parsed parse(InputStream bytes) throws IOException {
        byte[] start = exactly(bytes, MAGIC.length + 2);
        if (!Arrays.equals(MAGIC, 0, MAGIC.length, start, 0, MAGIC.length)) {
            throw refused(Kind.NOT_AN_ARRAY, "does not begin as an NPY array does", "put only arrays in the archive");
        }
        int major = start[MAGIC.length] & 0xff;
        if (major < 1 || major > 3) {
            throw refused(Kind.BAD_HEADER, "has NPY format version " + major + ", known are 1 to 3", RESAVE);
        }
        int lengthBytes = major == 1 ? 2 : 4;
        byte[] lengthField = exactly(bytes, lengthBytes);
        long length = 0;
        for (int i = lengthBytes - 1; i >= 0; i--) {
            length = length << 8 | (lengthField[i] & 0xff);
        }
        if (length > limits.maxHeaderBytes()) {
            throw refused(
                    Kind.BAD_HEADER,
                    "has a header of " + length + " bytes, more than " + limits.maxHeaderBytes(),
                    RESAVE);
        }
        text = new String(
                exactly(bytes, (int) length), major == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
        return new Parsed(dictionary(), MAGIC.length + 2L + lengthBytes + length);
    }

    private byte[] exactly(InputStream bytes, int count) throws IOException {
        byte[] read = bytes.readNBytes(count);
        if (read.length < count) {
            throw new EOFException("the header ends early");
        }
        return read;
    }

    private ArrayHeader dictionary() throws ArrayFileRefusedException {
        @Nullable String description = null;
        @Nullable Boolean fortranOrder = null;
        @Nullable List<Integer> shape = null;
        expect('{');
        while (!accept('}')) {
            String key = string();
            expect(':');
            if (key.equals("descr") && description == null) {
                description = description();
            } else if (key.equals("fortran_order") && fortranOrder == null) {
                fortranOrder = truth();
            } else if (key.equals("shape") && shape == null) {
                shape = shape();
            } else {
                throw malformed();
            }
            if (!accept(',')) {
                expect('}');
                break;
            }
        }
        skipBlanks();
        if (position < text.length() || description == null || fortranOrder == null || shape == null) {
            throw malformed();
        }
        ArrayHeader header = header(description, shape);
        if (fortranOrder && header.dimensions() > 1) {
            throw refused(
                    Kind.FORTRAN_ORDER, "is stored in Fortran order", "save numpy.ascontiguousarray(array) instead");
        }
        return header;
    }

    private ArrayHeader header(String description, List<Integer> shape) throws ArrayFileRefusedException {
        char orderMark = description.isEmpty() ? '?' : description.charAt(0);
        String code = description.isEmpty() ? "" : description.substring(1);
        if (code.startsWith("O") || description.startsWith("O")) {
            throw refused(
                    Kind.OBJECT_ARRAY,
                    "is an object array, which can only be read by running the pickle inside it",
                    "save it as a plain numeric array, padded with NaN where it is ragged");
        }
        Optional<ElementType> type = ElementType.of(code);
        boolean ordered = orderMark == '<' || orderMark == '>';
        boolean orderless = orderMark == '|' && type.map(ElementType::bytes).orElse(0) == 1;
        if (type.isEmpty() || !(ordered || orderless)) {
            throw refused(
                    Kind.UNSUPPORTED_TYPE,
                    "has elements of type '" + printable(description) + "'",
                    "save it as one of u1, i1, u2, i2, i4, i8, f4, f8");
        }
        ArrayHeader header =
                new ArrayHeader(type.get(), orderMark == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN, shape);
        limits.requireWithin(entry, header);
        return header;
    }

    private String description() throws ArrayFileRefusedException {
        skipBlanks();
        if (position < text.length() && text.charAt(position) == '[') {
            throw refused(
                    Kind.UNSUPPORTED_TYPE, "is a structured array", "save each of its fields as an array of its own");
        }
        return string();
    }

    private String string() throws ArrayFileRefusedException {
        skipBlanks();
        if (position >= text.length()) {
            throw malformed();
        }
        char quote = text.charAt(position);
        int end = quote == '\'' || quote == '"' ? text.indexOf(quote, position + 1) : -1;
        if (end < 0) {
            throw malformed();
        }
        String value = text.substring(position + 1, end);
        position = end + 1;
        return value;
    }

    private boolean truth() throws ArrayFileRefusedException {
        skipBlanks();
        for (String literal : List.of("True", "False")) {
            if (text.startsWith(literal, position)) {
                position += literal.length();
                return literal.equals("True");
            }
        }
        throw malformed();
    }

    private List<Integer> shape() throws ArrayFileRefusedException {
        expect('(');
        List<Integer> lengths = new ArrayList<>();
        while (!accept(')')) {
            lengths.add(axisLength());
            if (lengths.size() > MAX_DIMENSIONS) {
                throw refused(Kind.BAD_HEADER, "has more than " + MAX_DIMENSIONS + " axes", RESAVE);
            }
            if (!accept(',')) {
                expect(')');
                break;
            }
        }
        return lengths;
    }

    private int axisLength() throws ArrayFileRefusedException {
        skipBlanks();
        int start = position;
        while (position < text.length() && text.charAt(position) >= '0' && text.charAt(position) <= '9') {
            position++;
        }
        if (position == start) {
            throw malformed();
        }
        String digits = text.substring(start, position);
        // Python 2 wrote a long as 5L.
        if (position < text.length() && text.charAt(position) == 'L') {
            position++;
        }
        if (digits.length() > 10 || Long.parseLong(digits) > Integer.MAX_VALUE) {
            throw refused(
                    Kind.TOO_LARGE,
                    "has an axis of length " + (digits.length() > 20 ? "over 10^20" : digits),
                    "split the recording into smaller files");
        }
        return (int) Long.parseLong(digits);
    }

    private void skipBlanks() {
        while (position < text.length() && (text.charAt(position) == ' ' || text.charAt(position) == '\n')) {
            position++;
        }
    }

    private boolean accept(char expected) {
        skipBlanks();
        if (position < text.length() && text.charAt(position) == expected) {
            position++;
            return true;
        }
        return false;
    }

    private void expect(char expected) throws ArrayFileRefusedException {
        if (!accept(expected)) {
            throw malformed();
        }
    }

    private ArrayFileRefusedException malformed() {
        return refused(Kind.BAD_HEADER, "has a header that NumPy would not write", RESAVE);
    }

    private ArrayFileRefusedException refused(Kind kind, String what, String remedy) {
        return new ArrayFileRefusedException(kind, entry, what, remedy);
    }

    /** A hostile description must not reach a log or a page as it is. */
    private static String printable(String description) {
        String visible = description.replaceAll("[^ -~]", "?");
        return visible.length() > 20 ? visible.substring(0, 20) + "..." : visible;
    }
}
