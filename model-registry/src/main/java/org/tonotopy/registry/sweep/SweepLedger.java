package org.tonotopy.registry.sweep;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.registry.account.Account;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobBatch;
import org.tonotopy.registry.job.JobKind;
import org.tonotopy.registry.job.JobLedger;
import org.tonotopy.registry.job.JobRepository;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.job.JobSuccessListener;
import org.tonotopy.registry.model.ModelVersion;
import org.tonotopy.registry.model.ModelVersionRepository;
import org.tonotopy.registry.visibility.Visibility;

/**
 * Starts, finishes and cancels sweeps. The ensemble of a sweep is queued by the transaction in which its last fit succeeds, so
 * nobody has to wait for that and nothing can be lost between the two. Locks are always taken in one order: jobs of fits, the
 * sweep, the job of the ensemble.
 */
public class SweepLedger implements JobSuccessListener {
    private final SweepRepository sweeps;
    private final JobRepository jobs;
    private final ModelVersionRepository versions;
    private final JobLedger ledger;
    private final JobBatch batch;
    private final SweepJobs bulk;
    private final JdbcClient database;
    private final Clock clock;

    /** A ledger of the sweeps in a database. */
    public SweepLedger(
            SweepRepository sweeps,
            JobRepository jobs,
            ModelVersionRepository versions,
            JobLedger ledger,
            JobBatch batch,
            JdbcClient database,
            Clock clock) {
        this.sweeps = sweeps;
        this.jobs = jobs;
        this.versions = versions;
        this.ledger = ledger;
        this.batch = batch;
        this.bulk = new SweepJobs(database, clock);
        this.database = database;
        this.clock = clock;
    }

    /**
     * Creates a sweep and queues its fits, all or none.
     *
     * @param plan what it is; its stream of fits is read and closed
     * @param owner who asks
     */
    @Transactional
    public Sweep submit(SweepPlan plan, Account owner) {
        Instant now = clock.instant();
        Sweep sweep = sweeps.saveAndFlush(new Sweep(plan, owner, now));
        try (Stream<SweepPlan.Planned> fits = plan.fits()) {
            batch.submit(
                    new JobBatch.Common(sweep.id(), owner, plan.visibility(), plan.priority(), plan.device(), now),
                    fits.map(fit -> new JobBatch.Fit(fit.benchmark(), fit.spec(), firstRung(plan, fit.spec())))
                            .iterator());
        }
        return sweep;
    }

    /** A fit whose last epoch is not behind the rung runs through. */
    private static int firstRung(SweepPlan plan, JobSpec.Fit fit) {
        return plan.halving()
                .map(Halving::firstEpochs)
                .filter(epochs -> epochs < fit.training().whole("max_epochs"))
                .orElse(0);
    }

    @Override
    @Transactional
    public void succeeded(UUID jobId) {
        Optional<UUID> sweep = database.sql(
                        "select sweep_id from job where id = :id and kind = 'FIT' and sweep_id is not null")
                .param("id", jobId)
                .query(UUID.class)
                .optional();
        if (sweep.isPresent() && wantsEnsemble(sweep.get()) && allSucceeded(sweep.get())) {
            submitEnsemble(sweeps.findById(sweep.get()).orElseThrow());
        }
    }

    /** Fits that succeed at the same time come here one after another, and the last one sees the others. */
    private boolean wantsEnsemble(UUID sweep) {
        return database.sql("select ensemble and cancelled_at is null from sweep where id = :id for update")
                .param("id", sweep)
                .query(Boolean.class)
                .single();
    }

    private boolean allSucceeded(UUID sweep) {
        return database.sql("select count(*) from job where sweep_id = :id and kind = 'FIT' and state <> 'SUCCEEDED'")
                        .param("id", sweep)
                        .query(Integer.class)
                        .single()
                == 0;
    }

    private void submitEnsemble(Sweep sweep) {
        List<UUID> fits = fits(sweep.id()).stream().map(Job::id).toList();
        List<ModelVersion> members = versions.findByJobIdIn(fits);
        JobSpec.Ensemble spec = new JobSpec.Ensemble(
                sweep.benchmark().id(),
                sweep.benchmark().reference(),
                sweep.ensembleName(),
                members.stream().map(ModelVersion::reference).toList());
        ledger.submit(Job.ofSweep(sweep.id(), spec, sweep.benchmark(), sweep.owner(), clock.instant())
                .visibleTo(Visibility.narrowest(Stream.concat(
                        Stream.of(sweep.visibility()), members.stream().map(ModelVersion::visibility)))));
    }

    /** The fits of a sweep, in the order in which they were asked for. */
    @Transactional(readOnly = true)
    public List<Job> fits(UUID sweep) {
        return jobs.findBySweepIdAndKindOrderByCreatedAtAscIdAsc(sweep, JobKind.FIT);
    }

    /** The job that makes the ensemble, once all fits have succeeded. */
    @Transactional(readOnly = true)
    public Optional<Job> ensemble(UUID sweep) {
        return jobs.findBySweepIdAndKindOrderByCreatedAtAscIdAsc(sweep, JobKind.ENSEMBLE).stream()
                .findFirst();
    }

    /**
     * Cancels all jobs of a sweep that have not ended: at once those that nobody holds, all of them together, within one epoch
     * those that run. No ensemble is made.
     */
    @Transactional
    public void cancel(UUID sweep, String by) {
        bulk.cancelWaiting(sweep, JobKind.FIT, by);
        held(sweep).forEach(fit -> ledger.cancel(fit, by));
        database.sql("update sweep set cancelled_at = coalesce(cancelled_at, :now) where id = :id")
                .param("now", Timestamp.from(clock.instant()))
                .param("id", sweep)
                .update();
        ensemble(sweep).ifPresent(job -> ledger.cancel(job.id(), by));
    }

    private List<UUID> held(UUID sweep) {
        return database.sql("select id from job where sweep_id = :id and kind = 'FIT'"
                        + " and state not in ('SUCCEEDED', 'FAILED', 'CANCELLED') order by id")
                .param("id", sweep)
                .query(UUID.class)
                .list();
    }

    /**
     * Queues all jobs of a sweep again that failed.
     *
     * @return how many
     */
    @Transactional
    public int retry(UUID sweep, String by) {
        return bulk.retryFailed(sweep, by);
    }
}
