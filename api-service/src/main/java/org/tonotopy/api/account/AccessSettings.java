package org.tonotopy.api.account;

import java.nio.file.Path;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may do what without being known, and where the first token goes.
 *
 * @param anonymousRole what a request without a token may do
 * @param adminTokenFile gets the token of the first account, readable by its owner only; empty: the console alone
 */
@ConfigurationProperties("tonotopy.access")
record AccessSettings(@DefaultValue("NONE") AnonymousRole anonymousRole, Optional<Path> adminTokenFile) {}
