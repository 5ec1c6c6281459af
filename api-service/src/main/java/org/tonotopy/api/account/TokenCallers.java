package org.tonotopy.api.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tonotopy.registry.account.ApiToken;
import org.tonotopy.registry.account.ApiTokenRepository;

/** Finds whom a token speaks for. */
@Component
class TokenCallers {
    /** Uses closer together than this are one. */
    private static final Duration USE = Duration.ofMinutes(1);

    private final ApiTokenRepository tokens;
    private final Clock clock;

    TokenCallers(ApiTokenRepository tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /** The account of a token as it is now; empty where the token is unknown, has expired or was revoked. */
    Optional<Caller> find(byte[] tokenSha256) {
        Instant now = clock.instant();
        Optional<ApiToken> good = tokens.findByTokenSha256(tokenSha256).filter(token -> token.isValid(now));
        good.filter(token -> token.lastUsedAt()
                        .map(used -> used.plus(USE).isBefore(now))
                        .orElse(true))
                .ifPresent(token -> tokens.touch(token.id(), now));
        return good.map(Caller::of);
    }
}
