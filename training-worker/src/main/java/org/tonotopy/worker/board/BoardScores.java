package org.tonotopy.worker.board;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.benchmark.BenchmarkRepository;
import org.tonotopy.registry.dataset.DatasetShape;
import org.tonotopy.registry.leaderboard.EntryScores;
import org.tonotopy.registry.leaderboard.Leaderboard;
import org.tonotopy.registry.leaderboard.LeaderboardEntry;
import org.tonotopy.registry.score.NeuronMetric;

/** Reads what a board is computed from. */
@Component
class BoardScores {
    /** Pairs grow with the square of the entries: a hundred make 4950. */
    private static final int MOST_COMPARED = 100;

    private final BenchmarkRepository benchmarks;
    private final Leaderboard leaderboard;

    BoardScores(BenchmarkRepository benchmarks, Leaderboard leaderboard) {
        this.benchmarks = benchmarks;
        this.leaderboard = leaderboard;
    }

    /**
     * The entries of a board and their neurons.
     *
     * @param benchmark its reference
     * @param metric by which it ranks
     * @param shape of its dataset
     * @param entries that are compared: the best by mean
     * @param scores by hash of the entry's spec
     */
    record Compared(
            String benchmark,
            NeuronMetric metric,
            DatasetShape shape,
            List<LeaderboardEntry> entries,
            Map<String, EntryScores> scores) {
        /** Copies the collections. */
        Compared {
            entries = List.copyOf(entries);
            scores = Map.copyOf(scores);
        }
    }

    /** Reads a board; empty where the benchmark was deleted meanwhile. */
    @Transactional(readOnly = true)
    public Optional<Compared> read(UUID id) {
        return benchmarks.findById(id).map(this::read);
    }

    private Compared read(Benchmark benchmark) {
        List<LeaderboardEntry> entries =
                leaderboard.entries(benchmark).stream().limit(MOST_COMPARED).toList();
        return new Compared(
                benchmark.reference().toString(),
                benchmark.definition().rankingMetric().metric(),
                benchmark.dataset().shape().orElseThrow(),
                entries,
                leaderboard.scores(
                        benchmark,
                        entries.stream().map(LeaderboardEntry::specSha256).toList()));
    }
}
