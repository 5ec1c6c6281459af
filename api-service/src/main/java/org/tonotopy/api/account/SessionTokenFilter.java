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
 * A session lasts no longer than its token, and its account has the role of now: a revoked token and a changed role
 * count at once.
 */
final class SessionTokenFilter extends OncePerRequestFilter {
    private final TokenCallers callers;
    private final SecurityContextLogoutHandler signOut = new SecurityContextLogoutHandler();

    SessionTokenFilter(TokenCallers callers) {
        this.callers = callers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Authentication then = SecurityContextHolder.getContext().getAuthentication();
        if (then != null && then.getDetails() instanceof byte[] tokenSha256) {
            Optional<Caller> now = callers.find(tokenSha256);
            if (now.isEmpty()) {
                signOut.logout(request, response, then);
            } else {
                now.get().rememberIn(request);
                SecurityContext context = SecurityContextHolder.createEmptyContext();
                context.setAuthentication(new BearerAuthentication(now.get()));
                SecurityContextHolder.setContext(context);
            }
        }
        chain.doFilter(request, response);
    }
}
