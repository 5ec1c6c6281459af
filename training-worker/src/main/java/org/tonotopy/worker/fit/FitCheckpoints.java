package org.tonotopy.worker.fit;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.tonotopy.encoding.fitting.FitCheckpoint;
import org.tonotopy.registry.checkpoint.Checkpoint;
import org.tonotopy.registry.checkpoint.FitPoint;
import org.tonotopy.registry.store.ObjectKey;
import org.tonotopy.worker.queue.Assignment;

/** The checkpoints of all networks of one attempt, and how long the job has fitted over all its attempts. */
final class FitCheckpoints {
    private final CheckpointStore store;
    private final Assignment assignment;
    private final FitProgressReporter reporter;
    private final Duration interval;
    private final LongSupplier nanoTime;

    private final Map<Integer, Checkpoint> found;
    private final Map<Integer, ObjectKey> latest = new ConcurrentHashMap<>();
    private final double earlierSeconds;
    private final long start;

    /**
     * Looks up what earlier attempts left; the time of the fit counts from here.
     *
     * @param interval shortest time between two checkpoints of a network
     * @param nanoTime a clock like {@link System#nanoTime()}
     */
    FitCheckpoints(
            CheckpointStore store,
            Assignment assignment,
            FitProgressReporter reporter,
            Duration interval,
            LongSupplier nanoTime) {
        this.store = store;
        this.assignment = assignment;
        this.reporter = reporter;
        this.interval = interval;
        this.nanoTime = nanoTime;
        this.found = store.find(assignment.job().id());
        found.forEach(
                (network, checkpoint) -> latest.put(network, checkpoint.object().objectKey()));
        this.earlierSeconds = found.values().stream()
                .mapToDouble(checkpoint -> checkpoint.point().jobSeconds())
                .max()
                .orElse(0);
        this.start = nanoTime.getAsLong();
    }

    /** What an earlier attempt left of a network. */
    Optional<Checkpoint> find(int network) {
        return Optional.ofNullable(found.get(network));
    }

    /** Whether the fit has to wait after an epoch for the other fits of its sweep. */
    boolean endsRung(int epoch) {
        return assignment.job().pauseAtEpoch().filter(rung -> epoch >= rung).isPresent();
    }

    /** Where checkpoints are read from. */
    CheckpointStore store() {
        return store;
    }

    /** When those of a network are due whose fit begins now. */
    CheckpointRhythm rhythm() {
        return new CheckpointRhythm(interval, nanoTime.getAsLong());
    }

    /** A clock like {@link System#nanoTime()}. */
    long nanoTime() {
        return nanoTime.getAsLong();
    }

    /** Wall time in seconds that fitting has taken, over all attempts. */
    double seconds() {
        return earlierSeconds + (nanoTime.getAsLong() - start) / 1e9;
    }

    /**
     * Stores a checkpoint.
     *
     * @param seconds that fitting the network has taken
     * @throws IOException if the store or the worker's disk fails; the earlier checkpoint stays
     */
    void keep(int network, int epoch, double seconds, String backend, FitCheckpoint checkpoint) throws IOException {
        FitPoint point = new FitPoint(network, epoch, seconds, seconds(), backend);
        latest.put(network, store.keep(assignment.attempt(), point, checkpoint, reporter::keep));
    }

    /** Removes all objects, once the job has succeeded and their rows are gone. */
    void removeObjects() {
        if (!latest.isEmpty()) {
            store.remove(latest.values());
        }
    }
}
