package org.tonotopy.worker.queue;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tonotopy.registry.job.Attempt;
import org.tonotopy.registry.job.JobLedger;
import org.tonotopy.registry.job.Loss;

/**
 * Puts down what this worker has according to the database and yet does nothing for. When the database goes away in the middle of
 * something, a worker may never learn that it has picked an execution or begun an attempt, or cannot say that it gave one up; the
 * worker is alive, so nobody else would take these from it.
 */
@Component
class LooseEnds {
    private static final Logger log = LoggerFactory.getLogger(LooseEnds.class);

    private final JdbcClient database;
    private final JobLedger ledger;
    private final ObjectProvider<Scheduler> scheduler;
    private Set<Attempt> suspectAttempts = Set.of();
    private Set<String> suspectExecutions = Set.of();

    /** @param scheduler looked up late, because it depends on the worker's presence */
    LooseEnds(JdbcClient database, JobLedger ledger, ObjectProvider<Scheduler> scheduler) {
        this.database = database;
        this.ledger = ledger;
        this.scheduler = scheduler;
    }

    /**
     * Puts down what was so at this look and at the one before: what has just begun or just ended looks the same for a moment.
     *
     * @param life of this worker
     */
    void putDown(UUID life) {
        // The database is asked first: what begins after that is in neither answer.
        List<Attempt> held = database.sql("select id, attempt from job where worker_id = :life"
                        + " and state in ('RUNNING', 'PAUSING', 'CANCELLING')")
                .param("life", life)
                .query((row, number) -> new Attempt(row.getObject("id", UUID.class), row.getInt("attempt")))
                .list();
        List<String> picked = database.sql(
                        "select task_instance from scheduled_tasks where picked and picked_by = :life")
                .param("life", life.toString())
                .query(String.class)
                .list();
        Set<String> running = scheduler.getObject().getCurrentlyExecuting().stream()
                .map(execution -> execution.getTaskInstance().getId())
                .collect(Collectors.toSet());
        Set<UUID> jobs = running.stream().map(QueueConfiguration::job).collect(Collectors.toSet());
        Set<Attempt> idleAttempts = held.stream()
                .filter(attempt -> !jobs.contains(attempt.jobId()))
                .collect(Collectors.toCollection(HashSet::new));
        Set<String> idleExecutions =
                picked.stream().filter(instance -> !running.contains(instance)).collect(Collectors.toSet());
        idleAttempts.stream().filter(suspectAttempts::contains).forEach(attempt -> {
            log.warn("The job {} is held and nothing is done for it: it goes on as a new attempt", attempt.jobId());
            ledger.lose(attempt, Loss.TAKEN_AWAY, "Its worker lost sight of it when the database was out of reach.");
        });
        idleExecutions.stream()
                .filter(suspectExecutions::contains)
                .forEach(instance -> database.sql(
                                "delete from scheduled_tasks where picked and picked_by = :life and task_instance = :instance")
                        .param("life", life.toString())
                        .param("instance", instance)
                        .update());
        suspectAttempts = idleAttempts;
        suspectExecutions = idleExecutions;
    }
}
