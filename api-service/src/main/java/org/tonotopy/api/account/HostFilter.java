package org.tonotopy.api.account;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.api.problem.ProblemWriter;

/**
 * Answers under the names that the server is meant to have and no other. A page elsewhere can point a name of its own at
 * 127.0.0.1 and then read, as that name, what this server shows without a token. Health and metrics are left out: probes and
 * whoever collects metrics come by address, and without a token nothing is there but whether the service is up.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 3)
class HostFilter extends OncePerRequestFilter {
    private static final String WATCHED = "/actuator/";

    private final Set<String> hosts;
    private final ProblemWriter problems;

    HostFilter(AccessSettings settings, ProblemWriter problems) {
        this.hosts = Set.copyOf(settings.hosts());
        this.problems = problems;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return hosts.isEmpty() || request.getServletPath().startsWith(WATCHED);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!hosts.contains(request.getServerName())) {
            problems.write(
                    response,
                    ProblemType.UNKNOWN_HOST,
                    "This server does not answer under that name; it is reached as " + String.join(" or ", hosts)
                            + ".");
            return;
        }
        chain.doFilter(request, response);
    }
}
