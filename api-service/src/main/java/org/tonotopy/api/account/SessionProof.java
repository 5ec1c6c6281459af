package org.tonotopy.api.account;

import java.io.Serializable;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.tonotopy.registry.account.Role;

/** By what somebody signed in: what a session keeps, and each of its requests is checked by again. */
sealed interface SessionProof extends Serializable {
    /**
     * A token.
     *
     * @param sha256 its hash; the token itself is not kept
     */
    record Token(byte[] sha256) implements SessionProof {}

    /**
     * An identity at the provider.
     *
     * @param link between the identity and its account
     * @param role that the account had
     */
    record Identity(UUID link, Role role) implements SessionProof {}

    /** The proof of a session; empty: it belongs to nobody known. */
    static Optional<SessionProof> of(@Nullable Authentication signedIn) {
        return signedIn != null && signedIn.getDetails() instanceof SessionProof proof
                ? Optional.of(proof)
                : Optional.empty();
    }
}
