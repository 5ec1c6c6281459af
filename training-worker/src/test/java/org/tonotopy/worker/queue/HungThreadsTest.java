package org.tonotopy.worker.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tonotopy.worker.RestartNeeded;

/** When a thread counts as hanging. */
class HungThreadsTest {
    private static final Duration LIMIT = Duration.ofMinutes(15);

    private final UUID job = UUID.randomUUID();
    private final String execution = job + "/7";
    private final AtomicLong nanoseconds = new AtomicLong(Long.MAX_VALUE - 1);
    private final List<Object> told = new ArrayList<>();
    private final HungThreads threads = new HungThreads(
            JdbcClient.create(new PGSimpleDataSource()),
            new StaticListableBeanFactory().getBeanProvider(Scheduler.class),
            told::add,
            LIMIT,
            nanoseconds::get);

    private void pass(Duration time) {
        nanoseconds.addAndGet(time.toNanos());
    }

    @Test
    void aThreadThatGoesOnForTheLimitWithAJobThatWasTakenHangsAndIsToldOfOnce() {
        threads.judge(Set.of(execution), Set.of(execution));
        pass(LIMIT);
        threads.judge(Set.of(execution), Set.of());
        pass(LIMIT.minusNanos(1));
        threads.judge(Set.of(execution), Set.of());
        assertThat(threads.any()).isFalse();

        pass(Duration.ofNanos(1));
        threads.judge(Set.of(execution), Set.of());
        threads.judge(Set.of(execution), Set.of());

        assertThat(threads.any()).isTrue();
        assertThat(told)
                .singleElement()
                .isInstanceOfSatisfying(
                        RestartNeeded.class, hung -> assertThat(hung.sentence()).contains(job.toString()));
        threads.judge(Set.of(), Set.of());
        assertThat(threads.any()).as("it has ended after all").isFalse();
    }

    @Test
    void whatIsHeldAgainAndWhatNothingWasKnownOfCountsFromThen() {
        for (Runnable interruption : List.<Runnable>of(
                () -> threads.judge(Set.of(execution), Set.of(execution)),
                () -> threads.judge(Set.of(), Set.of()),
                threads::forget)) {
            threads.judge(Set.of(execution), Set.of());
            pass(LIMIT.minusSeconds(1));
            interruption.run();
            threads.judge(Set.of(execution), Set.of());
            pass(LIMIT.minusSeconds(1));
            threads.judge(Set.of(execution), Set.of());
            assertThat(threads.any()).isFalse();
            threads.forget();
        }
        assertThat(told).isEmpty();
    }
}
