package org.tonotopy.worker.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What a run does.
 *
 * @param workers processes
 * @param jobs asked for at least
 * @param submissionsPerChange how many submissions there are for each job that its askers cancel or pause; 0 where they never do
 * @param faults how many of each kind
 * @param pause between two faults, on average
 * @param heartbeat of the workers; they are lost after four
 * @param seed of the order of faults and of what is asked for
 */
record FaultPlan(
        int workers,
        int jobs,
        int submissionsPerChange,
        Map<FaultKind, Integer> faults,
        Duration pause,
        Duration heartbeat,
        long seed) {
    /** The faults in the order in which they come. */
    List<FaultKind> inOrder() {
        List<FaultKind> all = new ArrayList<>();
        for (FaultKind kind : FaultKind.values()) {
            all.addAll(Collections.nCopies(faults.getOrDefault(kind, 0), kind));
        }
        Collections.shuffle(all, new Random(seed));
        return all;
    }

    /** How long a worker may be silent. */
    Duration lease() {
        return heartbeat.multipliedBy(4);
    }
}
