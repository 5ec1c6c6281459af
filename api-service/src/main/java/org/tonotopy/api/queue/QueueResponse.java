package org.tonotopy.api.queue;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.tonotopy.registry.worker.WorkerDevice;

/**
 * The queue as a whole.
 *
 * @param waiting jobs that wait
 * @param admitted those of them that the next free worker takes
 * @param running jobs at workers
 * @param paused jobs that somebody paused
 * @param owners who has jobs
 * @param workers who is there
 */
@Schema(name = "Queue", description = "What waits, and who is there to take it.")
public record QueueResponse(
        @Schema(description = "Jobs that wait for a worker.")
        long waiting,

        @Schema(description = "Those of them that the next free worker takes.")
        long admitted,

        @Schema(description = "Jobs at workers.") long running,
        @Schema(description = "Jobs that somebody paused.") long paused,

        @Schema(description = "Accounts that have jobs waiting or at workers, by name.")
        List<Owner> owners,

        @Schema(description = "Workers that are there, by name.")
        List<Worker> workers) {
    /**
     * An account that has jobs.
     *
     * @param name of the account
     * @param waiting its jobs that wait
     * @param running its jobs at workers
     */
    @Schema(name = "QueueOwner", description = "An account that has jobs waiting or at workers.")
    public record Owner(String name, long waiting, long running) {}

    /**
     * A worker that is there.
     *
     * @param name of the worker
     * @param device what it was proved to compute on
     * @param slots jobs at a time
     * @param running jobs that it has
     * @param memoryMib the largest recordings that it has room for, in MiB
     * @param version of its code
     * @param backend what computes networks there
     * @param draining whether it takes no more jobs
     * @param registeredAt when it came
     * @param lastSeenAt its last sign of life
     */
    @Schema(name = "Worker", description = "A process that runs jobs.")
    public record Worker(
            String name,

            @Schema(description = "What it was proved to compute on.")
            WorkerDevice device,

            @Schema(description = "Jobs at a time.") int slots,
            long running,

            @Schema(description = "The largest recordings that it has room for, in MiB.")
            long memoryMib,

            String version,
            String backend,

            @Schema(description = "Whether it is stopping and takes no more jobs.")
            boolean draining,

            Instant registeredAt,
            Instant lastSeenAt) {}

    /** The totals are those of the owners. */
    static QueueResponse of(List<Owner> owners, long admitted, long paused, List<Worker> workers) {
        return new QueueResponse(
                owners.stream().mapToLong(Owner::waiting).sum(),
                admitted,
                owners.stream().mapToLong(Owner::running).sum(),
                paused,
                owners.stream()
                        .filter(owner -> owner.waiting() + owner.running() > 0)
                        .toList(),
                workers);
    }
}
