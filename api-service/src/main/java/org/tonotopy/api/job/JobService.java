package org.tonotopy.api.job;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.registry.account.Account;
import org.tonotopy.registry.account.AccountRepository;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.dispatch.Dispatcher;
import org.tonotopy.registry.dispatch.Outlook;
import org.tonotopy.registry.dispatch.QueueOutlook;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobEvent;
import org.tonotopy.registry.job.JobKind;
import org.tonotopy.registry.job.JobLedger;
import org.tonotopy.registry.job.JobRepository;
import org.tonotopy.registry.job.JobState;
import org.tonotopy.registry.model.ModelVersion;
import org.tonotopy.registry.model.ModelVersionRepository;

/** Asks for jobs, finds them and cancels them. */
@Service
public class JobService {
    private static final Logger log = LoggerFactory.getLogger(JobService.class);

    /** Path of all jobs; a job is at its id below it. */
    public static final String PATH = "/api/v1/jobs";

    private static final String OFFER =
            "Exactly this was asked for before, so this is the job of then and no new one was made."
                    + " To have a fit or an ensemble made again, send \"force\": true.";

    private final JobRepository jobs;
    private final JobLedger ledger;
    private final QueueOutlook outlook;
    private final Dispatcher dispatcher;
    private final JobRequestCheck check;
    private final AskedBefore before;
    private final BenchmarkService benchmarks;
    private final ModelVersionRepository models;
    private final AccountRepository accounts;
    private final IdempotentRequests idempotent;
    private final AccountLimits limits;
    private final Clock clock;

    JobService(
            JobRepository jobs,
            JobLedger ledger,
            QueueOutlook outlook,
            Dispatcher dispatcher,
            JobRequestCheck check,
            AskedBefore before,
            BenchmarkService benchmarks,
            ModelVersionRepository models,
            AccountRepository accounts,
            IdempotentRequests idempotent,
            AccountLimits limits,
            Clock clock) {
        this.jobs = jobs;
        this.ledger = ledger;
        this.outlook = outlook;
        this.dispatcher = dispatcher;
        this.check = check;
        this.before = before;
        this.benchmarks = benchmarks;
        this.models = models;
        this.accounts = accounts;
        this.idempotent = idempotent;
        this.limits = limits;
        this.clock = clock;
    }

    /** Creates and queues a job, or finds that of an earlier request for the same; a key alone decides where there is one. */
    @Transactional
    public Created create(Caller caller, Optional<String> key, CreateJobRequest request) {
        return idempotent.once(caller, key, PATH, request, () -> {
            Account owner = accounts.findById(caller.accountId()).orElseThrow();
            Job asked = check.check(request, owner, clock.instant());
            Optional<UUID> made = before.find(asked, key.isPresent() || Boolean.TRUE.equals(request.force()));
            if (made.isPresent()) {
                return new Created(PATH + "/" + made.get(), false);
            }
            UUID id = ledger.submit(asked).id();
            limits.requireJobsWithin(caller);
            return new Created(PATH + "/" + id, true);
        });
    }

    /** The job that a request led to. */
    public static UUID id(Created created) {
        return UUID.fromString(created.location().substring(PATH.length() + 1));
    }

    /** Path of what a job predicted. */
    public static String predictions(UUID id) {
        return PATH + "/" + id + "/predictions";
    }

    /** A page of jobs, newest first. */
    @Transactional(readOnly = true)
    public Page<JobResponse> list(JobFilter filter, Optional<String> token, int limit) {
        Optional<UUID> benchmark = filter.benchmark().map(benchmarks::require).map(Benchmark::id);
        NewestFirst after = NewestFirst.read(token, filter.query());
        List<Job> found = jobs.findBefore(
                after.createdAt(), after.id(), filter.states(), benchmark.orElse(null), Limit.of(limit + 1));
        Map<UUID, String> made = models
                .findByJobIdIn(found.stream().map(Job::id).toList())
                .stream()
                .collect(Collectors.toMap(
                        ModelVersion::jobId, version -> version.reference().toString()));
        Map<UUID, Outlook> outlooks = outlook.of(found);
        return Page.cut(found, filter.query(), limit, last -> new NewestFirst(last.createdAt(), last.id()).cursor())
                .map(job -> JobResponse.of(
                        job,
                        Optional.ofNullable(outlooks.get(job.id())),
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
        return JobResponse.of(
                job,
                Optional.ofNullable(outlook.of(List.of(job)).get(id)),
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
        requireOwn(id, caller);
        JobState state = ledger.cancel(id, caller.name());
        if (state.isTerminal() && state != JobState.CANCELLED) {
            throw new ProblemException(
                    ProblemType.JOB_ENDED, "The job is " + state + " already; there is nothing left to cancel.");
        }
    }

    /**
     * Pauses a job: at once where it is queued, within one epoch where it runs.
     *
     * @throws ProblemException if it has ended, or is being cancelled
     */
    @Transactional
    public void pause(UUID id, Caller caller) {
        refuseParked(requireOwn(id, caller));
        JobState state = ledger.pause(id, caller.name());
        if (state != JobState.PAUSED && state != JobState.PAUSING) {
            throw refused(state, "can be paused", "Only jobs that are QUEUED or RUNNING can.");
        }
    }

    /**
     * Lets a paused job go on from what it has kept.
     *
     * @throws ProblemException if it was not paused
     */
    @Transactional
    public void resume(UUID id, Caller caller) {
        Job job = requireOwn(id, caller);
        refuseParked(job);
        if (job.state() != JobState.PAUSED && job.state() != JobState.PAUSING) {
            throw refused(job.state(), "can be resumed", "Only jobs that are PAUSED or PAUSING can.");
        }
        ledger.resume(id, caller.name());
    }

    /**
     * Tries a job again that failed or was cancelled; it goes on from what it has kept.
     *
     * @throws ProblemException if it has not ended so, or reads a recording
     */
    @Transactional
    public void retry(UUID id, Caller caller) {
        Job job = requireOwn(id, caller);
        if (job.kind().runsOnce()) {
            throw new ProblemException(
                    ProblemType.JOB_STANDS_OTHERWISE,
                    job.kind() == JobKind.INGEST
                            ? "The dataset was rejected with its ingest job: ask for the dataset again; its file need not be sent again."
                            : "A submission is scored once, because each time counts towards a limit: send it again, by POST"
                                    + " /api/v1/benchmarks/{reference}/submissions; its file need not be sent again.");
        }
        if (job.state() != JobState.FAILED && job.state() != JobState.CANCELLED) {
            throw refused(job.state(), "can be tried again", "Only jobs that FAILED or were CANCELLED can.");
        }
        ledger.retry(id, caller.name());
    }

    private Job requireOwn(UUID id, Caller caller) {
        Job job = require(id);
        caller.requireOwn(job.owner().id(), "The job", job.owner().name());
        return job;
    }

    private static void refuseParked(Job job) {
        if (job.isParked()) {
            throw new ProblemException(
                    ProblemType.JOB_STANDS_OTHERWISE,
                    "The fit waits at the end of a rung for the others of its sweep, which decide whether it goes on: cancel"
                            + " it, or wait.");
        }
    }

    private static ProblemException refused(JobState state, String what, String when) {
        return new ProblemException(
                ProblemType.JOB_STANDS_OTHERWISE, "No job that is " + state + " " + what + ". " + when);
    }

    /** A worker that is free need not wait for the next look at what waits. */
    public void admitAtOnce() {
        try {
            dispatcher.admit();
        } catch (RuntimeException failure) {
            // The job is queued whatever happens here, and is looked at again soon.
            log.warn("Nothing could be admitted at once", failure);
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
