package org.tonotopy.api.reproduction;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.api.account.Caller;
import org.tonotopy.api.idempotency.Created;
import org.tonotopy.api.idempotency.IdempotentRequests;
import org.tonotopy.api.job.JobService;
import org.tonotopy.api.limit.AccountLimits;
import org.tonotopy.api.model.ModelService;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.registry.account.Account;
import org.tonotopy.registry.account.AccountRepository;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobKind;
import org.tonotopy.registry.job.JobLedger;
import org.tonotopy.registry.job.JobRepository;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.model.ModelVersion;
import org.tonotopy.registry.reproduction.Reproduction;
import org.tonotopy.registry.reproduction.ReproductionRegistry;

/** Asks for the fit of a model to be made again, and says what came out. */
@Service
public class ReproductionService {
    private static final int MOST_LISTED = 100;

    private final ModelService models;
    private final JobRepository jobs;
    private final JobLedger ledger;
    private final ReproductionRegistry reproductions;
    private final AccountRepository accounts;
    private final IdempotentRequests idempotent;
    private final AccountLimits limits;
    private final Clock clock;

    ReproductionService(
            ModelService models,
            JobRepository jobs,
            JobLedger ledger,
            ReproductionRegistry reproductions,
            AccountRepository accounts,
            IdempotentRequests idempotent,
            AccountLimits limits,
            Clock clock) {
        this.models = models;
        this.jobs = jobs;
        this.ledger = ledger;
        this.reproductions = reproductions;
        this.accounts = accounts;
        this.idempotent = idempotent;
        this.limits = limits;
        this.clock = clock;
    }

    /**
     * Queues the job.
     *
     * @throws ProblemException if the model was not fitted by one job of this platform
     */
    @Transactional
    public Created create(Caller caller, Optional<String> key, String reference) {
        ModelVersion version = models.require(reference);
        String path = ModelService.PATH + "/" + version.reference() + ":reproduce";
        return idempotent.once(caller, key, path, Map.of(), () -> {
            Job made = jobs.findById(version.jobId()).orElseThrow();
            Account owner = accounts.findById(caller.accountId()).orElseThrow();
            JobSpec.Reproduce spec = new JobSpec.Reproduce(version.id(), version.reference(), fit(version, made));
            // On what the model was fitted on, for another kind of processor rounds differently.
            Job again = Job.reproduce(spec, version.benchmark(), owner, clock.instant())
                    .asking(0, made.device());
            UUID id = ledger.submit(again).id();
            limits.requireJobsWithin(caller);
            return new Created(JobService.PATH + "/" + id, true);
        });
    }

    private static JobSpec.Fit fit(ModelVersion version, Job made) {
        if (made.spec() instanceof JobSpec.Fit fit) {
            return fit;
        }
        throw new ProblemException(
                ProblemType.NOT_REPRODUCIBLE,
                version.isExternal()
                        ? version.reference()
                                + " was fitted elsewhere: how is not known here, so its fit cannot be made"
                                + " again. Ask its author for code and data."
                        : version.reference()
                                + " is an ensemble, which no fit made: ask for each of its members to be made again, as"
                                + " ensemble_of names them.");
    }

    /** Whether one fit of this platform made a model, so that it can be made again. */
    public static boolean isReproducible(ModelVersion version) {
        return !version.isExternal() && version.spec().members().isEmpty();
    }

    /** What came out so far, newest first. */
    @Transactional(readOnly = true)
    public ReproductionsResponse list(String reference) {
        return list(models.require(reference));
    }

    /** The same of a version that was found. */
    @Transactional(readOnly = true)
    public ReproductionsResponse list(ModelVersion version) {
        List<Job> again = jobs.findByModelVersion(version.id(), JobKind.REPRODUCE, Limit.of(MOST_LISTED));
        Map<UUID, Reproduction> ended = again.isEmpty() ? Map.of() : reproductions.ofModel(version.id());
        return ReproductionsResponse.of(
                version,
                again.stream()
                        .map(job -> ReproductionResponse.of(version, job, Optional.ofNullable(ended.get(job.id()))))
                        .toList());
    }
}
