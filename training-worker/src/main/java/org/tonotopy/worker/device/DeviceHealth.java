package org.tonotopy.worker.device;

import java.util.Optional;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Whether what this worker computes on still computes what it should. */
final class DeviceHealth extends AbstractHealthIndicator {
    private final ComputingDevice device;

    DeviceHealth(ComputingDevice device) {
        this.device = device;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        builder.withDetail("backend", device.backend().name());
        Optional<String> failure = device.failure();
        if (failure.isPresent()) {
            builder.down().withDetail("reason", failure.get());
        } else {
            builder.up();
        }
    }
}
