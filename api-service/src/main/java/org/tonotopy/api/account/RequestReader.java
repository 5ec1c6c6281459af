package org.tonotopy.api.account;

import java.util.Optional;
import java.util.UUID;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.request.RequestContextHolder;
import org.tonotopy.registry.account.Role;
import org.tonotopy.registry.visibility.CurrentReader;

/** Whoever sent the request that the current thread answers; a thread that answers none works for the platform. */
final class RequestReader implements CurrentReader {
    @Override
    public Optional<UUID> id() {
        Authentication known = SecurityContextHolder.getContext().getAuthentication();
        if (known == null) {
            // Of a request nothing is known yet: whose token it is, is asked of tables that everybody sees.
            return RequestContextHolder.getRequestAttributes() == null ? Optional.empty() : Optional.of(NOBODY_KNOWN);
        }
        if (known.getPrincipal() instanceof Caller caller) {
            return caller.role() == Role.ADMIN ? Optional.empty() : Optional.of(caller.accountId());
        }
        return Optional.of(NOBODY_KNOWN);
    }
}
