package org.tonotopy.worker;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.unit.DataSize;
import org.tonotopy.registry.worker.WorkerDevice;

/**
 * Settings of a worker.
 *
 * @param name of this worker among all workers of a database; empty: the host's name and the process id
 * @param threads threads that all fits of this worker compute with together; 0: one per processor
 * @param device what it is to compute on; it is proved at the start
 * @param recordingsMemory memory for the recordings that jobs work on; 0: a third of the heap
 * @param checkpointInterval shortest time between two checkpoints of a network that is fitted; 0: one with every epoch
 * @param hungLimit how long a thread may go on with a job that was taken from it before the worker ends to be started again
 * @param boardInterval how often it looks for boards that have new scores, and compares their entries
 */
@ConfigurationProperties("tonotopy.worker")
public record WorkerSettings(
        String name,
        int threads,
        WorkerDevice device,
        DataSize recordingsMemory,
        Duration checkpointInterval,
        Duration hungLimit,
        Duration boardInterval) {
    /** Refuses what cannot be kept to. */
    public WorkerSettings {
        if (threads < 0) {
            throw new IllegalArgumentException(
                    "tonotopy.worker.threads is " + threads + ": use 0 for one per processor, or more");
        }
        if (recordingsMemory.isNegative()) {
            throw new IllegalArgumentException("tonotopy.worker.recordings-memory is " + recordingsMemory
                    + ": use 0 for a third of the heap, or a size such as 800MB");
        }
        if (checkpointInterval.isNegative()) {
            throw new IllegalArgumentException("tonotopy.worker.checkpoint-interval is " + checkpointInterval
                    + ": use 0s for a checkpoint with every epoch, or a time such as 10s");
        }
        if (hungLimit.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "tonotopy.worker.hung-limit is " + hungLimit + ": use a time such as 15m");
        }
        if (boardInterval.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "tonotopy.worker.board-interval is " + boardInterval + ": use a time such as 3s");
        }
    }

    /** Memory for recordings, in bytes. */
    public long recordingsBytes() {
        return recordingsMemory.toBytes() == 0 ? Runtime.getRuntime().maxMemory() / 3 : recordingsMemory.toBytes();
    }
}
