package org.tonotopy.api.sharing;

import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tonotopy.registry.reference.VersionedName;

/**
 * Who is to read a thing.
 *
 * @param visibility besides its owner, admins and those whom it is shared with
 * @param sharedWith by name
 * @param force whether it is changed although others lose what they made on it
 */
@Schema(description = "Who is to read a thing, as a whole: with whom it is shared no more is taken away.")
record PutVisibilityRequest(
        @Schema(
                description =
                        "Who may read it besides its owner, admins and those whom it is shared with, of those who may read what"
                                + " it stands on: everybody, the accounts of its owner's lab, or nobody.",
                requiredMode = Schema.RequiredMode.REQUIRED,
                allowableValues = {"public", "lab", "private"})
        @Nullable String visibility,

        @Schema(description = "With whom it is shared; nobody where it is left out.") @Nullable SharedWithRequest sharedWith,

        @Schema(
                description =
                        "Of admins alone: change it although others could then no longer read what they made on it; lost in the"
                                + " answer says what. Nothing of it is deleted, and they read it again once they are let.")
        @Nullable Boolean force) {
    /**
     * By name.
     *
     * @param accounts that may read it
     * @param labs whose accounts may read it
     */
    @Schema(name = "AskedSharing", description = "With whom it is shared, by name; at most 100 of each.")
    record SharedWithRequest(
            @ArraySchema(
                    arraySchema = @Schema(description = "Accounts that may read it.", example = "[\"ada\"]"),
                    maxItems = SharingService.MOST_NAMES,
                    schema = @Schema(pattern = VersionedName.NAME_PATTERN))
            @Nullable List<@Nullable String> accounts,

            @ArraySchema(
                    arraySchema = @Schema(description = "Labs whose accounts may read it.", example = "[\"auditory\"]"),
                    maxItems = SharingService.MOST_NAMES,
                    schema = @Schema(pattern = VersionedName.NAME_PATTERN))
            @Nullable List<@Nullable String> labs) {}
}
