package org.tonotopy.worker.queue;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/** Whether every slot of this worker can still take a job. */
@Component("slots")
final class SlotHealth extends AbstractHealthIndicator {
    private final HungThreads threads;

    SlotHealth(HungThreads threads) {
        this.threads = threads;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        if (threads.any()) {
            builder.down().withDetail("reason", "a thread hangs in a job that was taken from this worker");
        } else {
            builder.up();
        }
    }
}
