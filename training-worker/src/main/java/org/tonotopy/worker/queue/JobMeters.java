package org.tonotopy.worker.queue;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/** What is measured of the jobs of a worker. Names and numbers alone: nothing says whose jobs they are. */
@Component
public class JobMeters {
    private final MeterRegistry registry;
    private final Clock clock;
    private final AtomicInteger running = new AtomicInteger();
    private final Counter epochs;

    JobMeters(MeterRegistry registry, WorkerPresence presence, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        this.epochs = Counter.builder("tonotopy.fit.epochs")
                .description("Epochs of all fits of this worker")
                .register(registry);
        Gauge.builder("tonotopy.worker.slots", presence, WorkerPresence::slots)
                .description("Jobs that this worker takes at a time")
                .register(registry);
        Gauge.builder("tonotopy.worker.slots.busy", running, AtomicInteger::get)
                .description("Jobs that it has")
                .register(registry);
    }

    /** An epoch of a fit has ended. */
    public void epoch() {
        epochs.increment();
    }

    /** An attempt begins; its first one ends the time that the job waited. */
    Measured begin(Assignment assignment) {
        String kind = assignment.job().kind().name().toLowerCase(Locale.ROOT);
        if (assignment.attempt().number() == 1) {
            registry.timer("tonotopy.job.wait", "kind", kind)
                    .record(Duration.between(assignment.job().createdAt(), clock.instant()));
        }
        running.incrementAndGet();
        return new Measured(kind, Timer.start(registry));
    }

    /** An attempt that is measured until it is closed. */
    final class Measured implements AutoCloseable {
        private final String kind;
        private final Timer.Sample sample;
        private AttemptOutcome outcome = AttemptOutcome.UNTOLD;

        private Measured(String kind, Timer.Sample sample) {
            this.kind = kind;
            this.sample = sample;
        }

        void endsAs(AttemptOutcome how) {
            outcome = how;
        }

        @Override
        public void close() {
            running.decrementAndGet();
            sample.stop(registry.timer(
                    "tonotopy.job.run", "kind", kind, "outcome", outcome.name().toLowerCase(Locale.ROOT)));
        }
    }
}
