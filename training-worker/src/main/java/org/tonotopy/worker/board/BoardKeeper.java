package org.tonotopy.worker.board;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.tonotopy.registry.board.BoardClaim;
import org.tonotopy.registry.board.BoardLedger;
import org.tonotopy.worker.WorkerSettings;

/**
 * Looks for boards with new scores and computes their statistics, one at a time and beside the jobs: it takes seconds, belongs to
 * nobody, and counts for nobody's share.
 */
@Component
class BoardKeeper implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(BoardKeeper.class);

    /** After this, another worker may try; also after a failure. */
    private static final Duration CLAIM = Duration.ofMinutes(15);

    private final BoardLedger boards;
    private final BoardScores scores;
    private final Duration interval;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "board-keeper");
        thread.setDaemon(true);
        return thread;
    });
    private volatile boolean running;

    BoardKeeper(BoardLedger boards, BoardScores scores, WorkerSettings settings) {
        this.boards = boards;
        this.scores = scores;
        this.interval = settings.boardInterval();
    }

    @Override
    public void start() {
        running = true;
        // What it gives is of no use: the work never ends by itself.
        var unused = timer.scheduleWithFixedDelay(
                this::computeAll, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void computeAll() {
        try {
            Optional<BoardClaim> claim = boards.claim(CLAIM);
            while (running && claim.isPresent()) {
                compute(claim.get());
                claim = boards.claim(CLAIM);
            }
        } catch (RuntimeException | Error failure) {
            // Also where a fit has used up the heap: a timer that sees what is thrown never runs again.
            log.warn("Boards cannot be computed for now", failure);
        }
    }

    private void compute(BoardClaim claim) {
        long start = System.nanoTime();
        Optional<BoardScores.Compared> compared = scores.read(claim.board());
        if (compared.isEmpty()) {
            return;
        }
        BoardComputation.Result result = BoardComputation.of(compared.get());
        if (boards.finish(claim, result.statistics(), result.pairs())) {
            log.info(
                    "Compared {} entries of {} in {} ms",
                    result.statistics().standings().size(),
                    compared.get().board(),
                    (System.nanoTime() - start) / 1_000_000);
        }
    }

    @Override
    public void stop() {
        running = false;
        timer.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
