package org.tonotopy.api.upload;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;

/**
 * Bounds the uploads that flow at a time. Each keeps a thread of the server at its client's pace: however many stand
 * still, threads are left for pages and probes, and whatever one account does, slots are left for others.
 */
@Component
class UploadSlots {
    /** Below the server's 50 threads. */
    static final int ALL = 32;

    static final int OF_AN_ACCOUNT = 16;
    private static final Duration ASK_AGAIN = Duration.ofSeconds(5);

    private final Map<UUID, Integer> taken = new HashMap<>();
    private int all;

    /** An upload that flows. */
    interface Slot extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Takes a slot, without waiting.
     *
     * @throws ProblemException of {@link ProblemType#OVERLOADED} where none is left
     */
    synchronized Slot take(UUID account) {
        int own = taken.getOrDefault(account, 0);
        if (all >= ALL || own >= OF_AN_ACCOUNT) {
            throw new ProblemException(
                            ProblemType.OVERLOADED,
                            own >= OF_AN_ACCOUNT
                                    ? "This account has " + own + " uploads under way: send fewer side by side."
                                    : "Too many uploads are under way: send it again in a moment.")
                    .retryAfter(ASK_AGAIN);
        }
        all++;
        taken.put(account, own + 1);
        return () -> giveBack(account);
    }

    private synchronized void giveBack(UUID account) {
        all--;
        taken.computeIfPresent(account, (id, own) -> own == 1 ? null : own - 1);
    }
}
