package org.tonotopy.worker.queue;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.event.SchedulerListener;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.PostgreSqlJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.tonotopy.registry.QueueSettings;
import org.tonotopy.registry.dispatch.Dispatcher;
import org.tonotopy.registry.dispatch.Lane;
import org.tonotopy.registry.dispatch.QueueKeeper;
import org.tonotopy.registry.dispatch.Reconciler;
import org.tonotopy.registry.sweep.SweepRungs;
import org.tonotopy.worker.WorkerIdentity;
import org.tonotopy.worker.device.ComputingDevice;

/** What the queue runs. The runner is looked up late, because it writes through the ledger, which knows the queue. */
@Configuration(proxyBeanMethods = false)
class QueueConfiguration {
    /** Between a failure that could not be written down and the next try. */
    private static final Duration RETRY_DELAY = Duration.ofSeconds(10);

    private static final String PERSISTENCE = "entityManagerFactory";

    @Bean
    DbSchedulerCustomizer schedulerOfTheWorker(WorkerPresence presence) {
        return new DbSchedulerCustomizer() {
            @Override
            public Optional<SchedulerName> schedulerName() {
                return Optional.of(new SchedulerName.Fixed(presence.life().id().toString()));
            }

            @Override
            public Optional<JdbcCustomization> jdbcCustomization() {
                return Optional.of(pickingNoMoreThanAsked());
            }
        };
    }

    /**
     * Picks executions by a select and an update. In one statement, which is what db-scheduler does by itself, PostgreSQL is free to
     * run the limited part once for each row, and a worker then picks whatever waits while others stand idle.
     */
    static JdbcCustomization pickingNoMoreThanAsked() {
        return new PostgreSqlJdbcCustomization(true, false);
    }

    /**
     * One task for each lane that this worker takes jobs from. They depend on persistence and on the worker's presence, so that the
     * queue stops, and running work puts down its tools, before either ends.
     */
    @Bean
    @DependsOn({PERSISTENCE, WorkerPresence.NAME})
    List<Task<?>> lanes(WorkerIdentity worker, ComputingDevice device, ObjectProvider<AttemptRunner> runner) {
        return Lane.servedBy(device.kind(), worker.memoryClass()).stream()
                .<Task<?>>map(lane -> task(lane, runner))
                .toList();
    }

    private static Task<Void> task(Lane lane, ObjectProvider<AttemptRunner> runner) {
        return Tasks.oneTime(lane.descriptor())
                .onDeadExecutionRevive()
                .onFailure(QueueConfiguration::offerAgain)
                .execute((instance, context) -> runner.getObject()
                        .run(
                                job(instance.getId()),
                                admission(instance.getId()),
                                () -> context.getSchedulerState().isShuttingDown()));
    }

    /** The job of an execution. */
    static UUID job(String instance) {
        return UUID.fromString(instance.substring(0, instance.indexOf('/')));
    }

    private static long admission(String instance) {
        return Long.parseLong(instance.substring(instance.indexOf('/') + 1));
    }

    @Bean
    SchedulerListener nextAtOnce(ObjectProvider<Scheduler> scheduler) {
        return new NextAtOnce(scheduler::getObject);
    }

    /** Hands out what waits, also while nobody else does. */
    @Bean
    QueueKeeper queueKeeper(Dispatcher dispatcher, Reconciler reconciler, SweepRungs rungs, QueueSettings settings) {
        return new QueueKeeper(dispatcher, reconciler, rungs, settings);
    }

    /**
     * A job that was put down waits in its table and is admitted anew. Otherwise nothing was written about the end of the attempt, so
     * the next one supersedes it.
     */
    private static void offerAgain(ExecutionComplete failed, ExecutionOperations<Void> operations) {
        boolean putDown = failed.getCause()
                .filter(WorkerStoppingException.class::isInstance)
                .isPresent();
        if (putDown) {
            operations.remove();
        } else {
            operations.reschedule(failed, Instant.now().plus(RETRY_DELAY));
        }
    }
}
