package org.tonotopy.api.lab;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a token.
 *
 * @param validDays how long it is good
 * @param scope what it may do of what the account may
 */
@Schema(description = "Asks for a token.")
public record CreateTokenRequest(
        @Schema(
                description = "Days for which it is good; it does not expire where this is left out.",
                minimum = "1",
                maximum = "" + TokenService.MOST_DAYS,
                example = "90")
        @Nullable Integer validDays,

        @Schema(
                description =
                        "What it may do of what the account may: read; write, at most what members may; admin, all"
                                + " that the account may. Not more than the token that asks for it, which is what is meant where"
                                + " it is left out.",
                allowableValues = {"read", "write", "admin"},
                example = "write")
        @Nullable String scope) {}
