package org.tonotopy.registry.dispatch;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** Counts what was taken from workers, in whichever process looked: any that keeps the queue may be the one. */
public final class LeaseMeters implements MeterBinder {
    private final Reconciler reconciler;

    /** The meters of a process's reconciler. */
    public LeaseMeters(Reconciler reconciler) {
        this.reconciler = reconciler;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("tonotopy.leases.lost", reconciler, Reconciler::leasesLost)
                .description("Attempts that this process took from workers that gave no sign of life")
                .register(registry);
        FunctionCounter.builder("tonotopy.leases.stalled", reconciler, Reconciler::leasesStalled)
                .description("Attempts that this process took from workers because they showed no progress")
                .register(registry);
    }
}
