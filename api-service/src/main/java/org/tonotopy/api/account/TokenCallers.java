package org.tonotopy.api.account;

import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tonotopy.registry.account.ApiToken;
import org.tonotopy.registry.account.ApiTokenRepository;

/** Finds whom a token speaks for. */
@Component
class TokenCallers {
    private final ApiTokenRepository tokens;
    private final Clock clock;

    TokenCallers(ApiTokenRepository tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /** The account of a token as it is now; empty where the token is unknown, has expired or was revoked. */
    Optional<Caller> find(byte[] tokenSha256) {
        return tokens.findByTokenSha256(tokenSha256)
                .filter(token -> token.isValid(clock.instant()))
                .map(ApiToken::account)
                .map(Caller::of);
    }
}
