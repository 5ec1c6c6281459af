package org.tonotopy.api.account;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * A session lasts no longer than what it was begun with, and its account has the role of now: a revoked token, a link that was taken
 * away and a changed role count at once.
 */
final class SessionFilter extends OncePerRequestFilter {
    private final SessionCallers callers;
    private final SecurityContextLogoutHandler signOut = new SecurityContextLogoutHandler();

    SessionFilter(SessionCallers callers) {
        this.callers = callers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication then = SecurityContextHolder.getContext().getAuthentication();
        Optional<SessionProof> proof = SessionProof.of(then);
        if (proof.isPresent()) {
            Optional<Caller> now = callers.find(proof.get());
            if (now.isEmpty()) {
                signOut.logout(request, response, then);
            } else {
                now.get().rememberIn(request);
                Optional.ofNullable(request.getSession(false)).ifPresent(SessionLifetimes::signedIn);
                SecurityContext context = SecurityContextHolder.createEmptyContext();
                context.setAuthentication(new BearerAuthentication(now.get()));
                SecurityContextHolder.setContext(context);
            }
        }
        chain.doFilter(request, response);
    }
}
