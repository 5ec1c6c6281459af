package org.tonotopy.api.page;

import java.util.UUID;
import org.tonotopy.api.lab.TokenResponse;

/**
 * A token as the page of an account shows it.
 *
 * @param id identity
 * @param prefix its first characters
 * @param scope what it may do
 * @param created when it was made
 * @param used when it was last used
 * @param until when it expires or was revoked, in words
 * @param good whether nobody has revoked it
 */
record TokenView(UUID id, String prefix, String scope, String created, String used, String until, boolean good) {
    static TokenView of(TokenResponse token) {
        String until = token.revokedAt()
                .map(time -> "revoked " + PageTimes.of(time))
                .or(() -> token.expiresAt().map(PageTimes::of))
                .orElse("does not expire");
        return new TokenView(
                token.id(),
                token.prefix(),
                token.scope(),
                PageTimes.of(token.createdAt()),
                token.lastUsedAt().map(PageTimes::of).orElse("never"),
                until,
                token.revokedAt().isEmpty());
    }
}
