package org.tonotopy.api.lab;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.tonotopy.registry.account.ApiToken;
import org.tonotopy.registry.account.TokenSecret;

/**
 * A bearer token.
 *
 * @param id identity
 * @param prefix first characters
 * @param token the secret
 * @param scope what it may do of what the account may
 * @param createdAt when it was made
 * @param lastUsedAt when it was last used
 * @param expiresAt from when on it is refused
 * @param revokedAt from when on it is refused because somebody said so
 */
@Schema(name = "Token", description = "A bearer token.")
public record TokenResponse(
        UUID id,

        @Schema(description = "Its first characters, by which a person recognises it.", example = "tono_3fK9xQ")
        String prefix,

        @Schema(
                description = "The token. It is shown in the answer that makes it and never again, also where that"
                        + " request is repeated: only its hash is kept.")
        Optional<String> token,

        @Schema(
                description =
                        "What it may do of what the account may: read; write, at most what members may; admin, all"
                                + " that the account may.",
                allowableValues = {"read", "write", "admin"})
        String scope,

        Instant createdAt,

        @Schema(description = "When it was last used, to within a minute; null: never.")
        Optional<Instant> lastUsedAt,

        @Schema(description = "From when on it is refused; null: never.")
        Optional<Instant> expiresAt,

        @Schema(description = "When it was revoked; null: it was not.")
        Optional<Instant> revokedAt) {
    static TokenResponse of(ApiToken token, Optional<TokenSecret> secret) {
        return new TokenResponse(
                token.id(),
                token.prefix(),
                secret.map(TokenSecret::text),
                ScopeName.of(token.scope()),
                token.createdAt(),
                token.lastUsedAt(),
                token.expiresAt(),
                token.revokedAt());
    }
}
