package org.tonotopy.api.leaderboard;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.tonotopy.registry.catalogue.Specification;
import org.tonotopy.registry.job.Units;

/** What the boards of benchmarks and those of suites show of an entry alike. */
public interface ShownEntry {
    /** Hashes that stand for some entries. */
    static List<String> specs(List<? extends ShownEntry> entries) {
        return entries.stream().map(ShownEntry::specSha256).toList();
    }

    /** Its place; empty where it was not compared. */
    Optional<Integer> rank();

    /** Model kind. */
    String kind();

    /** What it is beside one network for all neurons; may be empty. */
    String label();

    /** What one network predicts. */
    Units units();

    /** What was fitted. */
    Specification model();

    /** How. */
    Specification training();

    /** Hash that stands for it. */
    String specSha256();

    /** References of all of its versions; at least one. */
    List<String> models();

    /** Who asked for the fits. */
    List<String> authors();

    /** When the newest of its versions was registered. */
    Instant newest();

    /** How many seeds were fitted; on a suite's board to the benchmark with the fewest. */
    int fewestSeeds();

    /** Mean of a metric over neurons. */
    Optional<Double> mean(String metric);

    /** Median of a metric over neurons. */
    Optional<Double> median(String metric);

    /** Number of fitted parameters; on a suite's board of the networks for all benchmarks together. */
    Optional<Long> parameterCount();

    /** Mean wall time of a fit in seconds; on a suite's board of one fit to each benchmark together. */
    Optional<Double> fitSeconds();
}
