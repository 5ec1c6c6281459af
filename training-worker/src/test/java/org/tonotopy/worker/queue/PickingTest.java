package org.tonotopy.worker.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tonotopy.migrations.SchemaMigrator;
import org.tonotopy.postgres.TestDatabase;
import org.tonotopy.postgres.TestPostgres;
import org.tonotopy.registry.dispatch.Lane;
import org.tonotopy.registry.worker.WorkerDevice;

/** How many executions a worker takes for itself. */
class PickingTest {
    private static final int SLOTS = 2;

    /** What makes PostgreSQL look up what is due anew for each row, as it does by itself where it knows little of a table. */
    private static final String UNFORTUNATE_PLAN =
            "-c enable_hashagg=off -c enable_hashjoin=off -c enable_mergejoin=off -c enable_sort=off -c enable_material=off";

    @Test
    void aWorkerPicksNoMoreThanItHasSlotsWhateverThePlan() throws Exception {
        PGSimpleDataSource dataSource = dataSource();
        CountDownLatch running = new CountDownLatch(SLOTS);
        CountDownLatch end = new CountDownLatch(1);
        OneTimeTask<Void> lane = Tasks.oneTime(
                        Lane.servedBy(WorkerDevice.CPU, 0).get(0).descriptor())
                .execute((instance, context) -> {
                    running.countDown();
                    awaitEnd(end);
                });
        Scheduler scheduler = Scheduler.create(dataSource, lane)
                .schedulerName(new SchedulerName.Fixed("greedy"))
                .threads(SLOTS)
                .pollingInterval(Duration.ofMillis(50))
                .pollUsingLockAndFetch(0.5, 1.0)
                .jdbcCustomization(QueueConfiguration.pickingNoMoreThanAsked())
                .build();
        for (int number = 0; number < 20; number++) {
            scheduler.scheduleIfNotExists(lane.instance("job-" + number), Instant.now());
        }
        scheduler.start();
        try {
            assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(JdbcClient.create(dataSource)
                            .sql("select count(*) from scheduled_tasks where picked")
                            .query(Integer.class)
                            .single())
                    .isEqualTo(SLOTS);
        } finally {
            end.countDown();
            scheduler.stop();
        }
    }

    private static void awaitEnd(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static PGSimpleDataSource dataSource() {
        TestDatabase database = TestPostgres.createDatabase();
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setUrl(database.jdbcUrl());
        dataSource.setUser(database.user());
        dataSource.setPassword(database.password());
        new SchemaMigrator(dataSource).migrate();
        dataSource.setOptions(UNFORTUNATE_PLAN);
        return dataSource;
    }
}
