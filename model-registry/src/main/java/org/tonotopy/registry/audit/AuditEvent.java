package org.tonotopy.registry.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * A change, or an attempt that was denied.
 *
 * @param at when it was answered
 * @param account name of the account that asked; empty: nobody known
 * @param operation as the API's description names it; of a page, its method and path
 * @param object path of what was made or changed
 * @param outcome what became of it
 * @param status of the answer
 * @param requestId by which the service's log can be searched
 * @param address network address of whoever asked
 */
public record AuditEvent(
        Instant at,
        Optional<String> account,
        String operation,
        String object,
        AuditOutcome outcome,
        int status,
        String requestId,
        String address) {
    /** Characters of an object that are kept. */
    public static final int LONGEST_OBJECT = 300;
}
