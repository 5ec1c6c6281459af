package org.tonotopy.api.account;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses what an account, or an address that no account is known of, asks beyond its share. */
final class RequestRateFilter extends OncePerRequestFilter {
    private final RequestRates rates;
    private final AccessProblems problems;
    private final Predicate<String> counted;

    /** @param counted which paths are */
    RequestRateFilter(RequestRates rates, AccessProblems problems, Predicate<String> counted) {
        this.rates = rates;
        this.problems = problems;
        this.counted = counted;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !counted.test(request.getRequestURI());
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
