package org.tonotopy.api.visibility;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.tonotopy.registry.visibility.Visibility;

/**
 * Who may read what nobody has said anything of.
 *
 * @param defaultVisibility of datasets, benchmarks and models
 */
@ConfigurationProperties("tonotopy.access")
record VisibilitySettings(@DefaultValue("PUBLIC") Visibility defaultVisibility) {}
