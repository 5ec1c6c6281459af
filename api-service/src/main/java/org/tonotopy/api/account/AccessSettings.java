package org.tonotopy.api.account;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may do what without being known, and where the first token goes.
 *
 * @param anonymousRole what a request without a token may do
 * @param adminTokenFile path of a file that gets the token of the first account; empty: the console alone
 * @param metricsTokenFile path of a file with a token that may read the metrics and nothing else; empty: only admins may
 * @param requestsPerMinute requests within a minute that an account, or an address without one, may send to one process; 0: any number
 * @param hosts names under which requests are answered; empty: any
 */
@ConfigurationProperties("tonotopy.access")
record AccessSettings(
        @DefaultValue("NONE") AnonymousRole anonymousRole,
        @DefaultValue("") String adminTokenFile,
        @DefaultValue("") String metricsTokenFile,
        @DefaultValue("6000") int requestsPerMinute,
        @DefaultValue List<String> hosts) {
    /** Refuses what is no number of requests. */
    AccessSettings {
        if (requestsPerMinute < 0) {
            throw new IllegalArgumentException(
                    "TONOTOPY_REQUESTS_PER_MINUTE is " + requestsPerMinute + ": write 0 or more.");
        }
        hosts = List.copyOf(hosts);
    }

    /** The file for the first token, if there is to be one. */
    Optional<Path> tokenFile() {
        return adminTokenFile.isBlank() ? Optional.empty() : Optional.of(Path.of(adminTokenFile));
    }
}
