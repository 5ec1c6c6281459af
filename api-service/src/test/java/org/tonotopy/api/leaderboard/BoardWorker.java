package org.tonotopy.api.leaderboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.tonotopy.registry.benchmark.BenchmarkRepository;
import org.tonotopy.registry.board.BoardClaim;
import org.tonotopy.registry.board.BoardLedger;
import org.tonotopy.registry.board.BoardPair;
import org.tonotopy.registry.board.BoardStatistics;
import org.tonotopy.registry.board.BoardStatistics.GroupMean;
import org.tonotopy.registry.board.BoardStatistics.Interval;
import org.tonotopy.registry.board.BoardStatistics.NeuronGroup;
import org.tonotopy.registry.board.BoardStatistics.Standing;
import org.tonotopy.registry.reference.VersionedName;
import org.tonotopy.registry.score.NeuronMetric;

/**
 * Does what a worker does for a board.
 *
 * @param boards of the database
 * @param benchmarks of the database
 */
public record BoardWorker(BoardLedger boards, BenchmarkRepository benchmarks) {
    private static final Duration PUT_BACK = Duration.ofSeconds(4);

    /** The first entry is significantly better: 0.76 and 0.55. */
    public void compute(String benchmark, String first, String second) {
        UUID id = benchmarks
                .find(VersionedName.parse(benchmark).orElseThrow())
                .orElseThrow()
                .id();
        BoardStatistics statistics = new BoardStatistics(
                NeuronMetric.CC_NORM,
                "0123456789abcdef0123456789abcdef",
                "0.1.0+abc",
                List.of(new NeuronGroup("area", "A1", 2)),
                List.of(standing(first, 1, 0.76), standing(second, 2, 0.55)));
        BoardPair pair = new BoardPair(
                first, second, 2, Optional.of(0.21), Optional.of(0.2), Optional.of(0.22), 1, 0.01, 0.02, true);
        compute(id, statistics, List.of(pair));
    }

    /** What comes out is this: of a benchmark or a suite. */
    public void compute(UUID board, BoardStatistics statistics, List<BoardPair> pairs) {
        // Boards of other tests come up as well; they are put back after some seconds, for whoever waits for one of
        // them.
        BoardClaim claim = await().pollInSameThread()
                .until(() -> takeUpTo(board), Optional::isPresent)
                .orElseThrow();
        assertThat(boards.finish(claim, statistics, pairs)).isTrue();
    }

    /** Takes boards until it has one; empty where it was not among them. */
    private Optional<BoardClaim> takeUpTo(UUID board) {
        Optional<BoardClaim> claim = boards.claim(PUT_BACK);
        while (claim.isPresent() && !claim.get().board().equals(board)) {
            claim = boards.claim(PUT_BACK);
        }
        return claim;
    }

    private static Standing standing(String entry, int rank, double mean) {
        Optional<Double> low = Optional.of(mean - 0.01);
        Optional<Double> high = Optional.of(mean + 0.01);
        return new Standing(
                entry,
                Optional.of(rank),
                false,
                List.of(new Interval(
                        NeuronMetric.CC_NORM, 2, Optional.of(mean), low, high, Optional.of(mean), low, high)),
                List.of(new GroupMean(2, Optional.of(mean))));
    }
}
