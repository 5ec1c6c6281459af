package org.tonotopy.api.lab;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Optional;
import org.tonotopy.registry.account.AccountIdentity;

/**
 * The identity that signs in to an account.
 *
 * @param issuer the provider
 * @param subject what the provider calls the person
 * @param linkedAt when it was linked
 * @param lastSignInAt when it was last signed in with
 */
@Schema(name = "Identity", description = "The identity at a provider that signs in to an account on the pages.")
record IdentityResponse(
        @Schema(description = "The provider, as its tokens name it.", example = "https://login.example.org/realms/lab")
        String issuer,

        @Schema(description = "What the provider calls the person.", example = "248289761001")
        String subject,

        Instant linkedAt,

        @Schema(description = "When it was last signed in with; null: never.")
        Optional<Instant> lastSignInAt) {
    static IdentityResponse of(AccountIdentity identity) {
        return new IdentityResponse(
                identity.issuer(), identity.subject(), identity.linkedAt(), identity.lastSignInAt());
    }
}
