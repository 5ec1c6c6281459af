package org.tonotopy.registry.worker;

import java.time.Duration;

/**
 * What a worker can do.
 *
 * @param device what it was proved to compute on
 * @param slots jobs at a time
 * @param memoryClass the largest recordings that it has room for, see {@link MemoryClass}
 * @param heartbeat time between its signs of life
 * @param version of its code
 * @param backend what computes networks
 */
public record WorkerOffer(
        WorkerDevice device, int slots, int memoryClass, Duration heartbeat, String version, String backend) {}
