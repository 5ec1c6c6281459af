package org.tonotopy.api.sweep;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.api.account.Caller;
import org.tonotopy.api.benchmark.BenchmarkService;
import org.tonotopy.api.idempotency.Created;
import org.tonotopy.api.idempotency.IdempotentRequests;
import org.tonotopy.api.limit.AccountLimits;
import org.tonotopy.api.paging.NewestFirst;
import org.tonotopy.api.paging.Page;
import org.tonotopy.api.paging.PageToken;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.registry.account.Account;
import org.tonotopy.registry.account.AccountRepository;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.job.JobState;
import org.tonotopy.registry.sweep.Sweep;
import org.tonotopy.registry.sweep.SweepFit;
import org.tonotopy.registry.sweep.SweepFits;
import org.tonotopy.registry.sweep.SweepJobCount;
import org.tonotopy.registry.sweep.SweepLedger;
import org.tonotopy.registry.sweep.SweepRepository;

/** Asks for sweeps, finds them and cancels them. */
@Service
public class SweepService {
    static final String PATH = "/api/v1/sweeps";

    private final SweepRepository sweeps;
    private final SweepLedger ledger;
    private final SweepFits fits;
    private final SweepRequestCheck check;
    private final SweepReport report;
    private final BenchmarkService benchmarks;
    private final AccountRepository accounts;
    private final IdempotentRequests idempotent;
    private final AccountLimits limits;

    SweepService(
            SweepRepository sweeps,
            SweepLedger ledger,
            SweepFits fits,
            SweepRequestCheck check,
            SweepReport report,
            BenchmarkService benchmarks,
            AccountRepository accounts,
            IdempotentRequests idempotent,
            AccountLimits limits) {
        this.sweeps = sweeps;
        this.ledger = ledger;
        this.fits = fits;
        this.check = check;
        this.report = report;
        this.benchmarks = benchmarks;
        this.accounts = accounts;
        this.idempotent = idempotent;
        this.limits = limits;
    }

    /** Creates a sweep and queues its fits. */
    @Transactional
    public Created create(Caller caller, Optional<String> key, CreateSweepRequest request) {
        return idempotent.once(caller, key, PATH, request, () -> {
            Account owner = accounts.findById(caller.accountId()).orElseThrow();
            Sweep sweep = ledger.submit(check.check(request, owner), owner);
            limits.requireJobsWithin(caller);
            return new Created(PATH + "/" + sweep.id(), true);
        });
    }

    /** How many fits a sweep would have; nothing is made. */
    @Transactional(readOnly = true)
    public SweepExtent extent(Caller caller, CreateSweepRequest request) {
        Account owner = accounts.findById(caller.accountId()).orElseThrow();
        return check.extent(request, owner);
    }

    /** A page of sweeps, newest first. */
    @Transactional(readOnly = true)
    public Page<SweepSummary> list(Optional<String> benchmark, Optional<String> token, int limit) {
        String query = "sweeps " + benchmark.orElse("*");
        Optional<UUID> benchmarkId = benchmark.map(benchmarks::require).map(Benchmark::id);
        NewestFirst after = NewestFirst.read(token, query);
        List<Sweep> found =
                sweeps.findBefore(after.createdAt(), after.id(), benchmarkId.orElse(null), Limit.of(limit + 1));
        Map<UUID, List<SweepJobCount>> jobs = jobs(found);
        return Page.cut(found, query, limit, last -> new NewestFirst(last.createdAt(), last.id()).cursor())
                .map(sweep -> SweepSummary.of(sweep, jobs.getOrDefault(sweep.id(), List.of())));
    }

    /** One sweep. */
    @Transactional(readOnly = true)
    public SweepResponse get(UUID id) {
        Sweep sweep = require(id);
        return report.of(sweep, summary(sweep));
    }

    /**
     * Cancels what has not ended of a sweep: at once what is queued, within one epoch what runs.
     *
     * @throws ProblemException if all of it has ended otherwise already
     */
    @Transactional
    public void cancel(UUID id, Caller caller) {
        Sweep sweep = require(id);
        caller.requireOwn(sweep.owner().id(), "The sweep", sweep.owner().name());
        if (sweep.cancelledAt().isEmpty() && summary(sweep).over()) {
            throw new ProblemException(
                    ProblemType.SWEEP_ENDED, "All jobs of the sweep have ended; there is nothing left to cancel.");
        }
        ledger.cancel(id, caller.name());
    }

    /**
     * Queues all jobs of a sweep again that failed.
     *
     * @return how many
     * @throws ProblemException if the sweep was cancelled
     */
    @Transactional
    public int retry(UUID id, Caller caller) {
        Sweep sweep = require(id);
        caller.requireOwn(sweep.owner().id(), "The sweep", sweep.owner().name());
        if (sweep.cancelledAt().isPresent()) {
            throw new ProblemException(
                    ProblemType.SWEEP_ENDED,
                    "The sweep was cancelled; retry its jobs one by one with POST /api/v1/jobs/{id}:retry, or ask for it"
                            + " anew.");
        }
        return ledger.retry(id, caller.name());
    }

    /** A page of the fits of a sweep. */
    @Transactional(readOnly = true)
    public Page<SweepFitResponse> fits(
            UUID id, Optional<JobState> state, SweepOrder order, Optional<String> token, int limit) {
        Sweep sweep = require(id);
        String query = "sweep " + id + " " + state.map(JobState::name).orElse("*") + " " + order;
        Page<SweepFit> page;
        if (order == SweepOrder.VALIDATION_SCORE) {
            Optional<SweepFits.AfterScore> after = PageToken.read(
                    token,
                    query,
                    2,
                    parts -> new SweepFits.AfterScore(Double.parseDouble(parts.get(0)), UUID.fromString(parts.get(1))));
            page = Page.cut(
                    fits.best(id, state, after, limit + 1),
                    query,
                    limit,
                    last -> List.of(
                            last.validationScore().map(String::valueOf).orElseThrow(),
                            last.jobId().toString()));
        } else {
            Optional<UUID> after = PageToken.read(token, query, 1, parts -> UUID.fromString(parts.get(0)));
            page = Page.cut(
                    fits.inOrder(id, state, after, limit + 1),
                    query,
                    limit,
                    last -> List.of(last.jobId().toString()));
        }
        return page.map(fit -> SweepFitResponse.of(fit, sweep.varied()));
    }

    private SweepSummary summary(Sweep sweep) {
        return SweepSummary.of(sweep, jobs(List.of(sweep)).getOrDefault(sweep.id(), List.of()));
    }

    private Map<UUID, List<SweepJobCount>> jobs(Collection<Sweep> found) {
        return sweeps.countJobs(found.stream().map(Sweep::id).toList()).stream()
                .collect(Collectors.groupingBy(SweepJobCount::sweep));
    }

    private Sweep require(UUID id) {
        return sweeps.findById(id)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NO_SUCH_SWEEP, "No sweep has the id " + id + "; GET /api/v1/sweeps lists them."));
    }
}
