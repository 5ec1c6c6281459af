package org.tonotopy.api.upload;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Bounds on uploads.
 *
 * @param limit the longest upload
 * @param expireAfter how long an upload in parts may lie still before what has arrived of it is removed
 */
@ConfigurationProperties("tonotopy.upload")
record UploadSettings(
        @DefaultValue("20GB") DataSize limit,
        @DefaultValue("24h") Duration expireAfter) {}
