package org.tonotopy.api.audit;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.support.RequestContextUtils;
import org.tonotopy.api.account.Caller;
import org.tonotopy.api.account.MadeAccount;
import org.tonotopy.api.problem.RefusedMove;
import org.tonotopy.registry.audit.AuditEvent;
import org.tonotopy.registry.audit.AuditLog;
import org.tonotopy.registry.audit.AuditOutcome;

/**
 * Keeps every change and every attempt that was denied, whichever way it came: it stands before all that answers. Requests that were
 * refused for what they say have changed nothing and are not kept.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 2)
class AuditTrail extends OncePerRequestFilter {
    private static final Logger log = LoggerFactory.getLogger(AuditTrail.class);
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final String API = "/api/v1";

    private final AuditLog entries;
    private final AuditedOperation operations;
    private final Clock clock;

    AuditTrail(AuditLog entries, AuditedOperation operations, Clock clock) {
        this.entries = entries;
        this.operations = operations;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | IOException | RuntimeException failure) {
            keep(request, response, HttpStatus.INTERNAL_SERVER_ERROR.value());
            throw failure;
        }
        keep(request, response, status(request, response));
    }

    /** A page that says on another page why it did not do what was asked for answers with neither status. */
    private static int status(HttpServletRequest request, HttpServletResponse response) {
        Map<String, ?> flash = RequestContextUtils.getOutputFlashMap(request);
        return flash == null ? response.getStatus() : RefusedMove.status(flash).orElse(response.getStatus());
    }

    private void keep(HttpServletRequest request, HttpServletResponse response, int status) {
        String operation = operations.of(request);
        Optional<String> account = Caller.of(request).map(Caller::name);
        outcome(request, status, AuditedOperation.isSignIn(operation), account.isPresent())
                .ifPresent(outcome -> append(new AuditEvent(
                        clock.instant(),
                        account,
                        operation,
                        object(request, response, outcome),
                        outcome,
                        status,
                        String.valueOf(response.getHeader("X-Request-Id")),
                        request.getRemoteAddr())));
    }

    private static Optional<AuditOutcome> outcome(
            HttpServletRequest request, int status, boolean signIn, boolean known) {
        if (status == HttpStatus.UNAUTHORIZED.value() || status == HttpStatus.FORBIDDEN.value() || (signIn && !known)) {
            return Optional.of(AuditOutcome.DENIED);
        }
        if (READING.contains(request.getMethod()) && !signIn) {
            return Optional.empty();
        }
        if (status >= HttpStatus.INTERNAL_SERVER_ERROR.value()) {
            return Optional.of(AuditOutcome.FAILED);
        }
        return status < HttpStatus.BAD_REQUEST.value() ? Optional.of(AuditOutcome.DONE) : Optional.empty();
    }

    /** What was made, where the answer says where it is; else what was asked for. Percent signs stay, and nothing else breaks a line. */
    private static String object(HttpServletRequest request, HttpServletResponse response, AuditOutcome outcome) {
        Optional<String> account = MadeAccount.by(request);
        if (account.isPresent()) {
            return "/accounts/" + account.get();
        }
        String location = outcome == AuditOutcome.DONE ? response.getHeader(HttpHeaders.LOCATION) : null;
        String path = location == null
                ? request.getRequestURI()
                : URI.create(location).getRawPath();
        String plain = path.replaceAll("[^\\x21-\\x7e]", "?").replaceFirst("^" + API + "(?=/)", "");
        return plain.substring(0, Math.min(plain.length(), AuditEvent.LONGEST_OBJECT));
    }

    private void append(AuditEvent event) {
        try {
            entries.append(event);
        } catch (DataAccessException failure) {
            log.error("Not kept in the audit log: {}", event, failure);
        }
    }
}
