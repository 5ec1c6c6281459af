package org.tonotopy.api.lab;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.tonotopy.registry.account.AccountIdentity;

/**
 * Which identity is to sign in to an account.
 *
 * @param issuer the provider
 * @param subject what the provider calls the person
 */
@Schema(description = "Which identity is to sign in to an account.")
record PutIdentityRequest(
        @Schema(
                description =
                        "The provider, as its tokens name it; the one that this server is set to, where it is left out.",
                maxLength = IdentityService.LONGEST_ISSUER,
                example = "https://login.example.org/realms/lab")
        @Nullable String issuer,

        @Schema(
                description =
                        "What the provider calls the person, in the claim sub: it stays theirs where name and e-mail"
                                + " address change. The sign-in page shows it to whoever is not linked.",
                requiredMode = Schema.RequiredMode.REQUIRED,
                pattern = AccountIdentity.SUBJECT_PATTERN,
                example = "248289761001")
        @Nullable String subject) {}
