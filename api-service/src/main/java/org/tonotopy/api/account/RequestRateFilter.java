package org.tonotopy.api.account;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses what an account, or an address that no account is known of, asks beyond its share; what is open to everybody is not counted. */
final class RequestRateFilter extends OncePerRequestFilter {
    private final RequestRates rates;
    private final AccessProblems problems;

    RequestRateFilter(RequestRates rates, AccessProblems problems) {
        this.rates = rates;
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return OpenPath.isOpen(request.getRequestURI());
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Object caller = Caller.of(request).<Object>map(Caller::accountId).orElseGet(request::getRemoteAddr);
        Optional<Duration> wait = rates.count(caller);
        if (wait.isPresent()) {
            problems.tooMany(request, response, wait.get());
        } else {
            chain.doFilter(request, response);
        }
    }
}
