package org.tonotopy.api.account;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tonotopy.registry.account.TokenSecret;

/**
 * The token of whoever collects metrics. It stands in a file, because a program that collects them has no account, and may read
 * them alone.
 */
@Component
class MetricsToken {
    private static final int SHORTEST = 20;
    private static final long LONGEST_BYTES = 1000;

    private final Optional<TokenSecret> secret;

    /** @throws IllegalStateException if there is to be a token and none can be read */
    MetricsToken(AccessSettings settings) {
        secret = settings.metricsTokenFile().isBlank()
                ? Optional.empty()
                : Optional.of(read(Path.of(settings.metricsTokenFile())));
    }

    private static TokenSecret read(Path file) {
        try {
            if (Files.size(file) > LONGEST_BYTES) {
                throw new IllegalStateException(
                        "TONOTOPY_METRICS_TOKEN_FILE names " + file + ", which is too long for a token.");
            }
            String text = Files.readString(file).strip();
            if (text.length() < SHORTEST) {
                throw new IllegalStateException(
                        "TONOTOPY_METRICS_TOKEN_FILE names " + file + ", whose token is shorter than " + SHORTEST
                                + " characters: write a long random one into it.");
            }
            return new TokenSecret(text);
        } catch (IOException unreadable) {
            throw new IllegalStateException(
                    "TONOTOPY_METRICS_TOKEN_FILE names " + file + ", which cannot be read.", unreadable);
        }
    }

    /** Whether a token is this one; takes as long for every wrong one. */
    boolean is(TokenSecret other) {
        return secret.filter(own -> MessageDigest.isEqual(own.sha256(), other.sha256()))
                .isPresent();
    }
}
