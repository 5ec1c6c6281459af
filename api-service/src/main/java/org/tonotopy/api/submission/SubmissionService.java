package org.tonotopy.api.submission;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.api.account.Caller;
import org.tonotopy.api.benchmark.BenchmarkService;
import org.tonotopy.api.idempotency.Created;
import org.tonotopy.api.idempotency.IdempotentRequests;
import org.tonotopy.api.limit.AccountLimits;
import org.tonotopy.api.lock.TransactionLock;
import org.tonotopy.api.paging.NewestFirst;
import org.tonotopy.api.paging.Page;
import org.tonotopy.api.problem.FieldProblems;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.api.visibility.AskedVisibility;
import org.tonotopy.registry.account.Account;
import org.tonotopy.registry.account.AccountRepository;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobLedger;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.submission.Submission;
import org.tonotopy.registry.submission.SubmissionRegistry;
import org.tonotopy.registry.visibility.Visibility;

/** Takes predictions and weights that were made elsewhere, and lets them be taken off the board again. */
@Service
public class SubmissionService {
    /** Path of all submissions. */
    public static final String PATH = "/api/v1/submissions";

    private static final Duration DAY = Duration.ofHours(24);

    private final SubmissionRegistry submissions;
    private final SubmissionRequestCheck check;
    private final AskedVisibility visibility;
    private final BenchmarkService benchmarks;
    private final AccountRepository accounts;
    private final JobLedger ledger;
    private final IdempotentRequests idempotent;
    private final AccountLimits limits;
    private final TransactionLock lock;
    private final Clock clock;
    private final int perDay;

    SubmissionService(
            SubmissionRegistry submissions,
            SubmissionRequestCheck check,
            AskedVisibility visibility,
            BenchmarkService benchmarks,
            AccountRepository accounts,
            JobLedger ledger,
            IdempotentRequests idempotent,
            AccountLimits limits,
            TransactionLock lock,
            Clock clock,
            SubmissionSettings settings) {
        this.submissions = submissions;
        this.check = check;
        this.visibility = visibility;
        this.benchmarks = benchmarks;
        this.accounts = accounts;
        this.ledger = ledger;
        this.idempotent = idempotent;
        this.limits = limits;
        this.lock = lock;
        this.clock = clock;
        this.perDay = settings.perDay();
    }

    /** Keeps what was sent and queues the job that scores it. */
    @Transactional
    public Created create(Caller caller, Optional<String> key, String reference, CreateSubmissionRequest request) {
        Benchmark benchmark = benchmarks.require(reference);
        return idempotent.once(
                caller, key, "/api/v1/benchmarks/" + benchmark.reference() + "/submissions", request, () -> {
                    SubmissionRequestCheck.Checked asked = check.check(request, benchmark);
                    Account owner = accounts.findById(caller.accountId()).orElseThrow();
                    FieldProblems problems = new FieldProblems();
                    Visibility readers = visibility.of(request.visibility(), owner, problems);
                    problems.refuse();
                    return create(caller, owner, asked, readers, benchmark);
                });
    }

    private Created create(
            Caller caller,
            Account owner,
            SubmissionRequestCheck.Checked asked,
            Visibility readers,
            Benchmark benchmark) {
        lock.take("submission", caller.accountId().toString());
        Instant now = clock.instant();
        requireBelowLimit(caller, benchmark, now);
        JobSpec.Score spec = asked.spec();
        Job job = ledger.submit(
                Job.score(spec, benchmark, asked.fileBytes(), owner, now).visibleTo(readers));
        limits.requireJobsWithin(caller);
        submissions.insert(job, spec);
        return new Created(PATH + "/" + spec.submissionId(), true);
    }

    private void requireBelowLimit(Caller caller, Benchmark benchmark, Instant now) {
        List<Instant> counted = submissions.countedSince(benchmark, caller.accountId(), now.minus(DAY));
        if (counted.size() >= perDay) {
            Instant next = counted.get(counted.size() - perDay).plus(DAY);
            throw new ProblemException(
                            ProblemType.SUBMISSION_LIMIT,
                            "Of " + caller.name() + " " + counted.size() + " submissions for "
                                    + benchmark.reference()
                                    + (benchmark.hidesTests() ? " and other hidden tests of the same file" : "")
                                    + " were or will be scored within 24 hours, which is the limit;"
                                    + " the next may be sent at " + next
                                    + ". What failed or was cancelled does not count.")
                    .retryAfter(Duration.between(now, next));
        }
    }

    /** A page of the submissions for a benchmark, newest first, withdrawn ones too. */
    @Transactional(readOnly = true)
    public Page<SubmissionResponse> list(String reference, Optional<String> token, int limit) {
        Benchmark benchmark = benchmarks.require(reference);
        String query = "submissions " + benchmark.reference();
        NewestFirst after = NewestFirst.read(token, query);
        List<Submission> found = submissions.findBefore(benchmark.id(), after.createdAt(), after.id(), limit + 1);
        return Page.cut(found, query, limit, last -> new NewestFirst(last.createdAt(), last.id()).cursor())
                .map(SubmissionResponse::of);
    }

    /**
     * One submission.
     *
     * @throws ProblemException if there is none, or it was withdrawn
     */
    @Transactional(readOnly = true)
    public SubmissionResponse get(UUID id) {
        return SubmissionResponse.of(require(id));
    }

    /**
     * Takes a submission off the board; its owner or an admin may.
     *
     * @throws ProblemException if its job has not ended
     */
    @Transactional
    public void withdraw(Caller caller, UUID id) {
        Submission submission = require(id);
        caller.requireOwn(submission.ownerId(), "The submission", submission.owner());
        if (!submission.jobState().isTerminal()) {
            throw new ProblemException(
                    ProblemType.JOB_STANDS_OTHERWISE,
                    "The job " + submission.jobId() + " that scores it is " + submission.jobState()
                            + ": cancel it, or wait until it has ended.");
        }
        List<UUID> running = submissions.lockJobsOfModel(submission);
        if (!running.isEmpty()) {
            throw new ProblemException(
                    ProblemType.JOB_STANDS_OTHERWISE,
                    running.size() + " of the jobs that ask its model are running, for instance " + running.get(0)
                            + ": cancel them, or wait until they have ended.");
        }
        submissions.withdraw(submission, caller.accountId());
    }

    private Submission require(UUID id) {
        Submission submission = submissions
                .find(id)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NO_SUCH_SUBMISSION,
                        "No submission has the id " + id
                                + "; GET /api/v1/benchmarks/{reference}/submissions lists them."));
        submission.withdrawal().ifPresent(withdrawal -> {
            throw new ProblemException(
                    ProblemType.DELETED,
                    "The submission of " + submission.modelName() + " for " + submission.benchmark()
                            + " was withdrawn by " + withdrawal.by() + " at " + withdrawal.at()
                            + ". What its author sent later is in GET /api/v1/benchmarks/" + submission.benchmark()
                            + "/submissions.");
        });
        return submission;
    }
}
