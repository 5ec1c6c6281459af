package org.tonotopy.api.audit;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;
import org.tonotopy.registry.audit.AuditEntry;
import org.tonotopy.registry.audit.AuditEvent;
import org.tonotopy.registry.audit.AuditOutcome;

/**
 * An entry of the audit log.
 *
 * @param id counts up
 * @param at when it was answered
 * @param account who asked
 * @param operation what was asked for
 * @param object path of what was made or changed
 * @param outcome what became of it
 * @param status of the answer
 * @param requestId by which the service's log can be searched
 * @param address network address of whoever asked
 */
@Schema(name = "AuditEntry", description = "A change, or an attempt that was denied.")
record AuditEntryResponse(
        @Schema(description = "Counts up, with gaps.") long id,

        @Schema(description = "When it was answered.") Instant at,

        @Schema(description = "Name of the account that asked; null: nobody known.", example = "ada")
        Optional<String> account,

        @Schema(
                description = "operationId of the operation; of a page, its method and path.",
                example = "deleteDataset")
        String operation,

        @Schema(description = "Path of what was made or changed, without /api/v1.", example = "/datasets/ns1@1")
        String object,

        @Schema(description = "DONE; DENIED: nobody known asked, or somebody who may not; FAILED: the service failed.")
        AuditOutcome outcome,

        @Schema(description = "Status of the answer.", example = "200")
        int status,

        @Schema(description = "X-Request-Id of the request, by which the service's log can be searched.")
        String requestId,

        @Schema(description = "Network address of whoever asked, or of the proxy before the service.")
        String address) {
    static AuditEntryResponse of(AuditEntry entry) {
        AuditEvent event = entry.event();
        return new AuditEntryResponse(
                entry.id(),
                event.at(),
                event.account(),
                event.operation(),
                event.object(),
                event.outcome(),
                event.status(),
                event.requestId(),
                event.address());
    }
}
