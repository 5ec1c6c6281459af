package org.tonotopy.api.job;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * The attempts of a job.
 *
 * @param items the first first
 */
@Schema(description = "The attempts of a job, the first first.")
record JobAttemptList(List<JobAttemptResponse> items) {
    /** Copies the list. */
    JobAttemptList {
        items = List.copyOf(items);
    }
}
