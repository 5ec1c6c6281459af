package org.tonotopy.worker.board;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.benchmark.BenchmarkRepository;
import org.tonotopy.registry.leaderboard.EntryScores;
import org.tonotopy.registry.leaderboard.Leaderboard;
import org.tonotopy.registry.leaderboard.LeaderboardEntry;
import org.tonotopy.registry.leaderboard.SuiteEntry;
import org.tonotopy.registry.leaderboard.SuiteLeaderboard;
import org.tonotopy.registry.score.NeuronMetric;
import org.tonotopy.registry.suite.Suite;
import org.tonotopy.registry.suite.SuiteRepository;

/** Reads what a board is computed from. */
@Component
class BoardScores {
    /** Pairs grow with the square of the entries: a hundred make 4950. */
    private static final int MOST_COMPARED = 100;

    private final BenchmarkRepository benchmarks;
    private final SuiteRepository suites;
    private final Leaderboard leaderboard;
    private final SuiteLeaderboard suiteLeaderboard;

    BoardScores(
            BenchmarkRepository benchmarks,
            SuiteRepository suites,
            Leaderboard leaderboard,
            SuiteLeaderboard suiteLeaderboard) {
        this.benchmarks = benchmarks;
        this.suites = suites;
        this.leaderboard = leaderboard;
        this.suiteLeaderboard = suiteLeaderboard;
    }

    /**
     * The entries of a board and their neurons.
     *
     * @param board reference of the benchmark or the suite
     * @param metric by which it ranks
     * @param groups of its neurons
     * @param entries that are compared: the best by mean
     * @param scores by hash of the entry's spec
     */
    record Compared(
            String board,
            NeuronMetric metric,
            List<NeuronGroups.Group> groups,
            List<Candidate> entries,
            Map<String, EntryScores> scores) {
        /** Copies the collections. */
        Compared {
            groups = List.copyOf(groups);
            entries = List.copyOf(entries);
            scores = Map.copyOf(scores);
        }
    }

    /**
     * An entry that is compared.
     *
     * @param specSha256 hash of its spec
     * @param name unique, and among entries of equal rank the order of the board
     * @param models references of its versions
     */
    record Candidate(String specSha256, String name, List<String> models) {
        /** Copies the list. */
        Candidate {
            models = List.copyOf(models);
        }

        static Candidate of(LeaderboardEntry entry) {
            return new Candidate(
                    entry.specSha256(), name(entry.kind(), entry.composition(), entry.specSha256()), entry.models());
        }

        static Candidate of(SuiteEntry entry) {
            return new Candidate(
                    entry.specSha256(), name(entry.kind(), entry.composition(), entry.specSha256()), entry.models());
        }

        private static String name(String kind, String composition, String spec) {
            return kind + "\n" + composition + "\n" + spec;
        }
    }

    /**
     * Reads a board; empty where what it is of was deleted meanwhile.
     *
     * @param id identity of a benchmark or a suite
     */
    @Transactional(readOnly = true)
    public Optional<Compared> read(UUID id) {
        return benchmarks
                .findById(id)
                .map(this::read)
                .or(() -> suites.findById(id).map(this::read));
    }

    private Compared read(Benchmark benchmark) {
        List<Candidate> entries = leaderboard.entries(benchmark).stream()
                .limit(MOST_COMPARED)
                .map(Candidate::of)
                .toList();
        return new Compared(
                benchmark.reference().toString(),
                benchmark.definition().rankingMetric().metric(),
                NeuronGroups.of(benchmark.dataset().shape().orElseThrow(), benchmark.neurons()),
                entries,
                leaderboard.scores(benchmark, specs(entries)));
    }

    private Compared read(Suite suite) {
        List<Candidate> entries = suiteLeaderboard.entries(suite).entries().stream()
                .limit(MOST_COMPARED)
                .map(Candidate::of)
                .toList();
        return new Compared(
                suite.reference().toString(),
                suite.rankingMetric().metric(),
                NeuronGroups.byBenchmark(suite.benchmarks()),
                entries,
                suiteLeaderboard.scores(suite, specs(entries)));
    }

    private static List<String> specs(List<Candidate> entries) {
        return entries.stream().map(Candidate::specSha256).toList();
    }
}
