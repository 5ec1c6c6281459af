package org.tonotopy.api.job;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Event streams.
 *
 * @param pollingInterval how often the database is asked whether anything happened, once for all streams
 * @param heartbeatInterval how often a silent stream says that it is alive
 * @param limit streams at most
 */
@ConfigurationProperties("tonotopy.events")
record StreamSettings(
        @DefaultValue("500ms") Duration pollingInterval,
        @DefaultValue("15s") Duration heartbeatInterval,
        @DefaultValue("1000") int limit) {}
