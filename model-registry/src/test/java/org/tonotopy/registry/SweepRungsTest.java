package org.tonotopy.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.catalogue.Specification;
import org.tonotopy.registry.dispatch.DatabaseClock;
import org.tonotopy.registry.dispatch.Dispatcher;
import org.tonotopy.registry.dispatch.QueueKeeper;
import org.tonotopy.registry.dispatch.Reconciler;
import org.tonotopy.registry.job.Attempt;
import org.tonotopy.registry.job.EventRetention;
import org.tonotopy.registry.job.FailureKind;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobDevice;
import org.tonotopy.registry.job.JobEvent;
import org.tonotopy.registry.job.JobFailure;
import org.tonotopy.registry.job.JobLedger;
import org.tonotopy.registry.job.JobRepository;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.job.JobState;
import org.tonotopy.registry.sweep.Halving;
import org.tonotopy.registry.sweep.Sweep;
import org.tonotopy.registry.sweep.SweepLedger;
import org.tonotopy.registry.sweep.SweepPlan;
import org.tonotopy.registry.sweep.SweepRepository;
import org.tonotopy.registry.sweep.SweepRungs;
import org.tonotopy.registry.visibility.Visibility;
import org.tonotopy.registry.worker.WorkerLife;
import org.tonotopy.registry.worker.Workers;

@SpringBootTest(classes = {RegistryDatabase.class, RegistryFixture.class})
class SweepRungsTest extends RegistryTest {
    private static final QueueSettings SETTINGS = new QueueSettings(
            Duration.ofSeconds(15),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofHours(1),
            4,
            Duration.ofSeconds(10),
            0,
            Duration.ofDays(90));

    @Autowired
    SweepLedger ledger;

    @Autowired
    Dispatcher dispatcher;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    SweepRungs rungs;

    @Autowired
    SweepRepository sweeps;

    @Autowired
    JobLedger jobLedger;

    @Autowired
    JobRepository jobs;

    @Autowired
    RegistryFixture fixture;

    @Test
    void theBestPartGoesOnToALongerRungAndTheOthersEndWithTheReason() {
        Sweep sweep = sweep(9, new Halving(10, 3), 90);
        List<UUID> fits = fits(sweep);
        for (int fit = 0; fit < 8; fit++) {
            park(fits.get(fit), 0.1 * fit);
        }
        assertThat(rungs.settle()).isZero();
        fail(fits.get(8));

        assertThat(rungs.settle()).isEqualTo(1);

        // 8 of 9 stand, a third of them rounded up is 3: those with 0.5, 0.6 and 0.7.
        assertThat(states(sweep))
                .containsExactly(
                        JobState.CANCELLED,
                        JobState.CANCELLED,
                        JobState.CANCELLED,
                        JobState.CANCELLED,
                        JobState.CANCELLED,
                        JobState.QUEUED,
                        JobState.QUEUED,
                        JobState.QUEUED,
                        JobState.FAILED);
        assertThat(last(fits.get(4)).type()).isEqualTo("cancelled");
        assertThat(last(fits.get(4)).data().path("why").stringValue()).isEqualTo("weak: rank 4 of 8 at epoch 10");
        assertThat(last(fits.get(7)).type()).isEqualTo("resumed");
        assertThat(job(fits.get(7)).pauseAtEpoch()).contains(30);
        assertThat(sweeps.findById(sweep.id()).orElseThrow().rungEpochs()).contains(30);
        assertThat(rungs.settle()).isZero();

        park(fits.get(5), 0.9);
        park(fits.get(6), 0.6);
        park(fits.get(7), 0.7);
        assertThat(rungs.settle()).isEqualTo(1);

        assertThat(states(sweep).subList(5, 8))
                .containsExactly(JobState.QUEUED, JobState.CANCELLED, JobState.CANCELLED);
        // The next rung would be the last epoch: it runs through, and no rung is left to settle.
        assertThat(job(fits.get(5)).pauseAtEpoch()).isEmpty();
        assertThat(sweeps.findById(sweep.id()).orElseThrow().rungEpochs()).isEmpty();
        assertThat(rungs.settle()).isZero();
    }

    @Test
    void aCancelledSweepEndsWhatIsParkedAndARetriedFitJoinsTheRung() {
        Sweep sweep = sweep(2, new Halving(10, 2), 90);
        List<UUID> fits = fits(sweep);
        park(fits.get(0), 0.5);
        fail(fits.get(1));
        assertThat(ledger.retry(sweep.id(), "ada")).isEqualTo(1);
        assertThat(rungs.settle()).isZero();
        assertThat(job(fits.get(1)).pauseAtEpoch()).contains(10);

        ledger.cancel(sweep.id(), "ada");

        assertThat(states(sweep)).containsOnly(JobState.CANCELLED);
        rungs.settle();
        assertThat(sweeps.findById(sweep.id()).orElseThrow().rungEpochs()).isEmpty();
    }

    @Test
    void aFitThatIsRetriedAfterTheLastRungRunsThrough() {
        Sweep sweep = sweep(2, new Halving(50, 2), 90);
        List<UUID> fits = fits(sweep);
        park(fits.get(0), 0.5);
        fail(fits.get(1));
        rungs.settle();
        assertThat(sweeps.findById(sweep.id()).orElseThrow().rungEpochs()).isEmpty();

        jobLedger.retry(fits.get(1), "ada");

        assertThat(job(fits.get(1)).pauseAtEpoch()).isEmpty();
    }

    @Test
    void aPauseThatSomebodyAskedForOutlivesTheRung() {
        Sweep sweep = sweep(2, new Halving(10, 2), 90);
        UUID fit = fits(sweep).get(0);
        Attempt attempt = jobLedger.begin(fit, WorkerLife.begin("worker-1")).orElseThrow();
        jobLedger.pause(fit, "ada");
        jobLedger.park(attempt, Optional.of(0.5));
        park(fits(sweep).get(1), 0.1);

        assertThat(rungs.settle()).isZero();
        assertThat(job(fit).isParked()).isFalse();
        assertThat(job(fit).state()).isEqualTo(JobState.PAUSED);
    }

    @Test
    void rungsAreSettledAlsoWhereNothingElseCanBeRepaired() {
        Sweep sweep = sweep(2, new Halving(50, 2), 90);
        fits(sweep).forEach(fit -> park(fit, 0.5));
        JdbcClient unreachable =
                JdbcClient.create(new DriverManagerDataSource("jdbc:postgresql://127.0.0.1:1/nothing"));
        Reconciler failing = new Reconciler(
                unreachable,
                transaction,
                jobLedger,
                new Workers(unreachable),
                SETTINGS.noProgressLimit(),
                new DatabaseClock(unreachable, SETTINGS.heartbeatInterval(), System::nanoTime),
                new EventRetention(unreachable, SETTINGS.progressKeep()));
        QueueKeeper keeper = new QueueKeeper(dispatcher, failing, rungs, SETTINGS);
        keeper.start();
        try {
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(
                                    sweeps.findById(sweep.id()).orElseThrow().rungEpochs())
                            .isEmpty());
        } finally {
            keeper.destroy();
        }
    }

    private Sweep sweep(int seeds, Halving halving, int maxEpochs) {
        Benchmark benchmark = fixture.benchmark(2);
        return ledger.submit(
                new SweepPlan(
                        List.of(benchmark),
                        "halved",
                        List.of("seed"),
                        false,
                        Optional.of(halving),
                        Visibility.PUBLIC,
                        0,
                        JobDevice.ANY,
                        LongStream.range(0, seeds)
                                .mapToObj(seed -> new SweepPlan.Planned(benchmark, spec(benchmark, maxEpochs, seed)))),
                benchmark.owner());
    }

    private static JobSpec.Fit spec(Benchmark benchmark, int maxEpochs, long seed) {
        return new JobSpec.Fit(
                benchmark.id(),
                benchmark.reference(),
                "halved",
                new Specification("ln", new TreeMap<>(Map.of("delay_bins", 40))),
                new Specification("gradient", new TreeMap<>(Map.of("max_epochs", maxEpochs))),
                seed);
    }

    private List<UUID> fits(Sweep sweep) {
        return ledger.fits(sweep.id()).stream().map(Job::id).toList();
    }

    private List<JobState> states(Sweep sweep) {
        return ledger.fits(sweep.id()).stream().map(Job::state).toList();
    }

    private Job job(UUID id) {
        return jobs.findById(id).orElseThrow();
    }

    private JobEvent last(UUID job) {
        List<JobEvent> events = jobLedger.events(job, 0, 100);
        return events.get(events.size() - 1);
    }

    private void park(UUID job, double score) {
        Attempt attempt = jobLedger.begin(job, WorkerLife.begin("worker-1")).orElseThrow();
        jobLedger.park(attempt, Optional.of(score));
    }

    private void fail(UUID job) {
        Attempt attempt = jobLedger.begin(job, WorkerLife.begin("worker-1")).orElseThrow();
        jobLedger.fail(attempt, new JobFailure(FailureKind.DIVERGED, "The fit diverged."));
    }
}
