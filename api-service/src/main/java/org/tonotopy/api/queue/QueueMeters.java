package org.tonotopy.api.queue;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.tonotopy.registry.job.JobDevice;
import org.tonotopy.registry.job.JobKind;
import org.tonotopy.registry.worker.WorkerDevice;

/**
 * What is measured of the queue. It is counted every five seconds with two queries over what is open, so that asking for it costs
 * nothing and never waits for a database; where that is out of reach, there is no number rather than an old one.
 */
@Component
class QueueMeters {
    private static final Logger log = LoggerFactory.getLogger(QueueMeters.class);

    /** What a job that has not ended may be. */
    private enum Standing {
        WAITING,
        ADMITTED,
        RUNNING,
        PAUSED
    }

    private record Group(Standing standing, JobKind kind, JobDevice device) {}

    private record Counted(Map<Group, Long> jobs, Map<WorkerDevice, Long> slots, double longestWait) {}

    private final JdbcClient database;
    private volatile Counted counted = unknown();

    QueueMeters(JdbcClient database, MeterRegistry registry) {
        this.database = database;
        for (Standing standing : Standing.values()) {
            for (JobKind kind : JobKind.values()) {
                for (JobDevice device : JobDevice.values()) {
                    Group group = new Group(standing, kind, device);
                    Gauge.builder("tonotopy.queue.jobs", () -> jobs(group))
                            .tags("state", word(standing), "kind", word(kind), "needs", word(device))
                            .description("Jobs that have not ended; admitted ones wait too, for the next free slot")
                            .register(registry);
                }
            }
        }
        for (WorkerDevice device : WorkerDevice.values()) {
            Gauge.builder("tonotopy.queue.slots", () -> slots(device))
                    .tags("device", word(device))
                    .description("Jobs that the workers that are there take at a time")
                    .register(registry);
        }
        Gauge.builder("tonotopy.queue.longest.wait", () -> counted.longestWait())
                .baseUnit("seconds")
                .description("Since when the oldest job waits that nothing but others keeps from beginning")
                .register(registry);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static Counted unknown() {
        return new Counted(Map.of(), Map.of(), Double.NaN);
    }

    private double jobs(Group group) {
        Counted now = counted;
        return Double.isNaN(now.longestWait()) ? Double.NaN : now.jobs().getOrDefault(group, 0L);
    }

    private double slots(WorkerDevice device) {
        Counted now = counted;
        return Double.isNaN(now.longestWait()) ? Double.NaN : now.slots().getOrDefault(device, 0L);
    }

    @Scheduled(fixedDelayString = "5s")
    void count() {
        try {
            counted = read();
        } catch (DataAccessException | TransactionException unreachable) {
            counted = unknown();
            log.debug("The queue cannot be counted for now", unreachable);
        }
    }

    private Counted read() {
        Map<Group, Long> jobs = new HashMap<>();
        double[] longest = {0};
        database.sql(
                        "select case when state = 'QUEUED' then case when admission is null then 'WAITING' else 'ADMITTED' end"
                                + " when state = 'PAUSED' then 'PAUSED' else 'RUNNING' end as standing, kind, device, count(*) as jobs,"
                                + " coalesce(max(extract(epoch from now() - created_at)) filter"
                                + " (where state = 'QUEUED' and attempt = 0 and (not_before is null or not_before <= now())), 0)"
                                + " as longest from job where finished_at is null group by 1, 2, 3")
                .query(row -> {
                    jobs.put(
                            new Group(
                                    Standing.valueOf(row.getString("standing")),
                                    JobKind.valueOf(row.getString("kind")),
                                    JobDevice.valueOf(row.getString("device"))),
                            row.getLong("jobs"));
                    longest[0] = Math.max(longest[0], row.getDouble("longest"));
                });
        Map<WorkerDevice, Long> slots = new HashMap<>();
        database.sql(
                        "select device, sum(slots) as slots from worker where gone_at is null and not draining group by device")
                .query(row -> {
                    slots.put(WorkerDevice.valueOf(row.getString("device")), row.getLong("slots"));
                });
        return new Counted(jobs, slots, longest[0]);
    }
}
