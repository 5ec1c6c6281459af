package org.tonotopy.api.visibility;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.tonotopy.registry.visibility.Visibility;

/**
 * Who may read what nobody has said anything of.
 *
 * @param defaultVisibility who may read new datasets, benchmarks and models of which the request does not say it
 */
@ConfigurationProperties("tonotopy.access")
record VisibilitySettings(@DefaultValue("PUBLIC") Visibility defaultVisibility) {}
