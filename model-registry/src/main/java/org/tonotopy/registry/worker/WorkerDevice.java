package org.tonotopy.registry.worker;

import java.util.Locale;

/** What a worker computes on. */
public enum WorkerDevice {
    /** Processors. */
    CPU,
    /** A GPU, proved by computing on it. */
    GPU;

    /** Its name in lower case, as in the name of a lane. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
