package org.tonotopy.api.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import org.tonotopy.api.visibility.VisibilityName;
import org.tonotopy.registry.visibility.Sharing;

/**
 * Who may read a thing.
 *
 * @param visibility besides its owner, admins and those whom it is shared with
 * @param owner whose it is
 * @param sharedWith by name
 * @param lost what others can no longer read
 */
@Schema(name = "Visibility", description = "Who may read a thing.")
record VisibilityResponse(
        @Schema(
                description = VisibilityName.TOLD,
                allowableValues = {"public", "lab", "private"})
        String visibility,

        @Schema(description = "Whose it is.") String owner,

        @Schema(description = "With whom it is shared; null to all but its owner and admins.")
        Optional<SharedWith> sharedWith,

        @Schema(
                description =
                        "Only in the answer to a change that an admin forced: what others made on it and can no longer read, in"
                                + " words.",
                example = "[\"the benchmark ns1-natural@1 of ada\"]")
        @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<String> lost) {
    /** Copies the list. */
    VisibilityResponse {
        lost = List.copyOf(lost);
    }

    /**
     * By name.
     *
     * @param accounts that may read it
     * @param labs whose accounts may read it
     */
    @Schema(name = "Sharing", description = "With whom something is shared, by name.")
    record SharedWith(List<String> accounts, List<String> labs) {}

    static VisibilityResponse of(Sharing.Readers readers, String owner, boolean toOwner, List<String> lost) {
        return new VisibilityResponse(
                VisibilityName.of(readers.visibility()),
                owner,
                toOwner ? Optional.of(new SharedWith(readers.accounts(), readers.labs())) : Optional.empty(),
                lost);
    }
}
