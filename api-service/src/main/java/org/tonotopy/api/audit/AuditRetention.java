package org.tonotopy.api.audit;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.tonotopy.registry.audit.AuditLog;

/** Removes entries that are older than they are to be kept. */
@Component
class AuditRetention {
    private static final Logger log = LoggerFactory.getLogger(AuditRetention.class);

    private final AuditLog entries;
    private final AuditSettings settings;
    private final Clock clock;

    AuditRetention(AuditLog entries, AuditSettings settings, Clock clock) {
        this.entries = entries;
        this.settings = settings;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "10m", fixedDelayString = "1h")
    void pass() {
        try {
            int removed = entries.forgetBefore(clock.instant().minus(settings.keep()));
            if (removed > 0) {
                log.info("Removed {} entries of the audit log that were older than {}", removed, settings.keep());
            }
        } catch (DataAccessException failure) {
            log.warn("Old entries of the audit log were not removed; the next pass goes on", failure);
        }
    }
}
