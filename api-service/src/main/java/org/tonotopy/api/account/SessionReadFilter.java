package org.tonotopy.api.account;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets a browser that is signed in read what its pages show of the API: pictures, logs, tables. A session counts for reading alone, and
 * only where the browser does not say that a page of another site asks.
 */
final class SessionReadFilter extends OncePerRequestFilter {
    private static final String API = "/api/v1/";
    private static final Set<String> READING = Set.of("GET", "HEAD");

    /** What browsers say of a page of this server, and of an address that somebody typed. */
    private static final Set<String> FROM_HERE = Set.of("same-origin", "none");

    private final SessionCallers callers;

    SessionReadFilter(SessionCallers callers) {
        this.callers = callers;
    }

    /** An answer that goes on in another dispatch is still the same caller's. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String from = request.getHeader("Sec-Fetch-Site");
        return !READING.contains(request.getMethod())
                || !request.getRequestURI().startsWith(API)
                || request.getHeader(HttpHeaders.AUTHORIZATION) != null
                || (from != null && !FROM_HERE.contains(from));
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<SessionProof> proof = proof(request);
        proof.flatMap(callers::find).ifPresent(caller -> {
            proof.get().rememberIn(request);
            caller.rememberIn(request);
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(new BearerAuthentication(caller));
            SecurityContextHolder.setContext(context);
        });
        chain.doFilter(request, response);
    }

    private static Optional<SessionProof> proof(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return Optional.ofNullable(session)
                .map(open -> open.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY))
                .filter(SecurityContext.class::isInstance)
                .map(context -> ((SecurityContext) context).getAuthentication())
                .flatMap(SessionProof::of);
    }
}
