package org.tonotopy.api.prediction;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.tonotopy.registry.job.JobState;

/** Waits for short jobs to end. Only so many may wait at once: whoever comes then is answered at once, and asks again. */
@Component
class JobWait {
    private static final int AT_ONCE = 32;
    private static final Duration LOOK = Duration.ofMillis(50);

    private final JdbcClient database;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private volatile boolean stopping;

    JobWait(JdbcClient database) {
        this.database = database;
    }

    /** A server that stops answers whoever waits, or it would wait for them. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping = true;
    }

    /** Returns when a job has ended, or after a while. It holds a thread, and a connection only while it looks. */
    void forEnd(UUID job, Duration longest) {
        if (longest.isZero() || !places.tryAcquire()) {
            return;
        }
        try {
            long begun = System.nanoTime();
            while (!stopping && !hasEnded(job) && System.nanoTime() - begun < longest.toNanos()) {
                Thread.sleep(LOOK.toMillis());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            places.release();
        }
    }

    /** A job that was deleted has ended too. */
    private boolean hasEnded(UUID job) {
        return database.sql("select state from job where id = :id")
                .param("id", job)
                .query(String.class)
                .optional()
                .map(JobState::valueOf)
                .map(JobState::isTerminal)
                .orElse(true);
    }
}
