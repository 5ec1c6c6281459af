package org.tonotopy.api.page;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.api.job.JobFilter;
import org.tonotopy.api.job.JobResponse;
import org.tonotopy.api.job.JobService;
import org.tonotopy.api.paging.Page;
import org.tonotopy.registry.job.Attempt;
import org.tonotopy.registry.job.JobEvent;
import org.tonotopy.registry.job.JobKind;
import org.tonotopy.registry.joblog.JobLog;
import org.tonotopy.registry.joblog.JobLogs;
import org.tonotopy.registry.joblog.LoggedAttempt;
import tools.jackson.databind.JsonNode;

/** Gathers what the pages of jobs show. */
@Service
class JobPageService {
    private static final int LISTED = 50;
    private static final int MOST_EVENTS = 2000;
    private static final int EVENTS_SHOWN = 20;
    private static final int LOG_LINES = 40;
    private static final double CURVE_WIDTH = 600;
    private static final double CURVE_HEIGHT = 160;

    private final JobService jobs;
    private final JobLogs logs;

    JobPageService(JobService jobs, JobLogs logs) {
        this.jobs = jobs;
        this.logs = logs;
    }

    /** A line of the list. */
    record Line(UUID id, String label, String state, String about, String created) {}

    /** A page of jobs, newest first. */
    @Transactional(readOnly = true)
    public Page<Line> list(Optional<String> token) {
        return jobs.list(new JobFilter(Optional.empty(), Optional.empty()), token, LISTED)
                .map(job -> new Line(
                        job.id(),
                        JobLabels.of(job.spec()),
                        word(job.state().name()),
                        job.benchmark().or(job::dataset).orElse(""),
                        time(job.createdAt())));
    }

    /** One job. */
    @Transactional(readOnly = true)
    public JobView view(UUID id) {
        JobResponse job = jobs.get(id);
        List<JobEvent> events = jobs.events(id, 0, MOST_EVENTS);
        List<LoggedAttempt> attempts = new ArrayList<>(logs.attempts(id));
        Collections.reverse(attempts);
        return new JobView(
                id,
                JobLabels.of(job.spec()),
                word(job.state().name()),
                job.state().isTerminal(),
                facts(job),
                job.waiting().map(waiting -> waiting(job, waiting)),
                job.failure().map(JobResponse.Failure::message),
                job.model(),
                job.state().isTerminal() ? Optional.empty() : job.progress().map(JobPageService::bar),
                curve(events),
                words(events),
                attempts.stream().map(JobPageService::attempt).toList(),
                attempts.stream()
                        .findFirst()
                        .flatMap(newest -> logs.find(new Attempt(id, newest.number())))
                        .map(JobLog::tail)
                        .filter(tail -> !tail.isBlank())
                        .map(JobPageService::lastLines),
                moves(job));
    }

    private static List<Fact> facts(JobResponse job) {
        List<Fact> facts = new ArrayList<>();
        job.dataset().ifPresent(dataset -> facts.add(new Fact("Dataset", dataset)));
        job.benchmark().ifPresent(benchmark -> facts.add(new Fact("Benchmark", benchmark)));
        facts.add(new Fact("Asked for", time(job.createdAt())));
        job.startedAt().ifPresent(at -> facts.add(new Fact("Began", time(at))));
        job.finishedAt().ifPresent(at -> facts.add(new Fact("Ended", time(at))));
        job.worker().ifPresent(worker -> facts.add(new Fact("Worker", worker)));
        return facts;
    }

    private static String waiting(JobResponse job, JobResponse.Waiting waiting) {
        return waiting.detail()
                + job.position()
                        .map(place -> " Its place in the queue: " + place + ".")
                        .orElse("")
                + waiting.startsIn()
                        .map(wait -> " It may begin in about " + duration(wait) + ".")
                        .orElse("");
    }

    private static String duration(Duration wait) {
        return wait.toSeconds() < 120 ? wait.toSeconds() + " s" : wait.toMinutes() + " min";
    }

    private static JobView.Bar bar(JsonNode progress) {
        String phase = progress.path("phase").asString("");
        if (progress.has("epoch")) {
            long epoch = progress.path("epoch").asLong(0);
            long most = progress.path("max_epochs").asLong(0);
            return new JobView.Bar(epoch, most, phase + ", epoch " + epoch + " of at most " + most);
        }
        long done = progress.path("done").asLong(0);
        long total = progress.path("total").asLong(0);
        return new JobView.Bar(done, total, phase + (total == 0 ? "" : ", " + done + " of " + total));
    }

    /** Of the newest attempt that has scores; an attempt that goes on from a checkpoint draws what it computed itself. */
    private static Optional<JobView.Curve> curve(List<JobEvent> events) {
        int attempt = events.stream()
                .filter(JobPageService::hasScore)
                .mapToInt(JobEvent::attempt)
                .max()
                .orElse(-1);
        List<JobEvent> scored = events.stream()
                .filter(event -> event.attempt() == attempt && hasScore(event))
                .toList();
        if (scored.size() < 2) {
            return Optional.empty();
        }
        double last = scored.stream().mapToDouble(JobPageService::epoch).max().orElse(1);
        double low = scored.stream().mapToDouble(JobPageService::score).min().orElse(0);
        double high = scored.stream().mapToDouble(JobPageService::score).max().orElse(1);
        StringBuilder points = new StringBuilder();
        for (JobEvent event : scored) {
            double x = CURVE_WIDTH * epoch(event) / Math.max(1, last);
            double y = high == low ? CURVE_HEIGHT / 2 : CURVE_HEIGHT * (high - score(event)) / (high - low);
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
        }
        return Optional.of(new JobView.Curve(
                points.toString().strip(),
                String.format(
                        Locale.ROOT,
                        "Validation score by epoch: from %.3f to %.3f, best %.3f, at epoch %.0f so far.",
                        score(scored.get(0)),
                        score(scored.get(scored.size() - 1)),
                        high,
                        last)));
    }

    private static boolean hasScore(JobEvent event) {
        return event.type().equals("progress")
                && event.data().path("validation_score").isNumber();
    }

    private static double epoch(JobEvent event) {
        return event.data().path("epoch").asDouble(0);
    }

    private static double score(JobEvent event) {
        return event.data().path("validation_score").asDouble(0);
    }

    private static List<JobView.Event> words(List<JobEvent> events) {
        List<JobView.Event> words = new ArrayList<>(events.stream()
                .filter(event -> !event.type().equals("progress"))
                .map(event -> new JobView.Event(
                        time(event.at()),
                        word(event.type()) + (event.attempt() > 0 ? ", attempt " + event.attempt() : "")))
                .toList());
        Collections.reverse(words);
        return words.subList(0, Math.min(EVENTS_SHOWN, words.size()));
    }

    private static JobView.Try attempt(LoggedAttempt attempt) {
        return new JobView.Try(
                attempt.number(),
                attempt.worker(),
                time(attempt.startedAt()),
                attempt.outcome().map(JobPageService::word).orElse("runs"),
                attempt.log().isPresent());
    }

    private static String lastLines(String tail) {
        List<String> lines = tail.lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
    }

    private static List<String> moves(JobResponse job) {
        return switch (job.state()) {
            case QUEUED, RUNNING -> List.of("pause", "cancel");
            case PAUSING, PAUSED -> List.of("resume", "cancel");
            case FAILED, CANCELLED ->
                JobKind.valueOf(job.kind().toUpperCase(Locale.ROOT)).runsOnce() ? List.of() : List.of("retry");
            case CANCELLING, SUCCEEDED -> List.of();
        };
    }

    private static String word(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String time(Instant at) {
        return PageTimes.of(at);
    }
}
