package org.tonotopy.registry.dispatch;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;
import org.tonotopy.registry.QueueSettings;
import org.tonotopy.registry.sweep.SweepRungs;

/**
 * Dispatches and reconciles again and again, in every process that has one. After the database was out of reach, workers get time
 * to be seen again before any of them is thought lost.
 */
public class QueueKeeper implements SmartLifecycle, DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(QueueKeeper.class);

    private final Dispatcher dispatcher;
    private final Reconciler reconciler;
    private final SweepRungs rungs;
    private final QueueSettings settings;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "queue-keeper");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean running;
    private long reachableSince = System.nanoTime();
    private boolean reachable = true;

    /** A keeper that starts with its application. */
    public QueueKeeper(Dispatcher dispatcher, Reconciler reconciler, SweepRungs rungs, QueueSettings settings) {
        this.dispatcher = dispatcher;
        this.reconciler = reconciler;
        this.rungs = rungs;
        this.settings = settings;
    }

    @Override
    public void start() {
        every(settings.dispatchInterval(), dispatcher::admit);
        every(settings.reconcileInterval(), this::reconcile);
        running = true;
    }

    /** Rungs are safe to be settled by many at once, but the look at every sweep that halves need not be taken by every process. */
    private void reconcile() {
        boolean inTurn = true;
        try {
            inTurn = reconciler.reconcileInTurn(mayJudge(), settings.reconcileInterval());
        } finally {
            // Also where the repairs failed: sweeps do not wait for whatever cannot be repaired.
            if (inTurn) {
                rungs.settle();
            }
        }
    }

    private void every(Duration interval, Runnable work) {
        // What it gives is of no use: guarded work never ends by itself.
        var unused = timer.scheduleWithFixedDelay(() -> guarded(work), 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void guarded(Runnable work) {
        try {
            work.run();
            if (!reachable) {
                reachable = true;
                reachableSince = System.nanoTime();
                log.info("The queue can be reached again");
            }
        } catch (RuntimeException | Error failure) {
            if (reachable) {
                log.warn("The queue cannot be kept for now", failure);
            }
            reachable = false;
        }
    }

    private boolean mayJudge() {
        return reachable
                && System.nanoTime() - reachableSince
                        >= settings.heartbeatInterval().multipliedBy(2).toNanos();
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public void destroy() {
        timer.shutdownNow();
    }
}
