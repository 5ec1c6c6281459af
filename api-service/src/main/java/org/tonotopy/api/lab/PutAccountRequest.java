package org.tonotopy.api.lab;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tonotopy.registry.reference.VersionedName;

/**
 * What an account is to be.
 *
 * @param role what it may do
 * @param lab name of the lab that it belongs to
 * @param jobCap jobs of it that may be at workers at a time
 */
@Schema(description = "What an account is to be, as a whole: what is left out is taken away.")
record PutAccountRequest(
        @Schema(
                description = "What it may do: viewers read, members also upload, define benchmarks and ask for jobs,"
                        + " admins also administer.",
                requiredMode = Schema.RequiredMode.REQUIRED,
                allowableValues = {"viewer", "member", "admin"})
        @Nullable String role,

        @Schema(
                description = "Name of the lab that it belongs to; none where it is left out.",
                pattern = VersionedName.NAME_PATTERN,
                example = "auditory")
        @Nullable String lab,

        @Schema(
                description =
                        "Jobs of it that may be at workers at a time; as many as the platform's setting says where"
                                + " it is left out.",
                minimum = "0",
                maximum = "" + JobCapCheck.MOST,
                example = "4")
        @Nullable Integer jobCap) {}
