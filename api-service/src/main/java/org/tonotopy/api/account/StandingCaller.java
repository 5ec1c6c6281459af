package org.tonotopy.api.account;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/** Who sent a request whose answer goes on. Two are equal who showed the same proof, or none. */
public final class StandingCaller {
    private final @Nullable SessionProof proof;
    private final @Nullable Authentication then;

    StandingCaller(@Nullable SessionProof proof, @Nullable Authentication then) {
        this.proof = proof;
        this.then = then;
    }

    /** What is good as long as it is good; null: nothing was shown. */
    @Nullable SessionProof proof() {
        return proof;
    }

    /** As whom the request was answered. */
    @Nullable Authentication then() {
        return then;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StandingCaller that && Objects.equals(proof, that.proof);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(proof);
    }
}
