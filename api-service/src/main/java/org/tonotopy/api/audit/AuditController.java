package org.tonotopy.api.audit;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Optional;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.tonotopy.api.paging.Page;
import org.tonotopy.api.paging.PageLimit;
import org.tonotopy.registry.audit.AuditOutcome;

/** The audit log over HTTP. */
@RestController
@RequestMapping("/api/v1/audit")
@Tag(name = "accounts")
class AuditController {
    private final AuditService audit;

    AuditController(AuditService audit) {
        this.audit = audit;
    }

    @GetMapping
    @PreAuthorize("hasRole('ADMIN')")
    @Operation(
            operationId = "listAuditEntries",
            summary = "Read the audit log",
            description =
                    "Every change, and every attempt that was denied, newest first. Requests that were refused for"
                            + " what they say have changed nothing and are not in it.")
    Page<AuditEntryResponse> list(
            @Parameter(description = "Only what this account asked for.", example = "ada")
                    @RequestParam(name = "account")
                    Optional<String> account,
            @Parameter(
                            description = "Only this operation, by its operationId; of a page, its method and path.",
                            example = "deleteDataset")
                    @RequestParam(name = "operation")
                    Optional<String> operation,
            @Parameter(description = "Only objects whose path contains this.", example = "datasets/ns1@1")
                    @RequestParam(name = "object")
                    Optional<String> object,
            @Parameter(description = "Only with this outcome.") @RequestParam(name = "outcome")
                    Optional<AuditOutcome> outcome,
            @Parameter(description = "Only of the request with this X-Request-Id.") @RequestParam(name = "request_id")
                    Optional<String> requestId,
            @Parameter(description = "Not before this time.", example = "2026-01-31T12:00:00Z")
                    @RequestParam(name = "from")
                    Optional<Instant> from,
            @Parameter(description = "Before this time.", example = "2026-02-01T00:00:00Z")
                    @RequestParam(name = "until")
                    Optional<Instant> until,
            @Parameter(description = "From the page before; leave it out for the first page.")
                    @RequestParam(name = "page_token")
                    Optional<String> pageToken,
            @Parameter(description = "Elements at most, from 1 to 200.")
                    @RequestParam(name = "limit", defaultValue = PageLimit.DEFAULT)
                    int limit) {
        return audit.list(
                AuditService.query(account, operation, object, outcome, requestId, from, until),
                pageToken,
                PageLimit.check(limit));
    }
}
