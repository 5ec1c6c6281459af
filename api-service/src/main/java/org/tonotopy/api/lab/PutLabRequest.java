package org.tonotopy.api.lab;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What a lab is to be.
 *
 * @param jobCap jobs of all its accounts that may be at workers at a time
 */
@Schema(description = "What a lab is to be.")
record PutLabRequest(
        @Schema(
                description =
                        "Jobs of all its accounts that may be at workers at a time; 0 lets all of them wait, and no"
                                + " cap is set where it is left out.",
                minimum = "0",
                maximum = "" + JobCapCheck.MOST,
                example = "20")
        @Nullable Integer jobCap) {}
