package org.tonotopy.encoding.importing.mat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.tonotopy.encoding.recording.Finding.Code;
import us.hebi.matlab.mat.format.Mat5;
import us.hebi.matlab.mat.format.Mat5File;
import us.hebi.matlab.mat.types.Array;
import us.hebi.matlab.mat.types.Cell;
import us.hebi.matlab.mat.types.Char;
import us.hebi.matlab.mat.types.Matrix;
import us.hebi.matlab.mat.types.Sources;
import us.hebi.matlab.mat.types.Struct;

/**
 * A MAT file of version 5 to 7 (MATLAB's {@code -v6} and {@code -v7}) from an untrusted source. Holds the file as it is, and
 * inflates, checks and decodes one variable at a time.
 */
public final class MatFile {
    private static final int HEADER_BYTES = 128;
    private static final int VERSION_AT = 124;
    private static final int ORDER_AT = 126;
    private static final short VERSION_5 = 0x0100;
    private static final short VERSION_HDF5 = 0x0200;
    private static final int TAG_BYTES = 8;
    /** Enough for the flags, 32 dimensions and the name that a variable begins with. */
    private static final int BEGINNING_BYTES = 4096;

    private static final String AGAIN = "Write or upload the file again.";

    private final ByteBuffer file;
    private final MatLimits limits;
    private final Map<String, Position> variables = new LinkedHashMap<>();

    private record Position(int type, int start, int length) {}

    private MatFile(ByteBuffer file, MatLimits limits) {
        this.file = file;
        this.limits = limits;
    }

    /**
     * Opens a file: reads all of it, and the names of its variables.
     *
     * @throws MatRefusedException if it is no MAT file of version 5, is damaged, or exceeds a limit
     * @throws IOException if it cannot be read at all
     */
    public static MatFile open(InputStream bytes, MatLimits limits) throws IOException, MatRefusedException {
        byte[] content = bytes.readNBytes(limits.maxFileBytes());
        if (content.length == limits.maxFileBytes() && bytes.read() >= 0) {
            throw new MatRefusedException(
                    Code.TOO_LARGE,
                    "",
                    "It has more than " + limits.maxFileBytes() + " bytes.",
                    "Split the recording into several files.");
        }
        MatFile file = new MatFile(ByteBuffer.wrap(content).order(order(content)), limits);
        file.findVariables();
        return file;
    }

    private static ByteOrder order(byte[] content) throws MatRefusedException {
        String beginning = new String(content, 0, Math.min(8, content.length), StandardCharsets.ISO_8859_1);
        if (beginning.endsWith("HDF\r\n\032\n")) {
            throw hdf5();
        }
        if (content.length < HEADER_BYTES) {
            throw new MatRefusedException(
                    Code.DAMAGED_FILE, "", "It has " + content.length + " bytes, too few for a MAT file.", AGAIN);
        }
        String mark = new String(content, ORDER_AT, 2, StandardCharsets.ISO_8859_1);
        if (!mark.equals("IM") && !mark.equals("MI")) {
            throw new MatRefusedException(
                    Code.UNSUPPORTED_FORMAT,
                    "",
                    "It is no MAT file of version 5: the mark of its byte order is missing.",
                    "Save it in MATLAB with save(..., '-v7').");
        }
        ByteOrder order = mark.equals("IM") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        short version = ByteBuffer.wrap(content).order(order).getShort(VERSION_AT);
        if (version == VERSION_HDF5) {
            throw hdf5();
        }
        if (version != VERSION_5) {
            throw new MatRefusedException(
                    Code.UNSUPPORTED_FORMAT,
                    "",
                    "It says that its version is 0x" + Integer.toHexString(version & 0xffff) + ", known is 0x100.",
                    "Save it in MATLAB with save(..., '-v7').");
        }
        return order;
    }

    private static MatRefusedException hdf5() {
        return new MatRefusedException(
                Code.UNSUPPORTED_FORMAT,
                "",
                "It is a MAT file of version 7.3, which is HDF5.",
                "Save it in MATLAB with save(..., '-v7').");
    }

    private void findVariables() throws MatRefusedException {
        int at = HEADER_BYTES;
        while (at < file.limit()) {
            if (file.limit() - at < TAG_BYTES) {
                throw MatStructure.damaged("");
            }
            int type = file.getInt(at);
            int length = file.getInt(at + 4);
            if (length < 0 || length > file.limit() - at - TAG_BYTES) {
                throw MatStructure.damaged("");
            }
            if (type == MatStructure.MATRIX || type == MatStructure.COMPRESSED) {
                add(new Position(type, at + TAG_BYTES, length));
            }
            at += TAG_BYTES + length;
        }
    }

    private void add(Position position) throws MatRefusedException {
        String name = MatStructure.name(content(position, BEGINNING_BYTES));
        // MATLAB keeps what belongs to its objects in a variable without a name.
        if (name.isEmpty()) {
            return;
        }
        if (variables.size() == limits.maxVariables() || variables.putIfAbsent(name, position) != null) {
            throw new MatRefusedException(
                    variables.containsKey(name) ? Code.DUPLICATE_NAME : Code.TOO_LARGE,
                    name,
                    "There are two variables of this name, or more than " + limits.maxVariables() + " variables.",
                    "Save only the variables of the recording.");
        }
    }

    /** The names of all variables, in the order of the file. */
    public Set<String> names() {
        return Collections.unmodifiableSet(variables.keySet());
    }

    /**
     * One variable.
     *
     * @throws MatRefusedException where there is none of this name, or it is damaged, exceeds a limit, or holds something
     *     else than real numbers, text, cells and structures
     */
    public MatValue read(String name) throws MatRefusedException {
        Position position = variables.get(name);
        if (position == null) {
            throw new MatRefusedException(
                    Code.MISSING_ARRAY,
                    name,
                    "There is no variable of this name.",
                    "Check that the file is of the form that was chosen.");
        }
        ByteBuffer content = content(position, limits.maxInflatedBytes());
        MatStructure.check(name, content.duplicate().order(content.order()), limits);
        try {
            return value(decoded(content));
        } catch (IOException | RuntimeException malformed) {
            throw MatStructure.damaged(name);
        }
    }

    /** The library reads files, so the variable becomes a file of its own. */
    private Array decoded(ByteBuffer content) throws IOException {
        ByteBuffer alone = ByteBuffer.allocate(HEADER_BYTES + TAG_BYTES + content.remaining())
                .order(file.order());
        alone.put(file.duplicate().limit(HEADER_BYTES).position(0));
        alone.putInt(MatStructure.MATRIX)
                .putInt(content.remaining())
                .put(content)
                .flip();
        // Not closed: closing takes the numbers away, and there is nothing else to close.
        Mat5File decoded = Mat5.newReader(Sources.wrap(alone))
                .disableSubsystemProcessing()
                .setBufferAllocator(new HeapBuffers())
                .readMat();
        return decoded.getEntries().iterator().next().getValue();
    }

    /** The content of a variable's matrix element, up to {@code most} bytes. */
    private ByteBuffer content(Position position, int most) throws MatRefusedException {
        if (position.type() == MatStructure.MATRIX) {
            return file.slice(position.start(), position.length()).order(file.order());
        }
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(file.slice(position.start(), position.length()));
            ByteBuffer tag = ByteBuffer.allocate(TAG_BYTES).order(file.order());
            inflate(inflater, tag);
            if (tag.hasRemaining() || tag.getInt(0) != MatStructure.MATRIX || tag.getInt(4) < 0) {
                throw MatStructure.damaged("");
            }
            return inflated(inflater, tag.getInt(4), most);
        } catch (DataFormatException malformed) {
            throw MatStructure.damaged("");
        } finally {
            inflater.end();
        }
    }

    private ByteBuffer inflated(Inflater inflater, int claimed, int most)
            throws DataFormatException, MatRefusedException {
        if (claimed > limits.maxInflatedBytes()) {
            throw new MatRefusedException(
                    Code.TOO_LARGE,
                    "",
                    "A variable inflates to " + claimed + " bytes, more than " + limits.maxInflatedBytes() + ".",
                    "Split the recording into several variables or files.");
        }
        int wanted = Math.min(claimed, most);
        ByteBuffer content = ByteBuffer.allocate(Math.min(wanted, 1 << 16)).order(file.order());
        inflate(inflater, content);
        while (!content.hasRemaining() && content.position() < wanted) {
            ByteBuffer larger = ByteBuffer.allocate((int) Math.min(wanted, 2L * content.capacity()))
                    .order(file.order());
            content = larger.put(content.flip());
            inflate(inflater, content);
        }
        if (content.position() < wanted) {
            throw MatStructure.damaged("");
        }
        return content.flip();
    }

    private static void inflate(Inflater inflater, ByteBuffer destination) throws DataFormatException {
        while (destination.hasRemaining() && inflater.inflate(destination) > 0) {
            // Until the destination is full or nothing more comes.
        }
    }

    static MatValue value(Array array) {
        if (array instanceof Matrix matrix) {
            return new MatNumbers(matrix);
        } else if (array instanceof Char characters) {
            return new MatText(characters);
        } else if (array instanceof Cell cells) {
            return new MatCells(cells);
        } else if (array instanceof Struct structs) {
            return new MatStructs(structs);
        }
        throw new IllegalStateException("the check lets no " + array.getType() + " pass");
    }
}
