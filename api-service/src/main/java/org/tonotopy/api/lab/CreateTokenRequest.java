package org.tonotopy.api.lab;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a token.
 *
 * @param validDays how long it is good
 */
@Schema(description = "Asks for a token.")
record CreateTokenRequest(
        @Schema(
                description = "Days for which it is good; it does not expire where this is left out.",
                minimum = "1",
                maximum = "3650",
                example = "90")
        @Nullable Integer validDays) {}
