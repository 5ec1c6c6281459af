package org.tonotopy.api.cleanup;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.tonotopy.api.upload.ExpiredUploads;
import org.tonotopy.registry.checkpoint.CheckpointRegistry;
import org.tonotopy.registry.store.ObjectCleanup;
import org.tonotopy.registry.usage.AccountUsage;

/**
 * Gives up uploads in parts that lie still, and removes objects that nothing has pointed to for long. Every process of the service does
 * so by itself; what several do at once is done once.
 */
@Component
class StoreCleaning {
    private static final Logger log = LoggerFactory.getLogger(StoreCleaning.class);

    private final ExpiredUploads uploads;
    private final CheckpointRegistry checkpoints;
    private final ObjectCleanup cleanup;
    private final AccountUsage usage;
    private final CleanupSettings settings;

    StoreCleaning(
            ExpiredUploads uploads,
            CheckpointRegistry checkpoints,
            ObjectCleanup cleanup,
            AccountUsage usage,
            CleanupSettings settings) {
        this.uploads = uploads;
        this.checkpoints = checkpoints;
        this.cleanup = cleanup;
        this.usage = usage;
        this.settings = settings;
    }

    /** The first pass comes late: a service that starts has more urgent things to do. */
    @Scheduled(
            initialDelayString = "${tonotopy.cleanup.interval:1h}",
            fixedDelayString = "${tonotopy.cleanup.interval:1h}")
    void pass() {
        try {
            int parts = uploads.remove();
            checkpoints.forgetOld();
            int removed = cleanup.sweep(settings.grace(), settings.retention());
            usage.forgetRemoved();
            if (parts > 0 || removed > 0) {
                log.info("Removed {} parts of expired uploads and {} objects that nothing pointed to", parts, removed);
            }
        } catch (IOException | UncheckedIOException | DataAccessException failure) {
            log.warn("The store was not cleaned up; the next pass goes on", failure);
        }
    }

    /** Turns the annotation above into calls. */
    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    static class Schedule {}
}
