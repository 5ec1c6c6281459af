package org.tonotopy.registry.deletion;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What stands on a dataset.
 *
 * @param benchmarks that are defined on it
 * @param suites with one of these benchmarks
 * @param models that were fitted to it
 * @param features of these models
 * @param sweeps of fits to it
 * @param waitingJobs jobs that wait, apart from the one that is to read the dataset
 * @param runningJobs jobs that a worker has
 * @param endedJobs jobs that are over
 */
public record Dependents(
        int benchmarks,
        int suites,
        int models,
        int features,
        int sweeps,
        int waitingJobs,
        List<UUID> runningJobs,
        int endedJobs) {
    /** Copies the list. */
    public Dependents {
        runningJobs = List.copyOf(runningJobs);
    }

    /** Counts of what would be missed, by name in the plural; without what there is none of, and without ended jobs. */
    public Map<String, Integer> missed() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        counts.put("benchmarks", benchmarks);
        counts.put("suites", suites);
        counts.put("models", models);
        counts.put("features", features);
        counts.put("sweeps", sweeps);
        counts.put("waiting jobs", waitingJobs);
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    Map<String, Integer> counts() {
        return Map.of(
                "benchmarks", benchmarks,
                "suites", suites,
                "models", models,
                "features", features,
                "sweeps", sweeps,
                "jobs", waitingJobs + runningJobs.size() + endedJobs);
    }
}
