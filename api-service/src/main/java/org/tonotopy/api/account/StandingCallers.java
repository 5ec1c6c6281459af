package org.tonotopy.api.account;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Asks again who somebody is, and reads as whoever it is by now, while an answer goes on that nobody asks for anew. */
@Component
public class StandingCallers {
    private final SessionCallers callers;

    StandingCallers(SessionCallers callers) {
        this.callers = callers;
    }

    /** Who sent a request, which the current thread answers. */
    public StandingCaller of(HttpServletRequest request) {
        return new StandingCaller(
                SessionProof.of(request).orElse(null),
                SecurityContextHolder.getContext().getAuthentication());
    }

    /** What somebody reads now; empty where their token or session is no longer good. */
    public <T> Optional<T> read(StandingCaller caller, Supplier<T> reading) {
        SecurityContext now = SecurityContextHolder.createEmptyContext();
        SessionProof proof = caller.proof();
        if (proof == null) {
            now.setAuthentication(caller.then());
        } else {
            Optional<Caller> still = callers.find(proof);
            if (still.isEmpty()) {
                return Optional.empty();
            }
            now.setAuthentication(new BearerAuthentication(still.get()));
        }
        SecurityContext before = SecurityContextHolder.getContext();
        SecurityContextHolder.setContext(now);
        try {
            return Optional.of(reading.get());
        } finally {
            SecurityContextHolder.setContext(before);
        }
    }
}
