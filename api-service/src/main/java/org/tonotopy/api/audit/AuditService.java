package org.tonotopy.api.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.tonotopy.api.paging.Page;
import org.tonotopy.api.paging.PageToken;
import org.tonotopy.api.problem.FieldProblem;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.registry.audit.AuditEntry;
import org.tonotopy.registry.audit.AuditLog;
import org.tonotopy.registry.audit.AuditOutcome;
import org.tonotopy.registry.audit.AuditQuery;

/** Finds entries of the audit log. */
@Service
class AuditService {
    private static final String QUERY = "audit";
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private final AuditLog entries;

    AuditService(AuditLog entries) {
        this.entries = entries;
    }

    /**
     * What is looked for, as the database can look for it.
     *
     * @throws ProblemException if it cannot
     */
    static AuditQuery query(
            Optional<String> account,
            Optional<String> operation,
            Optional<String> object,
            Optional<AuditOutcome> outcome,
            Optional<String> requestId,
            Optional<Instant> from,
            Optional<Instant> until) {
        requireTime("from", from);
        requireTime("until", until);
        return new AuditQuery(account, operation, object, outcome, requestId, from, until);
    }

    private static void requireTime(String field, Optional<Instant> time) {
        time.filter(asked -> asked.isBefore(EARLIEST) || asked.isAfter(LATEST)).ifPresent(asked -> {
            throw new ProblemException(
                    ProblemType.INVALID_PARAMETER,
                    new FieldProblem(field, "it is out of range", "Name a year from 1 to 9999."));
        });
    }

    /** Entries, newest first. */
    Page<AuditEntryResponse> list(AuditQuery query, Optional<String> token, int limit) {
        long before = PageToken.read(token, QUERY, 1, parts -> Long.parseLong(parts.get(0)))
                .orElse(Long.MAX_VALUE);
        List<AuditEntry> found = entries.find(query, before, limit + 1);
        return Page.cut(found, QUERY, limit, last -> List.of(String.valueOf(last.id())))
                .map(AuditEntryResponse::of);
    }
}
