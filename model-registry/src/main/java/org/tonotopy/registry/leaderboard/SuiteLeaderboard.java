package org.tonotopy.registry.leaderboard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.registry.suite.Suite;

/** Lays the boards of a suite's benchmarks beside each other. */
public class SuiteLeaderboard {
    private final Leaderboard leaderboard;

    /** A board over those of the benchmarks. */
    public SuiteLeaderboard(Leaderboard leaderboard) {
        this.leaderboard = leaderboard;
    }

    /**
     * The models of a suite.
     *
     * @param entries with an entry on every one of its benchmarks: best mean first
     * @param leftOut how many models have an entry on some of its benchmarks only
     */
    public record Entries(List<SuiteEntry> entries, int leftOut) {
        /** Copies the list. */
        public Entries {
            entries = List.copyOf(entries);
        }
    }

    /**
     * The models of a suite. A benchmark's board holds what everybody may read who may read the benchmark, so this holds what everybody
     * may read who may read all of them.
     */
    @Transactional(readOnly = true)
    public Entries entries(Suite suite) {
        Map<String, List<LeaderboardEntry>> bySpec = new LinkedHashMap<>();
        for (List<LeaderboardEntry> ofBenchmark : leaderboard.entries(suite.benchmarks())) {
            ofBenchmark.forEach(entry -> bySpec.computeIfAbsent(entry.specSha256(), spec -> new ArrayList<>())
                    .add(entry));
        }
        List<SuiteEntry> whole = bySpec.values().stream()
                .filter(entries -> entries.size() == suite.benchmarks().size())
                .map(SuiteEntry::new)
                .sorted(SuiteEntry.order(suite.rankingMetric().metric()))
                .toList();
        return new Entries(whole, bySpec.size() - whole.size());
    }

    /**
     * The scores of a suite's entries, by hash of their spec: the neurons of all benchmarks, one benchmark after the other and each
     * averaged over the seeds that were fitted to it, as if there had been one fit. A neuron is known by its place.
     *
     * @param specs hashes of the specs that are wanted: each has an entry on every benchmark
     */
    @Transactional(readOnly = true)
    public Map<String, EntryScores> scores(Suite suite, Collection<String> specs) {
        List<Map<String, EntryScores>> scores = suite.benchmarks().stream()
                .map(benchmark -> leaderboard.scores(benchmark, specs))
                .toList();
        Map<String, EntryScores> together = new HashMap<>();
        for (String spec : specs) {
            List<EntryScores> parts = scores.stream()
                    .flatMap(ofBenchmark -> Stream.ofNullable(ofBenchmark.get(spec)))
                    .toList();
            if (parts.size() == scores.size()) {
                together.put(spec, EntryScores.together(parts));
            }
        }
        return together;
    }
}
