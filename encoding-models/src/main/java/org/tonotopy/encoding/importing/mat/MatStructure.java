package org.tonotopy.encoding.importing.mat;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.tonotopy.encoding.recording.Finding.Code;

/**
 * Whether the parts of a variable fit into each other, before a library makes anything of them: lengths within lengths, as
 * many numbers as the dimensions ask for, no more arrays and no deeper than the limits allow. The file claims nothing that
 * its bytes do not hold.
 *
 * <p>After "MAT-File Format" (The MathWorks), version 5: every element is a tag of type and length, and is padded to eight
 * bytes; one of at most four bytes may share the eight bytes of its tag.
 */
final class MatStructure {
    static final int MATRIX = 14;
    static final int COMPRESSED = 15;

    private static final int SIGNED_8 = 1;
    private static final int SIGNED_32 = 5;
    private static final int UNSIGNED_32 = 6;

    private static final int CELL = 1;
    private static final int STRUCTURE = 2;
    private static final int CHARACTERS = 4;
    private static final int FIRST_NUMERIC = 6;
    private static final int LAST_NUMERIC = 15;
    private static final int COMPLEX = 0x800;
    private static final int MOST_DIMENSIONS = 32;

    private final String variable;
    private final MatLimits limits;
    private int arrays;

    private MatStructure(String variable, MatLimits limits) {
        this.variable = variable;
        this.limits = limits;
    }

    /** One element without its tag. */
    private record Element(int type, ByteBuffer content) {}

    /** @param content of the matrix element of a variable, without its tag */
    static void check(String variable, ByteBuffer content, MatLimits limits) throws MatRefusedException {
        try {
            new MatStructure(variable, limits).matrix(content, 1);
        } catch (BufferUnderflowException shortened) {
            throw damaged(variable);
        }
    }

    /** The name of a variable, from the beginning of its matrix element. */
    static String name(ByteBuffer content) throws MatRefusedException {
        try {
            element(content);
            element(content);
            Element name = element(content);
            byte[] characters = new byte[name.content().remaining()];
            name.content().get(characters);
            return new String(characters, StandardCharsets.UTF_8);
        } catch (BufferUnderflowException shortened) {
            throw damaged("");
        }
    }

    private void matrix(ByteBuffer content, int depth) throws MatRefusedException {
        arrays++;
        if (arrays > limits.maxArrays() || depth > limits.maxDepth()) {
            throw new MatRefusedException(
                    Code.TOO_LARGE,
                    variable,
                    "It holds more than " + limits.maxArrays() + " arrays, or arrays nested deeper than "
                            + limits.maxDepth() + ".",
                    "Save what was recorded in plain matrices.");
        }
        if (depth > 1 && !content.hasRemaining()) {
            return;
        }
        Element flags = element(content);
        require(flags.type() == UNSIGNED_32 && flags.content().remaining() == 8);
        int kind = flags.content().getInt();
        long elements = elements(element(content));
        require(element(content).type() == SIGNED_8);
        switch (kind & 0xff) {
            case CELL -> nested(content, elements, depth);
            case STRUCTURE -> nested(content, elements * fields(content), depth);
            case CHARACTERS -> require(elements <= element(content).content().remaining());
            default -> {
                if ((kind & 0xff) < FIRST_NUMERIC || (kind & 0xff) > LAST_NUMERIC || (kind & COMPLEX) != 0) {
                    throw new MatRefusedException(
                            Code.UNSUPPORTED_FORMAT,
                            variable,
                            "It holds a sparse or complex matrix, an object or a function.",
                            "Save it as full real matrices, text, cells or structures.");
                }
                numbers(element(content), elements);
            }
        }
        require(!content.hasRemaining());
    }

    private void nested(ByteBuffer content, long count, int depth) throws MatRefusedException {
        // Each takes at least its tag.
        require(count <= content.remaining() / 8);
        for (long i = 0; i < count; i++) {
            Element element = element(content);
            require(element.type() == MATRIX);
            matrix(element.content(), depth + 1);
        }
    }

    private long fields(ByteBuffer content) throws MatRefusedException {
        Element length = element(content);
        require(length.type() == SIGNED_32 && length.content().remaining() == 4);
        int nameBytes = length.content().getInt();
        int allBytes = element(content).content().remaining();
        require(nameBytes > 0 && allBytes % nameBytes == 0);
        return allBytes / nameBytes;
    }

    private long elements(Element dimensions) throws MatRefusedException {
        int count = dimensions.content().remaining() / 4;
        require(dimensions.type() == SIGNED_32 && count >= 2 && count <= MOST_DIMENSIONS);
        long product = 1;
        for (int i = 0; i < count; i++) {
            int length = dimensions.content().getInt();
            require(length >= 0);
            product *= length;
            require(product <= limits.maxInflatedBytes());
        }
        return product;
    }

    private void numbers(Element element, long count) throws MatRefusedException {
        int bytes = switch (element.type()) {
            case 1, 2 -> 1;
            case 3, 4 -> 2;
            case 5, 6, 7 -> 4;
            case 9, 12, 13 -> 8;
            default -> throw damaged(variable);
        };
        require(element.content().remaining() == count * bytes);
    }

    private static Element element(ByteBuffer bytes) throws MatRefusedException {
        int tag = bytes.getInt();
        boolean small = tag >>> 16 != 0;
        int length = small ? tag >>> 16 : bytes.getInt();
        if (length < 0 || length > bytes.remaining() || small && (length > 4 || bytes.remaining() < 4)) {
            throw new BufferUnderflowException();
        }
        ByteBuffer content = bytes.slice(bytes.position(), length).order(bytes.order());
        int padded = small ? 4 : (int) Math.min(bytes.remaining(), (length + 7L) / 8 * 8);
        bytes.position(bytes.position() + padded);
        return new Element(small ? tag & 0xffff : tag, content);
    }

    private void require(boolean fits) throws MatRefusedException {
        if (!fits) {
            throw damaged(variable);
        }
    }

    static MatRefusedException damaged(String where) {
        return new MatRefusedException(
                Code.DAMAGED_FILE,
                where,
                "Its parts do not fit together: it is damaged or cut short.",
                "Write or upload the file again.");
    }
}
