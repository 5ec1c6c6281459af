package org.tonotopy.registry.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The clock of the database, held against the time that passes in this process. All times of leases are the database's: where its
 * clock is set, every worker would seem lost at once, or none ever.
 */
public final class DatabaseClock {
    private final JdbcClient database;
    private final Duration tolerance;
    private final LongSupplier passing;
    private Optional<Look> last = Optional.empty();

    /**
     * A clock that nobody has looked at.
     *
     * @param tolerance by which it may differ from the time that passes here between two looks
     * @param passing nanoseconds of this process, from any beginning
     */
    public DatabaseClock(JdbcClient database, Duration tolerance, LongSupplier passing) {
        this.database = database;
        this.tolerance = tolerance;
        this.passing = passing;
    }

    /** A look: when the question was sent, what the answer was, and when it was there. */
    private record Look(long sent, Instant at, long answered) {}

    /**
     * Looks at it. An answer that took long says less, and is never taken for a jump.
     *
     * @param afterJump is told the time where the clock was set since the look before; where it fails, the next look finds the same jump
     * @return the time of the database
     */
    synchronized Instant read(Consumer<Instant> afterJump) {
        long sent = passing.getAsLong();
        Instant at = database.sql("select clock_timestamp()")
                .query((row, number) -> row.getTimestamp(1))
                .single()
                .toInstant();
        Look look = new Look(sent, at, passing.getAsLong());
        if (last.filter(before -> isJump(before, look)).isPresent()) {
            afterJump.accept(at);
        }
        last = Optional.of(look);
        return at;
    }

    private boolean isJump(Look before, Look now) {
        long there = Duration.between(before.at(), now.at()).toNanos();
        long atMost = now.answered() - before.sent() + tolerance.toNanos();
        long atLeast = now.sent() - before.answered() - tolerance.toNanos();
        return there > atMost || there < atLeast;
    }
}
