package org.tonotopy.api.audit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The log of changes.
 *
 * @param keep how long the log of changes and denied attempts is kept; at least a day
 */
@ConfigurationProperties("tonotopy.audit")
record AuditSettings(@DefaultValue("365d") Duration keep) {
    private static final Duration LEAST = Duration.ofDays(1);

    /** Refuses what the database would not let be removed. */
    AuditSettings {
        if (keep.compareTo(LEAST) < 0) {
            throw new IllegalArgumentException("TONOTOPY_AUDIT_KEEP is " + keep + ": write 1d or more.");
        }
    }
}
