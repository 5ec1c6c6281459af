package org.tonotopy.api.http;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Bounds on requests.
 *
 * @param limit the longest body, uploads apart
 */
@ConfigurationProperties("tonotopy.request")
record RequestSettings(@DefaultValue("8MB") DataSize limit) {}
