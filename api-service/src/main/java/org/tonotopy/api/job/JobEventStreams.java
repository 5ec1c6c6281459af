package org.tonotopy.api.job;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.tonotopy.api.account.StandingCaller;
import org.tonotopy.api.account.StandingCallers;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.registry.job.JobLedger;
import org.tonotopy.registry.job.JobState;

/**
 * Everybody who follows a job. One thread asks the database at an interval which of the followed jobs have news, in one
 * query however many they are; a few threads write, so that a slow client holds up nobody else. A stream between two
 * events costs neither a thread nor a connection. Whether its reader still may read the job is asked again every few seconds, once for
 * all streams of one reader, by a thread of its own: who reads sees rows by rules that are the reader's, so each is asked by itself,
 * and nobody's news waits for that.
 */
@Component
class JobEventStreams implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(JobEventStreams.class);
    private static final long NO_TIMEOUT = 0;
    private static final int WRITERS = 16;

    /** How long somebody goes on reading at most who may not any more. */
    private static final Duration LONGEST_UNASKED = Duration.ofSeconds(5);

    private final JdbcClient database;
    private final JobLedger ledger;
    private final StandingCallers readers;
    private final StreamSettings settings;
    private final Clock clock;
    private final Set<JobEventStream> streams = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService poller =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "job-events"));
    private final ExecutorService writers = new ThreadPoolExecutor(
            0, WRITERS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> daemon(task, "job-event-writer"));
    private final ScheduledExecutorService asker =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "job-event-rights"));
    private List<Future<?>> repeated = List.of();
    private volatile boolean running;

    JobEventStreams(
            JdbcClient database, JobLedger ledger, StandingCallers readers, StreamSettings settings, Clock clock) {
        this.database = database;
        this.ledger = ledger;
        this.readers = readers;
        this.settings = settings;
        this.clock = clock;
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private record News(JobState state, int lastEvent) {}

    /**
     * Begins to follow a job that exists.
     *
     * @param reader who follows, and may read the job now
     * @param after the sequence number after which to begin
     * @throws ProblemException if there are too many streams already
     */
    SseEmitter follow(UUID jobId, StandingCaller reader, int after) {
        if (!running || streams.size() >= settings.limit()) {
            throw new ProblemException(
                    ProblemType.OVERLOADED, "No more streams are possible now; ask again later, or poll the job.");
        }
        SseEmitter client = new SseEmitter(NO_TIMEOUT);
        JobEventStream stream = new JobEventStream(jobId, reader, after, client, Instant.EPOCH);
        client.onCompletion(() -> streams.remove(stream));
        client.onError(failure -> streams.remove(stream));
        streams.add(stream);
        return client;
    }

    /** Streams that are open now. */
    int size() {
        return streams.size();
    }

    private void poll() {
        try {
            if (!streams.isEmpty()) {
                Map<UUID, News> news = news();
                streams.forEach(stream -> serve(stream, news));
            }
        } catch (RuntimeException | Error outage) {
            // Whatever it is: a poller that ends would silence every stream.
            log.warn("The news of jobs could not be read; trying again", outage);
        }
    }

    private void endUnreadable() {
        try {
            streams.stream()
                    .collect(Collectors.groupingBy(JobEventStream::reader))
                    .forEach((reader, theirs) -> {
                        Set<UUID> readable =
                                readers.read(reader, () -> readable(theirs)).orElse(Set.of());
                        theirs.stream()
                                .filter(stream -> !readable.contains(stream.jobId()))
                                .forEach(JobEventStream::withdraw);
                    });
        } catch (RuntimeException | Error outage) {
            log.warn("Whether readers of jobs may go on could not be asked; trying again", outage);
        }
    }

    private Set<UUID> readable(List<JobEventStream> followed) {
        return Set.copyOf(database.sql("select id from job where id = any(:jobs)")
                .param("jobs", followed.stream().map(JobEventStream::jobId).toArray(UUID[]::new))
                .query(UUID.class)
                .list());
    }

    private Map<UUID, News> news() {
        Set<UUID> jobs = streams.stream().map(JobEventStream::jobId).collect(Collectors.toSet());
        Map<UUID, News> news = new HashMap<>();
        database.sql("select id, state, last_event from job where id = any(:jobs)")
                .param("jobs", jobs.toArray(UUID[]::new))
                .query(row -> {
                    news.put(
                            row.getObject("id", UUID.class),
                            new News(JobState.valueOf(row.getString("state")), row.getInt("last_event")));
                });
        return news;
    }

    private void serve(JobEventStream stream, Map<UUID, News> news) {
        News job = news.get(stream.jobId());
        if (job == null || stream.isWithdrawn()) {
            // It was deleted with its dataset, or is no longer its reader's to read: nothing more will ever come.
            haveAWriter(stream, stream::end);
            return;
        }
        Instant now = clock.instant();
        boolean hasNews = job.lastEvent() > stream.sent() || job.state().isTerminal();
        boolean silent = Duration.between(stream.lastWrite(), now).compareTo(settings.heartbeatInterval()) >= 0;
        if (hasNews || silent) {
            haveAWriter(stream, () -> write(stream, job.state(), hasNews, now));
        }
    }

    /** Whoever writes to a stream or ends it waits while its client is slow, so that is never the poller. */
    private void haveAWriter(JobEventStream stream, Runnable work) {
        if (stream.claim()) {
            try {
                writers.execute(() -> {
                    try {
                        work.run();
                    } finally {
                        stream.release();
                    }
                });
            } catch (RejectedExecutionException busy) {
                // All writers wait for slow clients: this one's turn comes with the next poll.
                stream.release();
            }
        }
    }

    private void write(JobEventStream stream, JobState state, boolean hasNews, Instant now) {
        try {
            if (hasNews) {
                stream.send(ledger::events, state, now);
            } else {
                stream.beat(now);
            }
        } catch (IOException | IllegalStateException gone) {
            streams.remove(stream);
        } catch (RuntimeException | Error outage) {
            log.warn("The events of job {} could not be read; trying again", stream.jobId(), outage);
        }
    }

    @Override
    public void start() {
        running = true;
        Duration unasked = settings.heartbeatInterval().compareTo(LONGEST_UNASKED) < 0
                ? settings.heartbeatInterval()
                : LONGEST_UNASKED;
        repeated = List.of(
                every(settings.pollingInterval(), poller, this::poll), every(unasked, asker, this::endUnreadable));
    }

    private static Future<?> every(Duration interval, ScheduledExecutorService timer, Runnable task) {
        return timer.scheduleWithFixedDelay(task, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Streams would otherwise keep the server from stopping in peace: it waits for open requests. */
    @Override
    public void stop() {
        running = false;
        repeated.forEach(task -> task.cancel(true));
        List.copyOf(streams).forEach(JobEventStream::end);
    }

    @PreDestroy
    void end() {
        poller.shutdownNow();
        asker.shutdownNow();
        writers.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** The last to start and the first to stop: before the web server begins to wait for open requests. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
