package org.tonotopy.api.limit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What one account may take up.
 *
 * @param storage what an account has sent and is stored, or has announced to send in parts; 0: any amount
 * @param jobs jobs of an account that wait or run at a time; 0: any number
 */
@ConfigurationProperties("tonotopy.limits")
record LimitSettings(
        @DefaultValue("1TB") DataSize storage,
        @DefaultValue("200000") long jobs) {
    /** Refuses what is no limit. */
    LimitSettings {
        if (storage.isNegative() || jobs < 0) {
            throw new IllegalArgumentException(
                    "TONOTOPY_LIMIT_STORAGE and TONOTOPY_LIMIT_JOBS must be 0 or more; 0 means no limit.");
        }
    }
}
