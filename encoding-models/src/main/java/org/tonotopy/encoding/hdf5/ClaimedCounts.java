package org.tonotopy.encoding.hdf5;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.tonotopy.encoding.array.ArrayFileRefusedException;
import org.tonotopy.encoding.array.ArrayFileRefusedException.Kind;

/**
 * Counts in the headers of indices and heaps, for which jHDF makes room before it has read what they count. Offsets are
 * those of the file format specification (sections III.A.2, III.C.2, III.G and VII.C), with offsets and lengths of eight
 * bytes.
 */
final class ClaimedCounts {

    /** More chunks, links or blocks than any recording has. */
    static final int MOST = 1 << 20;

    private ClaimedCounts() {}

    /** Refuses a block that claims more entries than there may be; a block without such a count passes. */
    static void check(ByteBuffer block) throws ArrayFileRefusedException {
        if (block.limit() < 4) {
            return;
        }
        switch (StandardCharsets.US_ASCII.decode(block.slice(0, 4)).toString()) {
            case "FAHD" -> requireFew(block, 8);
            case "EAHD" -> {
                requireFew(block, 12);
                requireFew(block, 28);
                requireFew(block, 44);
                requireFew(block, 52);
            }
            case "BTHD" -> requireFew(block, 26);
            case "FRHP" -> {
                if (block.limit() >= 142 && (block.getShort(110) & 0xffffL) * (block.getShort(140) & 0xffffL) > MOST) {
                    throw tooMany();
                }
            }
            default -> {
                // Other blocks are counted by bytes that were read.
            }
        }
    }

    private static void requireFew(ByteBuffer block, int offset) throws ArrayFileRefusedException {
        if (block.limit() >= offset + Long.BYTES && Long.compareUnsigned(block.getLong(offset), MOST) > 0) {
            throw tooMany();
        }
    }

    private static ArrayFileRefusedException tooMany() {
        return new ArrayFileRefusedException(
                Kind.TOO_LARGE,
                Hdf5Storage.FILE,
                "claims an index of more than " + MOST + " entries",
                "save the arrays in larger chunks, or in one piece");
    }
}
