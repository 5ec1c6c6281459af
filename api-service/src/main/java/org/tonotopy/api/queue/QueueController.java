package org.tonotopy.api.queue;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The queue over HTTP. */
@RestController
@RequestMapping("/api/v1/queue")
@Tag(name = "jobs")
class QueueController {
    private final QueueReport report;

    QueueController(QueueReport report) {
        this.report = report;
    }

    @GetMapping
    @PreAuthorize("hasRole('VIEWER')")
    @Operation(
            operationId = "getQueue",
            summary = "Read the queue",
            description = "How many jobs wait and run, whose they are, and which workers are there.")
    QueueResponse get() {
        return report.read();
    }
}
