package org.tonotopy.worker.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Measures how long a worker computes the statistics of a board, on one core and without reading it; run by name. */
@Tag("slow")
class BoardComputationLoad {
    private static final int RUNS = 5;

    @Test
    void howLongTheStatisticsOfABoardTake() {
        for (int neurons : new int[] {100, 1000}) {
            for (int entries : new int[] {10, 25, 50, 100}) {
                BoardScores.Compared board = board(entries, neurons);
                List<Double> milliseconds = Stream.generate(() -> milliseconds(board))
                        .limit(RUNS)
                        .sorted()
                        .toList();
                System.out.printf(
                        Locale.ROOT,
                        "| %d entries of %d neurons, %d pairs | %.0f ms |%n",
                        entries,
                        neurons,
                        entries * (entries - 1) / 2,
                        milliseconds.get(RUNS / 2));
            }
        }
    }

    private static double milliseconds(BoardScores.Compared board) {
        long start = System.nanoTime();
        assertThat(BoardComputation.of(board).pairs()).isNotEmpty();
        return (System.nanoTime() - start) / 1e6;
    }

    private static BoardScores.Compared board(int entries, int neurons) {
        Random random = new Random(1);
        return BoardComputationTest.board(IntStream.range(0, entries)
                .boxed()
                .collect(Collectors.toMap(
                        entry -> "entry-" + entry,
                        entry -> List.of(Stream.generate(() -> 0.5 + 0.001 * entry + 0.1 * random.nextGaussian())
                                .limit(neurons)
                                .toList()))));
    }
}
