package org.tonotopy.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.job.Attempt;
import org.tonotopy.registry.job.Direction;
import org.tonotopy.registry.job.FailureKind;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobDevice;
import org.tonotopy.registry.job.JobFailure;
import org.tonotopy.registry.job.JobLedger;
import org.tonotopy.registry.job.JobRepository;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.job.JobState;
import org.tonotopy.registry.model.ModelRegistry;
import org.tonotopy.registry.reference.VersionedName;
import org.tonotopy.registry.score.BenchmarkScore;
import org.tonotopy.registry.sweep.Sweep;
import org.tonotopy.registry.sweep.SweepLedger;
import org.tonotopy.registry.sweep.SweepPlan;
import org.tonotopy.registry.visibility.Visibility;
import org.tonotopy.registry.worker.WorkerLife;

@SpringBootTest(classes = {RegistryDatabase.class, RegistryFixture.class})
class SweepLedgerTest extends RegistryTest {
    private static final BenchmarkScore SCORE = new BenchmarkScore("1", List.of(), List.of());

    @Autowired
    SweepLedger sweeps;

    @Autowired
    JobLedger ledger;

    @Autowired
    JobRepository jobs;

    @Autowired
    ModelRegistry models;

    @Autowired
    JdbcClient database;

    @Autowired
    RegistryFixture fixture;

    @Test
    void theEnsembleIsQueuedWithTheSuccessOfTheLastFit() {
        Sweep sweep = sweep(3, true);
        List<Job> fits = sweeps.fits(sweep.id());
        succeed(fits.get(0));
        succeed(fits.get(2));
        assertThat(sweeps.ensemble(sweep.id())).isEmpty();

        succeed(fits.get(1));

        Job ensemble = sweeps.ensemble(sweep.id()).orElseThrow();
        assertThat(ensemble.state()).isEqualTo(JobState.QUEUED);
        assertThat(ensemble.owner().id()).isEqualTo(sweep.owner().id());
        assertThat(((JobSpec.Ensemble) ensemble.spec()).members())
                .extracting(VersionedName::version)
                .containsExactly(1, 2, 3);
        assertThat(ensemble.state()).isEqualTo(JobState.QUEUED);
    }

    @Test
    void fitsThatSucceedTogetherQueueOneEnsemble() {
        Sweep sweep = sweep(4, true);
        CountDownLatch start = new CountDownLatch(1);
        CompletableFuture<?>[] successes = sweeps.fits(sweep.id()).stream()
                .map(fit -> CompletableFuture.runAsync(() -> {
                    await(start);
                    succeed(fit);
                }))
                .toArray(CompletableFuture[]::new);

        start.countDown();
        CompletableFuture.allOf(successes).join();

        assertThat(count("select count(*) from job where sweep_id = :id and kind = 'ENSEMBLE'", sweep))
                .isOne();
    }

    @Test
    void noEnsembleIsMadeWhereOneFitFailedOrNoneWasAskedFor() {
        Sweep failing = sweep(2, true);
        Attempt attempt = ledger.begin(sweeps.fits(failing.id()).get(0).id(), WorkerLife.begin("worker-1"))
                .orElseThrow();
        ledger.fail(attempt, new JobFailure(FailureKind.DIVERGED, "The fit diverged."));
        succeed(sweeps.fits(failing.id()).get(1));
        Sweep plain = sweep(2, false);
        sweeps.fits(plain.id()).forEach(this::succeed);

        assertThat(sweeps.ensemble(failing.id())).isEmpty();
        assertThat(sweeps.ensemble(plain.id())).isEmpty();
    }

    @Test
    void cancellingReachesEveryJobAndPreventsTheEnsemble() {
        Sweep sweep = sweep(3, true);
        List<Job> fits = sweeps.fits(sweep.id());
        succeed(fits.get(0));
        Attempt running =
                ledger.begin(fits.get(1).id(), WorkerLife.begin("worker-1")).orElseThrow();

        sweeps.cancel(sweep.id(), "ada");

        assertThat(states(sweep)).containsExactly(JobState.SUCCEEDED, JobState.CANCELLING, JobState.CANCELLED);
        assertThat(ledger.waits(running)).isEqualTo(Direction.CANCEL);
        // It was past its last epoch when the request came.
        succeed(jobs.findById(running.jobId()).orElseThrow(), running);
        assertThat(sweeps.ensemble(sweep.id())).isEmpty();
        assertThat(count("select count(*) from sweep where id = :id and cancelled_at is not null", sweep))
                .isOne();
    }

    @Test
    void cancellingReachesTheEnsembleThatIsQueued() {
        Sweep sweep = sweep(2, true);
        sweeps.fits(sweep.id()).forEach(this::succeed);

        sweeps.cancel(sweep.id(), "ada");
        sweeps.cancel(sweep.id(), "ada");

        assertThat(sweeps.ensemble(sweep.id()).orElseThrow().state()).isEqualTo(JobState.CANCELLED);
    }

    private Sweep sweep(int seeds, boolean ensemble) {
        Benchmark benchmark = fixture.benchmark(2);
        return sweeps.submit(
                new SweepPlan(
                        List.of(benchmark),
                        fixture.spec(benchmark, "ln", 0).modelName(),
                        List.of("seed"),
                        ensemble,
                        Optional.empty(),
                        Visibility.PUBLIC,
                        0,
                        JobDevice.ANY,
                        LongStream.range(0, seeds)
                                .mapToObj(
                                        seed -> new SweepPlan.Planned(benchmark, fixture.spec(benchmark, "ln", seed)))),
                benchmark.owner());
    }

    private void succeed(Job job) {
        succeed(job, ledger.begin(job.id(), WorkerLife.begin("worker-1")).orElseThrow());
    }

    private void succeed(Job job, Attempt attempt) {
        ledger.succeed(
                attempt,
                () -> Map.of(
                        "model",
                        models.register(job, (JobSpec.Fit) job.spec(), attempt, fixture.outcome(job, attempt, SCORE))
                                .reference()));
    }

    private List<JobState> states(Sweep sweep) {
        return sweeps.fits(sweep.id()).stream().map(Job::state).toList();
    }

    private int count(String query, Sweep sweep) {
        return database.sql(query).param("id", sweep.id()).query(Integer.class).single();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interruption) {
            throw new IllegalStateException(interruption);
        }
    }
}
