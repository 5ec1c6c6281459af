package org.tonotopy.api.account;

import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.tonotopy.registry.account.Role;

/** By what somebody is known: what a session keeps, and each of its requests is checked by again. */
sealed interface SessionProof extends Serializable {
    /** Where a request has it. */
    String ATTRIBUTE = SessionProof.class.getName();

    /**
     * A token.
     *
     * @param sha256 its hash; the token itself is not kept
     */
    record Token(byte[] sha256) implements SessionProof {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Token that && Arrays.equals(sha256, that.sha256);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(sha256);
        }
    }

    /**
     * An identity at the provider.
     *
     * @param link between the identity and its account
     * @param role that the account had
     */
    record Identity(UUID link, Role role) implements SessionProof {}

    /** The proof that came with a request; empty: there was none. */
    static Optional<SessionProof> of(HttpServletRequest request) {
        return Optional.ofNullable((SessionProof) request.getAttribute(ATTRIBUTE));
    }

    /** Lets {@link #of(HttpServletRequest)} know. */
    default void rememberIn(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** The proof of a session; empty: it belongs to nobody known. */
    static Optional<SessionProof> of(@Nullable Authentication signedIn) {
        return signedIn != null && signedIn.getDetails() instanceof SessionProof proof
                ? Optional.of(proof)
                : Optional.empty();
    }
}
