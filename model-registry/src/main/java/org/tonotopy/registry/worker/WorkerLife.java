package org.tonotopy.registry.worker;

import java.util.UUID;

/**
 * One life of a worker: a process from its start to its end. What an earlier life under the same name held, this one does not.
 *
 * @param id identity of this life
 * @param name of the worker, for people
 */
public record WorkerLife(UUID id, String name) {
    /** A life that begins now. */
    public static WorkerLife begin(String name) {
        return new WorkerLife(UUID.randomUUID(), name);
    }
}
