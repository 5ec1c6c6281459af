package org.tonotopy.api.model;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.tonotopy.registry.model.AliasChange;
import org.tonotopy.registry.reference.VersionedName;

/**
 * What became of an alias once.
 *
 * @param model name of the model
 * @param alias the alias
 * @param change what happened
 * @param from what it stood for before
 * @param to what it stands for since
 * @param by who did it
 * @param at when
 */
@Schema(name = "ModelAliasChange", description = "What became of an alias once.")
record AliasChangeResponse(
        @Schema(description = "Name of the model.", example = "statenet-ns1-natural")
        String model,

        @Schema(example = "champion") String alias,

        @Schema(
                description =
                        "Set anew, moved to another version, removed by somebody, or gone with its version, which was deleted.",
                allowableValues = {"set", "moved", "removed", "version_deleted"})
        String change,

        @Schema(
                description = "The version that it stood for before; null where it was set anew.",
                example = "statenet-ns1-natural@1")
        Optional<String> from,

        @Schema(
                description = "The version that it stands for since; null where it is gone.",
                example = "statenet-ns1-natural@2")
        Optional<String> to,

        @Schema(description = "Who did it, or deleted the version; null where that is not known.")
        Optional<String> by,

        Instant at) {
    static AliasChangeResponse of(AliasChange change) {
        return new AliasChangeResponse(
                change.model(),
                change.alias(),
                change.kind().name().toLowerCase(Locale.ROOT),
                change.from().map(version -> reference(change, version)),
                change.to().map(version -> reference(change, version)),
                change.by(),
                change.at());
    }

    private static String reference(AliasChange change, int version) {
        return new VersionedName(change.model(), version).toString();
    }
}
