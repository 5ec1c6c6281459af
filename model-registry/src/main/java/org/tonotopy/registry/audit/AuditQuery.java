package org.tonotopy.registry.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * Which entries are looked for; what is empty leaves none out.
 *
 * @param account name of the account that asked
 * @param operation exactly this one
 * @param object text that its path contains
 * @param outcome what became of it
 * @param requestId of the request
 * @param from not before this time
 * @param until before this time
 */
public record AuditQuery(
        Optional<String> account,
        Optional<String> operation,
        Optional<String> object,
        Optional<AuditOutcome> outcome,
        Optional<String> requestId,
        Optional<Instant> from,
        Optional<Instant> until) {}
