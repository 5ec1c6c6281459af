package org.tonotopy.encoding.report;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over numbers: equal numbers in equal order have equal hashes; NaN equals NaN, and 0 equals -0. */
final class ContentHash {

    /** No number: the bits of a NaN that {@link Float#floatToIntBits} never gives. */
    private static final byte[] PART_END = {-1, -1, -1, -1};

    private final MessageDigest digest;

    ContentHash() {
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    void add(double[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
        for (double value : values) {
            bytes.putInt(bits((float) value));
        }
        digest.update(bytes.array());
    }

    void add(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
        for (float value : values) {
            bytes.putInt(bits(value));
        }
        digest.update(bytes.array());
    }

    /** Ends a part: the same numbers in other parts are other content. */
    void endPart() {
        digest.update(PART_END);
    }

    private static int bits(float value) {
        return Float.floatToIntBits(value == 0 ? 0 : value);
    }

    String hexadecimal() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
