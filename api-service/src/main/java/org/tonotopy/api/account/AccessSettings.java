package org.tonotopy.api.account;

import java.nio.file.Path;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may do what without being known, and where the first token goes.
 *
 * @param anonymousRole what a request without a token may do
 * @param adminTokenFile path of a file that gets the token of the first account; empty: the console alone
 */
@ConfigurationProperties("tonotopy.access")
record AccessSettings(
        @DefaultValue("NONE") AnonymousRole anonymousRole,
        @DefaultValue("") String adminTokenFile) {
    /** The file for the first token, if there is to be one. */
    Optional<Path> tokenFile() {
        return adminTokenFile.isBlank() ? Optional.empty() : Optional.of(Path.of(adminTokenFile));
    }
}
