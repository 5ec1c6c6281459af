package org.tonotopy.worker.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.board.BoardLedger;
import org.tonotopy.registry.board.BoardStatistics;
import org.tonotopy.registry.job.JobState;
import org.tonotopy.worker.Lab;
import org.tonotopy.worker.SmallRecording;

/** A real worker and a real database. */
class BoardKeeperTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void aBoardIsComparedOnceItHasNewScores() {
        try (Lab lab = new Lab()) {
            lab.startWorker("comparing", Map.of("TONOTOPY_WORKER_BOARD_INTERVAL", "200ms"));
            Benchmark benchmark = lab.benchmark(lab.awaitEnd(lab.upload("small", SmallRecording.npz())));
            for (String model : new String[] {"{\"kind\": \"linear\"}", "{\"kind\": \"linear\", \"delay_bins\": 3}"}) {
                assertThat(lab.awaitEnd(lab.fit(benchmark, model, "{\"kind\": \"ridge\"}", 1))
                                .state())
                        .isEqualTo(JobState.SUCCEEDED);
            }

            BoardStatistics statistics = awaitCurrent(lab.part(BoardLedger.class), benchmark);

            assertThat(statistics.standings()).hasSize(2).allSatisfy(standing -> {
                assertThat(standing.rank()).isPresent();
                assertThat(standing.intervals()).hasSize(2);
            });
            assertThat(lab.part(BoardLedger.class).pairs(benchmark.id())).hasSize(1);
        }
    }

    private static BoardStatistics awaitCurrent(BoardLedger boards, Benchmark benchmark) {
        return await().atMost(PATIENCE)
                .until(() -> boards.find(benchmark.id()).filter(BoardLedger.Computed::current), Optional::isPresent)
                .orElseThrow()
                .statistics();
    }
}
