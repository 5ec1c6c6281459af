package org.tonotopy.worker.queue;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.tonotopy.registry.dispatch.Dispatcher;
import org.tonotopy.registry.job.Attempt;
import org.tonotopy.registry.job.AttemptSupersededException;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobFailure;
import org.tonotopy.registry.job.JobKind;
import org.tonotopy.registry.job.JobLedger;
import org.tonotopy.registry.job.JobRepository;
import org.tonotopy.worker.RestartNeeded;
import org.tonotopy.worker.WorkerIdentity;
import org.tonotopy.worker.device.ComputingDevice;
import org.tonotopy.worker.joblog.JobLogKeeper;

/** Begins attempts and sees to it that each of them ends in the ledger, unless another attempt took its place. */
@Component
public class AttemptRunner {
    private static final Logger log = LoggerFactory.getLogger(AttemptRunner.class);

    private final JobLedger ledger;
    private final JobRepository jobs;
    private final WorkerPresence presence;
    private final WorkerIdentity worker;
    private final Dispatcher dispatcher;
    private final JobLogKeeper logs;
    private final JobMeters meters;
    private final ComputingDevice device;
    private final ApplicationEventPublisher events;
    private final Map<JobKind, JobWork> works = new EnumMap<>(JobKind.class);

    AttemptRunner(
            JobLedger ledger,
            JobRepository jobs,
            WorkerPresence presence,
            WorkerIdentity worker,
            Dispatcher dispatcher,
            JobLogKeeper logs,
            JobMeters meters,
            ComputingDevice device,
            ApplicationEventPublisher events,
            List<JobWork> works) {
        this.ledger = ledger;
        this.jobs = jobs;
        this.presence = presence;
        this.worker = worker;
        this.dispatcher = dispatcher;
        this.logs = logs;
        this.meters = meters;
        this.device = device;
        this.events = events;
        works.forEach(work -> this.works.put(work.kind(), work));
    }

    /**
     * Runs a job, if there is still something to do for it.
     *
     * @param jobId the job
     * @param admission by which it came here
     * @param workerStops whether the worker has been told to stop
     * @throws WorkerStoppingException if the work was put down because of that
     */
    void run(UUID jobId, long admission, BooleanSupplier workerStops) {
        Optional<Attempt> begun = ledger.beginAdmitted(jobId, admission, presence.life());
        if (begun.isEmpty()) {
            log.info("Job {} needs nothing any more", jobId);
            return;
        }
        Attempt attempt = begun.get();
        try (var kept = logs.keep(attempt);
                var job = MDC.putCloseable("job", jobId.toString());
                var number = MDC.putCloseable("attempt", String.valueOf(attempt.number()))) {
            Assignment assignment = new Assignment(jobs.findById(jobId).orElseThrow(), attempt, workerStops);
            try (var measured = meters.begin(assignment)) {
                run(assignment, measured);
            }
        } catch (AttemptSupersededException superseded) {
            log.warn("Stopped without a trace: {}", superseded.getMessage());
        } finally {
            admitNext();
        }
    }

    /** A slot is free: whoever comes next need not wait for the next look at what waits. */
    private void admitNext() {
        try {
            dispatcher.admit();
        } catch (RuntimeException failure) {
            log.debug("Nothing was admitted", failure);
        }
    }

    private void run(Assignment assignment, JobMeters.Measured measured) {
        Job job = assignment.job();
        JobWork work = Objects.requireNonNull(works.get(job.kind()));
        log.info("Begins: {} for {}", job.kind(), job.owner().name());
        try {
            if (!device.isFit()) {
                presence.withdraw();
                ledger.handBack(assignment.attempt());
                measured.endsAs(AttemptOutcome.HANDED_BACK);
                device.failure().map(RestartNeeded::new).ifPresent(events::publishEvent);
                return;
            }
            work.run(assignment);
            measured.endsAs(AttemptOutcome.SUCCEEDED);
            log.info("Ended");
        } catch (JobCancelledException cancelled) {
            ledger.confirmCancel(assignment.attempt());
            measured.endsAs(AttemptOutcome.CANCELLED);
            log.info("Cancelled");
        } catch (JobPausedException paused) {
            ledger.confirmPause(assignment.attempt());
            measured.endsAs(AttemptOutcome.PAUSED);
            log.info("Paused");
        } catch (JobParkedException parked) {
            ledger.park(assignment.attempt(), parked.score());
            measured.endsAs(AttemptOutcome.PARKED);
            log.info("Waits for the other fits of its sweep");
        } catch (WorkerStoppingException stopping) {
            ledger.handBack(assignment.attempt());
            measured.endsAs(AttemptOutcome.HANDED_BACK);
            log.info("Handed back");
            throw stopping;
        } catch (AttemptSupersededException superseded) {
            measured.endsAs(AttemptOutcome.SUPERSEDED);
            throw superseded;
        } catch (Throwable thrown) {
            if (assignment.workerStops().getAsBoolean()) {
                measured.endsAs(AttemptOutcome.HANDED_BACK);
                throw handBack(assignment, thrown);
            }
            measured.endsAs(fail(assignment, thrown));
        }
    }

    /** A worker that is being stopped is interrupted in the end: what breaks then is not the job's fault. */
    private WorkerStoppingException handBack(Assignment assignment, Throwable interrupted) {
        boolean wasInterrupted = Thread.interrupted();
        log.info("Handed back: the worker stops", interrupted);
        ledger.handBack(assignment.attempt());
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
        return new WorkerStoppingException();
    }

    private AttemptOutcome fail(Assignment assignment, Throwable thrown) {
        if (thrown instanceof RuntimeException outage && FailureDiagnosis.isDatabaseOutage(outage)) {
            throw outage;
        }
        JobFailure failure = FailureDiagnosis.of(thrown, worker.name());
        log.error("Failed: {} {}", failure.kind(), failure.message(), thrown);
        if (FailureDiagnosis.mayPass(failure, thrown)) {
            ledger.failForNow(assignment.attempt(), failure);
            return AttemptOutcome.FAILED_FOR_NOW;
        }
        ledger.fail(assignment.attempt(), failure);
        return AttemptOutcome.FAILED;
    }
}
