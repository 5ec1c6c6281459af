package org.tonotopy.api.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Service;
import org.tonotopy.api.download.Downloads;
import org.tonotopy.api.problem.FieldProblem;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.registry.job.Attempt;
import org.tonotopy.registry.job.JobRepository;
import org.tonotopy.registry.job.Loss;
import org.tonotopy.registry.joblog.JobLog;
import org.tonotopy.registry.joblog.JobLogs;
import org.tonotopy.registry.joblog.LoggedAttempt;
import org.tonotopy.registry.store.ObjectKey;
import org.tonotopy.registry.store.StoredObjectRepository;

/** Finds the attempts of jobs and their logs. */
@Service
class JobLogService {
    /** Outcomes of attempts whose worker had no say in their end. */
    private static final Set<String> CUT_OFF = Stream.concat(
                    Stream.of("SUPERSEDED"), Arrays.stream(Loss.values()).map(Loss::outcome))
            .collect(Collectors.toUnmodifiableSet());

    private final JobRepository jobs;
    private final JobLogs logs;
    private final StoredObjectRepository objects;
    private final Downloads downloads;

    JobLogService(JobRepository jobs, JobLogs logs, StoredObjectRepository objects, Downloads downloads) {
        this.jobs = jobs;
        this.logs = logs;
        this.objects = objects;
        this.downloads = downloads;
    }

    /** The attempts of a job, the first first. */
    List<LoggedAttempt> attempts(UUID id) {
        if (jobs.findById(id).isEmpty()) {
            throw new ProblemException(
                    ProblemType.NO_SUCH_JOB, "No job has the id " + id + "; GET /api/v1/jobs lists them.");
        }
        return logs.attempts(id);
    }

    /**
     * The log of an attempt, whole where it is stored, or else its last lines behind a line that says so.
     *
     * @param number of the attempt; empty: the newest
     * @throws ProblemException if there is none yet, or the stored one is damaged
     */
    Resource log(UUID id, Optional<Integer> number) throws IOException {
        List<LoggedAttempt> attempts = attempts(id);
        LoggedAttempt attempt = attempts.stream()
                .filter(one -> number.isEmpty() || number.get() == one.number())
                .reduce((older, newer) -> newer)
                .orElseThrow(() -> number.isEmpty()
                        ? noLog("no worker has taken the job yet", "Ask again when its state is RUNNING.")
                        : noLog(
                                "the job has no attempt " + number.get(),
                                "GET " + JobService.PATH + "/" + id + "/attempts lists them."));
        JobLog log = logs.find(new Attempt(id, attempt.number()))
                .orElseThrow(() -> noLog(
                        "its worker has sent no line of attempt " + attempt.number() + " so far",
                        "Ask again in some seconds, or read the log of the worker " + attempt.worker() + "."));
        return log.whole().isPresent() ? whole(id, log.whole().get()) : lastLines(attempt, log);
    }

    private static ProblemException noLog(String problem, String remedy) {
        return new ProblemException(ProblemType.NO_LOG, new FieldProblem("attempt", problem, remedy));
    }

    private Resource whole(UUID id, ObjectKey key) throws IOException {
        return downloads
                .of(
                        objects.find(key).orElseThrow(),
                        "log.txt",
                        "The log of the job " + id,
                        "read the log of the worker that ran it")
                .content();
    }

    private static Resource lastLines(LoggedAttempt attempt, JobLog log) {
        String notice =
                "[" + notice(attempt) + " Line " + (log.lines() - shown(log) + 1) + " to " + log.lines() + ".]\n";
        return new ByteArrayResource((notice + log.tail()).getBytes(StandardCharsets.UTF_8));
    }

    private static long shown(JobLog log) {
        return log.tail().lines().count();
    }

    private static String notice(LoggedAttempt attempt) {
        if (attempt.finishedAt().isEmpty()) {
            return "Attempt " + attempt.number() + " runs on the worker " + attempt.worker()
                    + ": these are the last lines so far; the whole log is kept when it ends.";
        }
        return attempt.outcome().filter(CUT_OFF::contains).isPresent()
                ? "The worker " + attempt.worker()
                        + " vanished, or its log could not be stored: these are the last lines of" + " attempt "
                        + attempt.number() + " that it sent."
                : "The whole log of attempt " + attempt.number()
                        + " has not been stored, or not yet: these are the last lines" + " that the worker "
                        + attempt.worker() + " sent.";
    }
}
