package org.tonotopy.api.job;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.tonotopy.api.account.StandingCaller;
import org.tonotopy.registry.job.JobEvent;
import org.tonotopy.registry.job.JobState;

/** One client that follows a job. At most one thread writes to it at a time. */
final class JobEventStream {
    private static final int BATCH = 500;

    /** Asks for events after a sequence number. */
    @FunctionalInterface
    interface Source {
        List<JobEvent> after(UUID jobId, int sequence, int limit);
    }

    private final UUID jobId;
    private final StandingCaller reader;
    private final SseEmitter client;
    private final AtomicBoolean writing = new AtomicBoolean();
    private volatile int sent;
    private volatile Instant lastWrite;
    private volatile boolean withdrawn;

    JobEventStream(UUID jobId, StandingCaller reader, int after, SseEmitter client, Instant now) {
        this.jobId = jobId;
        this.reader = reader;
        this.client = client;
        this.sent = after;
        this.lastWrite = now;
    }

    UUID jobId() {
        return jobId;
    }

    /** Who follows. */
    StandingCaller reader() {
        return reader;
    }

    int sent() {
        return sent;
    }

    /** Its reader may not read the job any more: nothing further is begun to be sent. */
    void withdraw() {
        withdrawn = true;
    }

    boolean isWithdrawn() {
        return withdrawn;
    }

    Instant lastWrite() {
        return lastWrite;
    }

    /** Takes the right to write; false where another thread writes just now. */
    boolean claim() {
        return writing.compareAndSet(false, true);
    }

    void release() {
        writing.set(false);
    }

    /**
     * Sends what is new, and ends the stream after the last event of a job that has ended.
     *
     * @param state read before the events are, so that a final state is never seen without its event
     */
    void send(Source source, JobState state, Instant now) throws IOException {
        List<JobEvent> events = source.after(jobId, sent, BATCH);
        for (JobEvent event : events) {
            client.send(SseEmitter.event()
                    .id(String.valueOf(event.sequence()))
                    .name(event.type())
                    .data(JobEventResponse.of(event), MediaType.APPLICATION_JSON));
            sent = event.sequence();
            lastWrite = now;
        }
        if (state.isTerminal() && events.size() < BATCH) {
            client.complete();
        }
    }

    /** Says that the stream is alive; a client that has gone is noticed by it. */
    void beat(Instant now) throws IOException {
        client.send(SseEmitter.event().comment("alive"));
        lastWrite = now;
    }

    /** Ends the stream; the client comes back for the rest. */
    void end() {
        client.complete();
    }
}
