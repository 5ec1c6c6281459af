package org.tonotopy.api.account;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.filter.OncePerRequestFilter;
import org.tonotopy.registry.account.TokenSecret;

/**
 * Reads {@code Authorization: Bearer}. A token that is not good is refused at once, also where none is needed: whoever
 * sends one wants to be known by it.
 */
final class BearerTokenFilter extends OncePerRequestFilter {
    private static final String SCHEME = "Bearer ";
    private static final int LONGEST_TOKEN = 200;

    private final TokenCallers callers;
    private final RequestRates rates;
    private final AccessProblems problems;

    BearerTokenFilter(TokenCallers callers, RequestRates rates, AccessProblems problems) {
        this.callers = callers;
        this.rates = rates;
        this.problems = problems;
    }

    /** An answer that goes on in another dispatch is still the same caller's. */
    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            chain.doFilter(request, response);
            return;
        }
        Optional<SessionProof.Token> token = token(header);
        Optional<Caller> caller = token.map(SessionProof.Token::sha256).flatMap(callers::find);
        if (caller.isEmpty()) {
            Optional<Duration> wait = rates.count(request.getRemoteAddr());
            if (wait.isPresent()) {
                problems.tooMany(request, response, wait.get());
            } else {
                problems.badToken(response);
            }
            return;
        }
        token.get().rememberIn(request);
        caller.get().rememberIn(request);
        if (request.getSession(false) == null) {
            // A program keeps no session, so its forms need no protection; and the first form of a long page would
            // begin one when the answer is on its way already.
            request.removeAttribute(CsrfToken.class.getName());
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new BearerAuthentication(caller.get()));
        SecurityContextHolder.setContext(context);
        chain.doFilter(request, response);
    }

    private static Optional<SessionProof.Token> token(String header) {
        boolean plausible =
                header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()) && header.length() <= LONGEST_TOKEN;
        if (!plausible) {
            return Optional.empty();
        }
        TokenSecret secret = new TokenSecret(header.substring(SCHEME.length()).trim());
        return Optional.of(new SessionProof.Token(secret.sha256()));
    }
}
