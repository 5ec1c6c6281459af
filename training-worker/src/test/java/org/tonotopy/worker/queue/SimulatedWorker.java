package org.tonotopy.worker.queue;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.tonotopy.registry.QueueSettings;
import org.tonotopy.registry.board.BoardLedger;
import org.tonotopy.registry.dispatch.Dispatcher;
import org.tonotopy.registry.dispatch.Lane;
import org.tonotopy.registry.dispatch.QueueKeeper;
import org.tonotopy.registry.dispatch.Reconciler;
import org.tonotopy.registry.job.Attempt;
import org.tonotopy.registry.job.JobLedger;
import org.tonotopy.registry.sweep.SweepRungs;
import org.tonotopy.registry.worker.WorkerDevice;
import org.tonotopy.registry.worker.WorkerLife;
import org.tonotopy.registry.worker.WorkerOffer;
import org.tonotopy.registry.worker.Workers;

/**
 * What a worker process asks of the database, by the same code and at the intervals of an installation: a scheduler of db-scheduler,
 * a keeper of the queue, a heartbeat and looks for boards to compute. Its jobs are what a test makes of them.
 */
final class SimulatedWorker implements AutoCloseable {
    static final int SLOTS = 2;
    static final QueueSettings SETTINGS = new QueueSettings(
            Duration.ofSeconds(15),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofHours(1),
            4,
            Duration.ofSeconds(10),
            0,
            Duration.ofDays(90));

    private static final Duration POLLING_INTERVAL = Duration.ofMillis(700);
    private static final Duration BOARD_INTERVAL = Duration.ofSeconds(3);
    private static final Duration BOARD_CLAIM = Duration.ofMinutes(15);

    private final Scheduler scheduler;
    private final QueueKeeper keeper;
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledExecutorService boardKeeper = Executors.newSingleThreadScheduledExecutor();

    /** Where the parts of the registry come from. */
    @FunctionalInterface
    interface Parts {
        <T> T get(Class<T> type);
    }

    /**
     * A worker that is there at once.
     *
     * @param name its name
     * @param work what an attempt does before it succeeds
     */
    SimulatedWorker(Parts parts, String name, Consumer<Attempt> work) {
        WorkerLife life = WorkerLife.begin(name);
        Workers workers = parts.get(Workers.class);
        workers.register(life, new WorkerOffer(WorkerDevice.CPU, SLOTS, 1, SETTINGS.heartbeatInterval(), "1", "none"));
        JobLedger ledger = parts.get(JobLedger.class);
        Dispatcher dispatcher = parts.get(Dispatcher.class);
        List<OneTimeTask<Void>> lanes = Lane.servedBy(WorkerDevice.CPU, 1).stream()
                .map(lane -> Tasks.oneTime(lane.descriptor()).execute((instance, context) -> {
                    ledger.begin(QueueConfiguration.job(instance.getId()), life).ifPresent(attempt -> {
                        work.accept(attempt);
                        ledger.succeed(attempt, Map::of);
                    });
                    dispatcher.admit();
                }))
                .toList();
        scheduler = Scheduler.create(parts.get(DataSource.class), List.copyOf(lanes))
                .schedulerName(new SchedulerName.Fixed(life.id().toString()))
                .threads(SLOTS)
                .pollingInterval(POLLING_INTERVAL)
                .heartbeatInterval(SETTINGS.heartbeatInterval())
                .pollUsingLockAndFetch(0.5, 1.0)
                .jdbcCustomization(QueueConfiguration.pickingNoMoreThanAsked())
                .addSchedulerListener(new NextAtOnce(this::scheduler))
                .build();
        scheduler.start();
        keeper = new QueueKeeper(dispatcher, parts.get(Reconciler.class), parts.get(SweepRungs.class), SETTINGS);
        keeper.start();
        every(heart, SETTINGS.heartbeatInterval(), () -> workers.seen(life));
        BoardLedger boards = parts.get(BoardLedger.class);
        every(boardKeeper, BOARD_INTERVAL, () -> boards.claim(BOARD_CLAIM));
    }

    private static void every(ScheduledExecutorService timer, Duration interval, Runnable what) {
        var unused = timer.scheduleAtFixedRate(what, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Scheduler scheduler() {
        return scheduler;
    }

    @Override
    public void close() {
        scheduler.stop();
        keeper.destroy();
        heart.shutdownNow();
        boardKeeper.shutdownNow();
    }
}
