package org.tonotopy.api.account;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;

/** Somebody whom the provider sent is not let in. */
final class SignInRefused extends AuthenticationException {
    private static final long serialVersionUID = 1L;

    private final SignInRefusal refusal;
    private final @Nullable String subject;

    SignInRefused(SignInRefusal refusal) {
        this(refusal, null);
    }

    /** Of somebody whom the provider does know. */
    SignInRefused(SignInRefusal refusal, @Nullable String subject) {
        super(refusal.name());
        this.refusal = refusal;
        this.subject = subject;
    }

    SignInRefusal refusal() {
        return refusal;
    }

    /** What the provider calls the person, by which an admin can link them. */
    Optional<String> subject() {
        return Optional.ofNullable(subject);
    }
}
