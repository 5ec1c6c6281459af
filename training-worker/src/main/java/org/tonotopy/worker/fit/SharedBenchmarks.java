package org.tonotopy.worker.fit;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.dataset.Dataset;
import org.tonotopy.registry.dataset.RecordingMemory;
import org.tonotopy.registry.job.FailureKind;
import org.tonotopy.worker.WorkerSettings;
import org.tonotopy.worker.queue.JobFailedException;
import org.tonotopy.worker.recording.StoredRecordings;

/**
 * The recordings and benchmarks that jobs work on: jobs of one dataset share one recording, and jobs of one benchmark what is
 * prepared of it. What nobody uses stays as long as there is room. Recordings in use never take more than the room together,
 * unless one alone does: a job whose recording does not fit beside the others waits until it does.
 */
@Component
public final class SharedBenchmarks {
    private static final Logger log = LoggerFactory.getLogger(SharedBenchmarks.class);
    private static final long WAIT_MILLIS = 500;

    private final StoredRecordings recordings;
    private final long roomBytes;
    private final Map<UUID, Kept> kept = new HashMap<>();
    private long uses;

    SharedBenchmarks(StoredRecordings recordings, WorkerSettings settings) {
        this.recordings = recordings;
        this.roomBytes = settings.recordingsBytes();
    }

    /** A recording, and what was prepared of it. */
    private static final class Kept {
        final long bytes;
        int users;
        long lastUse;

        @Nullable Recording recording;

        final Map<UUID, PreparedBenchmark> benchmarks = new HashMap<>();

        Kept(long bytes) {
            this.bytes = bytes;
        }
    }

    /** The use of a benchmark; closing it ends the use. */
    public final class Use implements AutoCloseable {
        private final Kept used;
        private final PreparedBenchmark benchmark;

        private Use(Kept used, PreparedBenchmark benchmark) {
            this.used = used;
            this.benchmark = benchmark;
        }

        PreparedBenchmark benchmark() {
            return benchmark;
        }

        /** Its recording. */
        public Recording recording() {
            return benchmark.recording();
        }

        @Override
        public void close() {
            leave(used);
        }
    }

    /**
     * Prepares a benchmark, or finds it prepared.
     *
     * @param whileWaiting called every half a second while there is no room; what it throws ends the waiting
     * @throws JobFailedException if the recording cannot be read, or the benchmark does not suit it
     */
    public Use use(Benchmark benchmark, Runnable whileWaiting) throws JobFailedException {
        Dataset dataset = benchmark.dataset();
        long bytes = RecordingMemory.bytes(dataset);
        Optional<Kept> entered = enter(dataset.id(), bytes);
        while (entered.isEmpty()) {
            whileWaiting.run();
            entered = enter(dataset.id(), bytes);
        }
        boolean prepared = false;
        try {
            Use use = new Use(entered.get(), prepared(entered.get(), benchmark));
            prepared = true;
            return use;
        } finally {
            if (!prepared) {
                leave(entered.get());
            }
        }
    }

    /** Empty where there was no room for a while. */
    private synchronized Optional<Kept> enter(UUID dataset, long bytes) {
        Kept known = kept.get(dataset);
        if (known == null) {
            makeRoom(bytes);
            if (!kept.isEmpty() && takenBytes() + bytes > roomBytes) {
                waitABit();
                return Optional.empty();
            }
            known = new Kept(bytes);
            kept.put(dataset, known);
        }
        known.users++;
        known.lastUse = uses++;
        return Optional.of(known);
    }

    /** Whoever was not used for the longest time goes first. */
    private void makeRoom(long bytes) {
        while (takenBytes() + bytes > roomBytes) {
            Optional<UUID> idle = kept.entrySet().stream()
                    .filter(entry -> entry.getValue().users == 0)
                    .min(Comparator.comparing(entry -> entry.getValue().lastUse))
                    .map(Map.Entry::getKey);
            if (idle.isEmpty()) {
                return;
            }
            kept.remove(idle.get());
        }
    }

    private long takenBytes() {
        return kept.values().stream().mapToLong(entry -> entry.bytes).sum();
    }

    private void waitABit() {
        try {
            wait(WAIT_MILLIS);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for memory", interruption);
        }
    }

    private synchronized void leave(Kept used) {
        used.users--;
        notifyAll();
    }

    /** Who comes while another one reads waits for it, and reads nothing. */
    private PreparedBenchmark prepared(Kept entry, Benchmark benchmark) throws JobFailedException {
        synchronized (entry) {
            PreparedBenchmark known = entry.benchmarks.get(benchmark.id());
            if (known != null) {
                log.info("{} is prepared already", benchmark.reference());
                return known;
            }
            Recording recording = entry.recording;
            if (recording == null) {
                recording = recordings.readAccepted(benchmark.dataset());
                entry.recording = recording;
            }
            PreparedBenchmark fresh = prepare(benchmark, recording);
            entry.benchmarks.put(benchmark.id(), fresh);
            return fresh;
        }
    }

    private static PreparedBenchmark prepare(Benchmark benchmark, Recording recording) throws JobFailedException {
        try {
            return new PreparedBenchmark(recording, benchmark.definition());
        } catch (IllegalArgumentException unsuitable) {
            throw new JobFailedException(
                    FailureKind.INVALID_INPUT,
                    "The benchmark " + benchmark.reference() + " does not suit its recording: "
                            + unsuitable.getMessage() + ".",
                    unsuitable);
        }
    }
}
