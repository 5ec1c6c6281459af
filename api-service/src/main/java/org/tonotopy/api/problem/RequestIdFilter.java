package org.tonotopy.api.problem;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Gives each request an id that stands in the answer and in every line of the log. A client's own id is taken over if
 * it is short and plain, so that nothing can be smuggled into the log.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class RequestIdFilter extends OncePerRequestFilter {
    /** Characters of an id at most. */
    public static final int LONGEST = 64;

    static final String HEADER = "X-Request-Id";
    static final String LOG_KEY = "request";
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]{1," + LONGEST + "}");

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String id = Optional.ofNullable(response.getHeader(HEADER))
                .or(() -> Optional.ofNullable(request.getHeader(HEADER))
                        .filter(sent -> PLAIN.matcher(sent).matches()))
                .orElseGet(() -> UUID.randomUUID().toString());
        response.setHeader(HEADER, id);
        try (var logged = MDC.putCloseable(LOG_KEY, id)) {
            chain.doFilter(request, response);
        }
    }

    /** An error that the container dispatches again keeps the id of its request. */
    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }
}
