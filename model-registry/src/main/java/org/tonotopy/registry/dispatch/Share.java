package org.tonotopy.registry.dispatch;

import java.util.Optional;
import java.util.UUID;

/**
 * What an owner has and may have.
 *
 * @param owner the account
 * @param lab its lab
 * @param recentUse seconds of workers, older ones counting less, those of running jobs included
 * @param jobs that it has at workers
 * @param cap jobs that it may have there
 */
record Share(UUID owner, Optional<UUID> lab, double recentUse, int jobs, int cap) {
    /** A job whose length nobody knows yet counts as so long, so that owners alternate while theirs begin. */
    static final double EXPECTED_SECONDS = 60;

    Share withOneMore() {
        return new Share(owner, lab, recentUse + EXPECTED_SECONDS, jobs + 1, cap);
    }
}
