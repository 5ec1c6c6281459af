package org.tonotopy.registry.content;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, the hash by which content is addressed. */
public final class Sha256 {
    /** What the hash looks like as people and URLs write it. */
    public static final String HEX_PATTERN = "[0-9a-f]{64}";

    private Sha256() {}

    /** A fresh digest, for content that is streamed. */
    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    /**
     * Hashes content that is in memory.
     *
     * @param parts hashed one after another
     * @return 32 bytes
     */
    public static byte[] of(byte[]... parts) {
        MessageDigest digest = digest();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    /** The hash as people and URLs write it: 64 lower-case hexadecimal digits. */
    public static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }

    /** Reads 64 lower-case hexadecimal digits. */
    public static byte[] parseHex(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
