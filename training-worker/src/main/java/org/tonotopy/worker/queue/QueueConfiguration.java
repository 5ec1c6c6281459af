package org.tonotopy.worker.queue;

import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.tonotopy.registry.job.JobTasks;
import org.tonotopy.worker.WorkerIdentity;

/** What the queue runs. The runner is looked up late, because it writes through the ledger, which knows the queue. */
@Configuration(proxyBeanMethods = false)
class QueueConfiguration {
    /** Between a failure that could not be written down and the next try. */
    private static final Duration RETRY_DELAY = Duration.ofSeconds(10);

    private static final String PERSISTENCE = "entityManagerFactory";

    @Bean
    DbSchedulerCustomizer schedulerNamedAsTheWorker(WorkerIdentity worker) {
        return new DbSchedulerCustomizer() {
            @Override
            public Optional<SchedulerName> schedulerName() {
                return Optional.of(new SchedulerName.Fixed(worker.name()));
            }
        };
    }

    /** Depends on persistence, so that the queue stops, and running work puts down its tools, before persistence ends. */
    @Bean
    @DependsOn(PERSISTENCE)
    Task<Void> ingestTask(ObjectProvider<AttemptRunner> runner) {
        return task(JobTasks.INGEST, runner);
    }

    /** See {@link #ingestTask}. */
    @Bean
    @DependsOn(PERSISTENCE)
    Task<Void> fitTask(ObjectProvider<AttemptRunner> runner) {
        return task(JobTasks.FIT, runner);
    }

    /** See {@link #ingestTask}. */
    @Bean
    @DependsOn(PERSISTENCE)
    Task<Void> ensembleTask(ObjectProvider<AttemptRunner> runner) {
        return task(JobTasks.ENSEMBLE, runner);
    }

    /** See {@link #ingestTask}. */
    @Bean
    @DependsOn(PERSISTENCE)
    Task<Void> featureTask(ObjectProvider<AttemptRunner> runner) {
        return task(JobTasks.FEATURE, runner);
    }

    /** See {@link #ingestTask}. */
    @Bean
    @DependsOn(PERSISTENCE)
    Task<Void> exportTask(ObjectProvider<AttemptRunner> runner) {
        return task(JobTasks.EXPORT, runner);
    }

    private static Task<Void> task(TaskDescriptor<Void> queue, ObjectProvider<AttemptRunner> runner) {
        return Tasks.oneTime(queue)
                .onDeadExecutionRevive()
                .onFailure(QueueConfiguration::offerAgain)
                .execute((instance, context) -> runner.getObject()
                        .run(
                                UUID.fromString(instance.getId()),
                                () -> context.getSchedulerState().isShuttingDown()));
    }

    /** Nothing was written about the end of the attempt, so the next one supersedes it. */
    private static void offerAgain(ExecutionComplete failed, ExecutionOperations<Void> operations) {
        boolean putDown = failed.getCause()
                .filter(WorkerStoppingException.class::isInstance)
                .isPresent();
        operations.reschedule(failed, putDown ? Instant.now() : Instant.now().plus(RETRY_DELAY));
    }
}
