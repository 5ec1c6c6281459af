package org.tonotopy.api.job;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * Some of the events of a job.
 *
 * @param items in the order in which they happened
 */
@Schema(description = "Events of a job, in the order in which they happened.")
record JobEventPage(List<JobEventResponse> items) {
    /** Copies the list. */
    JobEventPage {
        items = List.copyOf(items);
    }
}
