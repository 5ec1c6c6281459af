package org.tonotopy.registry.account;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.tonotopy.registry.content.Sha256;

/**
 * The secret of a bearer token: {@code tono_} and 256 random bits. Because it is random and long, one SHA-256 keeps it
 * safe at rest, and looking it up by that hash leaks nothing about it by timing.
 *
 * @param text what the bearer sends
 */
public record TokenSecret(String text) {
    private static final String MARK = "tono_";
    private static final int RANDOM_BYTES = 32;
    private static final int PREFIX_LENGTH = MARK.length() + 6;

    /** A fresh secret. */
    public static TokenSecret generate(SecureRandom random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return new TokenSecret(MARK + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /** Its first characters, by which a person recognises it. */
    public String prefix() {
        return text.substring(0, Math.min(PREFIX_LENGTH, text.length()));
    }

    /** What is kept of it. */
    public byte[] sha256() {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Keeps the secret out of logs. */
    @Override
    public String toString() {
        return prefix() + "…";
    }
}
