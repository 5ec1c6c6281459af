package org.tonotopy.worker.queue;

import com.github.kagkarlsson.scheduler.Scheduler;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tonotopy.worker.RestartNeeded;
import org.tonotopy.worker.WorkerSettings;

/**
 * Notices threads that go on with a job that was taken from this worker. One that works sees so at its next epoch. One that hangs
 * never does and cannot be ended, so its slot is lost until the process is started again: it is said once, for whoever can do so.
 */
@Component
public class HungThreads {
    private static final Logger log = LoggerFactory.getLogger(HungThreads.class);

    private final JdbcClient database;
    private final ObjectProvider<Scheduler> scheduler;
    private final ApplicationEventPublisher events;
    private final Duration limit;
    private final LongSupplier nanoseconds;
    private final Map<String, Long> vainSince = new HashMap<>();
    private volatile Set<String> hung = Set.of();

    @Autowired
    HungThreads(
            JdbcClient database,
            ObjectProvider<Scheduler> scheduler,
            ApplicationEventPublisher events,
            WorkerSettings settings,
            MeterRegistry meters) {
        this(database, scheduler, events, settings.hungLimit(), System::nanoTime);
        Gauge.builder("tonotopy.worker.slots.hung", this, threads -> threads.hung.size())
                .description("Slots of this worker that hang in a job that was taken from it")
                .register(meters);
    }

    /** @param scheduler looked up late, because it depends on the worker's presence */
    HungThreads(
            JdbcClient database,
            ObjectProvider<Scheduler> scheduler,
            ApplicationEventPublisher events,
            Duration limit,
            LongSupplier nanoseconds) {
        this.database = database;
        this.scheduler = scheduler;
        this.events = events;
        this.limit = limit;
        this.nanoseconds = nanoseconds;
    }

    /** Whether any slot is lost. */
    public boolean any() {
        return !hung.isEmpty();
    }

    /**
     * Looks at what runs here.
     *
     * @param life of this worker
     */
    void look(UUID life) {
        Set<String> running = scheduler.getObject().getCurrentlyExecuting().stream()
                .map(execution -> execution.getTaskInstance().getId())
                .collect(Collectors.toCollection(HashSet::new));
        List<String> held = database.sql("select id || '/' || begun_admission from job where worker_id = :life"
                        + " and begun_admission is not null and state in ('RUNNING', 'PAUSING', 'CANCELLING')")
                .param("life", life)
                .query(String.class)
                .list();
        judge(running, Set.copyOf(held));
    }

    /**
     * Judges what runs. What has just begun or is about to end looks as if it were in vain, for a moment.
     *
     * @param running executions that threads of this worker are in
     * @param held executions whose jobs this worker holds
     */
    void judge(Set<String> running, Set<String> held) {
        long now = nanoseconds.getAsLong();
        vainSince.keySet().retainAll(running);
        vainSince.keySet().removeAll(held);
        running.stream()
                .filter(execution -> !held.contains(execution))
                .forEach(execution -> vainSince.putIfAbsent(execution, now));
        Set<String> found = vainSince.entrySet().stream()
                .filter(entry -> now - entry.getValue() >= limit.toNanos())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
        boolean first = hung.isEmpty() && !found.isEmpty();
        hung = found;
        if (first) {
            String sentence = "The job "
                    + QueueConfiguration.job(found.iterator().next()) + " was taken from this worker, and for " + limit
                    + " its thread has not ended: start this worker again.";
            log.error(sentence);
            events.publishEvent(new RestartNeeded(sentence));
        }
    }

    /** Nothing is known of the time in which the database was out of reach. */
    void forget() {
        vainSince.clear();
    }
}
