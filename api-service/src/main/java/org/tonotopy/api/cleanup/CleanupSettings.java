package org.tonotopy.api.cleanup;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When is removed what nothing points to.
 *
 * @param interval time between two passes
 * @param grace how long an object may wait in the store for something that points to it
 * @param retention how long an object stays after nothing points to it any more; a backup of the database that is restored within this time
 *     finds all that it points to
 */
@ConfigurationProperties("tonotopy.cleanup")
record CleanupSettings(
        @DefaultValue("1h") Duration interval,
        @DefaultValue("24h") Duration grace,
        @DefaultValue("7d") Duration retention) {}
