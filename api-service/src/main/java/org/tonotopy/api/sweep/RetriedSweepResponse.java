package org.tonotopy.api.sweep;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A sweep after a retry.
 *
 * @param retried how many jobs were queued again
 * @param sweep as it is now
 */
@Schema(name = "RetriedSweep", description = "A sweep after a retry.")
record RetriedSweepResponse(
        @Schema(description = "How many jobs were queued again.")
        int retried,

        SweepResponse sweep) {}
