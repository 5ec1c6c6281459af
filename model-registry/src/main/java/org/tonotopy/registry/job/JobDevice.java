package org.tonotopy.registry.job;

/** What a job needs to compute on. */
public enum JobDevice {
    /** Any worker will do. */
    ANY,
    /** A GPU where one is free, otherwise any worker. */
    GPU_PREFERRED,
    /** Only a worker with a GPU; without one, the job waits. */
    GPU
}
