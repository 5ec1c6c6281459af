package org.tonotopy.worker.fit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.tonotopy.encoding.fitting.FitCheckpoint;
import org.tonotopy.registry.checkpoint.Checkpoint;
import org.tonotopy.registry.checkpoint.CheckpointRegistry;
import org.tonotopy.registry.checkpoint.FitPoint;
import org.tonotopy.registry.job.Attempt;
import org.tonotopy.registry.store.ObjectCleanup;
import org.tonotopy.registry.store.ObjectKey;
import org.tonotopy.registry.store.ObjectStore;
import org.tonotopy.registry.store.SpooledWrite;
import org.tonotopy.registry.store.StoredContent;
import org.tonotopy.registry.store.VerifiedRead;

/** Brings checkpoints to the object store and back. */
@Component
class CheckpointStore {
    private static final Logger log = LoggerFactory.getLogger(CheckpointStore.class);

    private final ObjectStore store;
    private final CheckpointRegistry registry;
    private final ObjectCleanup cleanup;

    CheckpointStore(ObjectStore store, CheckpointRegistry registry, ObjectCleanup cleanup) {
        this.store = store;
        this.registry = registry;
        this.cleanup = cleanup;
    }

    /** The latest checkpoints of a job, by network. */
    Map<Integer, Checkpoint> find(UUID jobId) {
        return registry.find(jobId);
    }

    /**
     * Stores a checkpoint: the object, then its row, then the removal of the one that it replaced. Whatever ends this in
     * between leaves a whole checkpoint, and at most an object that nothing points to.
     *
     * @param attempt that holds the job
     * @param point how far the network is
     * @param fenced runs what it is given in a transaction in which the attempt holds the job
     * @return where it is
     * @throws IOException if the store or the worker's disk fails; the earlier checkpoint stays
     */
    ObjectKey keep(Attempt attempt, FitPoint point, FitCheckpoint checkpoint, Consumer<Runnable> fenced)
            throws IOException {
        ObjectKey key = ObjectKey.ofAttempt(
                attempt.jobId(), attempt.number(), "checkpoint-" + point.network() + "-" + point.epoch() + ".zip");
        StoredContent content = SpooledWrite.write(store, key, checkpoint::writeTo);
        List<ObjectKey> replaced = new ArrayList<>();
        fenced.accept(() -> registry.record(attempt, point, key, content).ifPresent(replaced::add));
        remove(replaced);
        return key;
    }

    /**
     * Copies a checkpoint to a file.
     *
     * @throws java.nio.file.NoSuchFileException if it is not in the store
     * @throws org.tonotopy.registry.store.ContentMismatchException if it is damaged
     * @throws IOException if the store or the worker's disk fails
     */
    void read(Checkpoint checkpoint, Path file) throws IOException {
        VerifiedRead.toFile(store, checkpoint.object(), file);
    }

    /** Removes checkpoints that nothing points to any more; those that it cannot remove are left to the cleanup. */
    void remove(Collection<ObjectKey> keys) {
        try {
            cleanup.removeNow(keys);
        } catch (IOException failure) {
            log.warn("Old checkpoints could not be removed and are left to the cleanup of the store", failure);
        }
    }
}
