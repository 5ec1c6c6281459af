package org.tonotopy.api.job;

import java.time.Clock;
import java.time.Instant;
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
import org.tonotopy.api.paging.Page;
import org.tonotopy.api.paging.PageToken;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.registry.account.Account;
import org.tonotopy.registry.account.AccountRepository;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobEvent;
import org.tonotopy.registry.job.JobLedger;
import org.tonotopy.registry.job.JobRepository;
import org.tonotopy.registry.job.JobState;
import org.tonotopy.registry.model.ModelVersion;
import org.tonotopy.registry.model.ModelVersionRepository;

/** Asks for jobs, finds them and cancels them. */
@Service
class JobService {
    static final String PATH = "/api/v1/jobs";

    private static final String OFFER =
            "Exactly this was asked for before, so this is the job of then and no new one was made."
                    + " To have a fit or an ensemble made again, send \"force\": true.";

    /** Later than every job: where the newest page begins. */
    private static final Cursor NEWEST = new Cursor(Instant.parse("9999-12-31T00:00:00Z"), new UUID(0, 0));

    private final JobRepository jobs;
    private final JobLedger ledger;
    private final JobQueue queue;
    private final JobRequestCheck check;
    private final AskedBefore before;
    private final BenchmarkService benchmarks;
    private final ModelVersionRepository models;
    private final AccountRepository accounts;
    private final IdempotentRequests idempotent;
    private final Clock clock;

    JobService(
            JobRepository jobs,
            JobLedger ledger,
            JobQueue queue,
            JobRequestCheck check,
            AskedBefore before,
            BenchmarkService benchmarks,
            ModelVersionRepository models,
            AccountRepository accounts,
            IdempotentRequests idempotent,
            Clock clock) {
        this.jobs = jobs;
        this.ledger = ledger;
        this.queue = queue;
        this.check = check;
        this.before = before;
        this.benchmarks = benchmarks;
        this.models = models;
        this.accounts = accounts;
        this.idempotent = idempotent;
        this.clock = clock;
    }

    private record Cursor(Instant createdAt, UUID id) {}

    /** Creates and queues a job, or finds that of an earlier request for the same; a key alone decides where there is one. */
    @Transactional
    public Created create(Caller caller, Optional<String> key, CreateJobRequest request) {
        return idempotent.once(caller, key, PATH, request, () -> {
            Account owner = accounts.findById(caller.accountId()).orElseThrow();
            Job asked = check.check(request, owner, clock.instant());
            Optional<UUID> made = before.find(asked, key.isPresent() || Boolean.TRUE.equals(request.force()));
            return made.isPresent()
                    ? new Created(PATH + "/" + made.get(), false)
                    : new Created(PATH + "/" + ledger.submit(asked).id(), true);
        });
    }

    /** A page of jobs, newest first. */
    @Transactional(readOnly = true)
    public Page<JobResponse> list(JobFilter filter, Optional<String> token, int limit) {
        Optional<UUID> benchmark = filter.benchmark().map(benchmarks::require).map(Benchmark::id);
        Cursor after = PageToken.read(
                        token,
                        filter.query(),
                        2,
                        parts -> new Cursor(Instant.parse(parts.get(0)), UUID.fromString(parts.get(1))))
                .orElse(NEWEST);
        List<Job> found = jobs.findBefore(
                after.createdAt(), after.id(), filter.states(), benchmark.orElse(null), Limit.of(limit + 1));
        Map<UUID, String> made = models
                .findByJobIdIn(found.stream().map(Job::id).toList())
                .stream()
                .collect(Collectors.toMap(
                        ModelVersion::jobId, version -> version.reference().toString()));
        Map<UUID, Long> positions = queue.positions();
        return Page.cut(
                        found,
                        filter.query(),
                        limit,
                        last -> List.of(last.createdAt().toString(), last.id().toString()))
                .map(job -> JobResponse.of(
                        job,
                        Optional.ofNullable(positions.get(job.id())),
                        Optional.ofNullable(made.get(job.id())),
                        Optional.empty()));
    }

    /** One job. */
    @Transactional(readOnly = true)
    public JobResponse get(UUID id) {
        return get(id, Optional.empty());
    }

    /** The job of an earlier request, offered to somebody who asked for the same. */
    @Transactional(readOnly = true)
    public JobResponse offer(UUID id) {
        return get(id, Optional.of(OFFER));
    }

    private JobResponse get(UUID id, Optional<String> offer) {
        Job job = require(id);
        Optional<Long> position = job.state() == JobState.QUEUED
                ? Optional.ofNullable(queue.positions().get(id))
                : Optional.empty();
        return JobResponse.of(
                job,
                position,
                models.findByJobId(id).map(version -> version.reference().toString()),
                offer);
    }

    /**
     * Cancels a job: at once where it is queued, within one epoch where it runs.
     *
     * @throws ProblemException if it has ended otherwise already
     */
    @Transactional
    public void cancel(UUID id, Caller caller) {
        require(id);
        JobState state = ledger.cancel(id, caller.name());
        if (state.isTerminal() && state != JobState.CANCELLED) {
            throw new ProblemException(
                    ProblemType.JOB_ENDED, "The job is " + state + " already; there is nothing left to cancel.");
        }
    }

    /** What happened to a job, after a sequence number. */
    @Transactional(readOnly = true)
    public List<JobEvent> events(UUID id, int after, int limit) {
        require(id);
        return ledger.events(id, after, limit);
    }

    private Job require(UUID id) {
        return jobs.findById(id)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NO_SUCH_JOB, "No job has the id " + id + "; GET /api/v1/jobs lists them."));
    }
}
