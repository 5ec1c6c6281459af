package org.tonotopy.api.account;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.tonotopy.registry.account.AccountIdentity;
import org.tonotopy.registry.account.AccountIdentityRepository;

/** Finds whom a session speaks for, as it is now. */
@Component
class SessionCallers {
    private final TokenCallers tokens;
    private final AccountIdentityRepository identities;

    SessionCallers(TokenCallers tokens, AccountIdentityRepository identities) {
        this.tokens = tokens;
        this.identities = identities;
    }

    /** The account; empty where the token is no longer good, or the link was taken away or its account has another role. */
    Optional<Caller> find(SessionProof proof) {
        if (proof instanceof SessionProof.Token token) {
            return tokens.find(token.sha256());
        }
        SessionProof.Identity identity = (SessionProof.Identity) proof;
        return identities
                .findById(identity.link())
                .filter(AccountIdentity::holds)
                .filter(link -> link.account().role() == identity.role())
                .map(link -> Caller.of(link.account()));
    }
}
