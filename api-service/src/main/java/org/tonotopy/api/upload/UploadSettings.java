package org.tonotopy.api.upload;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Bounds on uploads.
 *
 * @param limit the longest upload
 */
@ConfigurationProperties("tonotopy.upload")
record UploadSettings(@DefaultValue("20GB") DataSize limit) {}
