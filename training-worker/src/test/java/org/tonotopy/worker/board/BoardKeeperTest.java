package org.tonotopy.worker.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.board.BoardLedger;
import org.tonotopy.registry.board.BoardStatistics;
import org.tonotopy.registry.board.BoardStatistics.GroupMean;
import org.tonotopy.registry.board.BoardStatistics.NeuronGroup;
import org.tonotopy.registry.board.BoardStatistics.Standing;
import org.tonotopy.registry.job.JobState;
import org.tonotopy.registry.leaderboard.SuiteLeaderboard;
import org.tonotopy.registry.reference.VersionedName;
import org.tonotopy.registry.score.NeuronMetric;
import org.tonotopy.registry.suite.Suite;
import org.tonotopy.registry.suite.SuiteRepository;
import org.tonotopy.worker.Lab;
import org.tonotopy.worker.SmallRecording;

/** A real worker and a real database. */
class BoardKeeperTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void aBoardIsComparedOnceItHasNewScoresAndSoIsThatOfASuite() {
        try (Lab lab = new Lab()) {
            lab.startWorker("comparing", Map.of("TONOTOPY_WORKER_BOARD_INTERVAL", "200ms"));
            Benchmark benchmark = lab.benchmark(lab.awaitEnd(lab.upload("small", SmallRecording.npz())));
            for (String model : new String[] {"{\"kind\": \"linear\"}", "{\"kind\": \"linear\", \"delay_bins\": 3}"}) {
                assertThat(lab.awaitEnd(lab.fit(benchmark, model, "{\"kind\": \"ridge\"}", 1))
                                .state())
                        .isEqualTo(JobState.SUCCEEDED);
            }

            BoardStatistics statistics = awaitCurrent(lab.part(BoardLedger.class), benchmark.id());

            assertThat(statistics.standings()).hasSize(2).allSatisfy(standing -> {
                assertThat(standing.rank()).isPresent();
                assertThat(standing.intervals()).hasSize(2);
            });
            assertThat(lab.part(BoardLedger.class)
                            .findWithPairs(benchmark.id())
                            .orElseThrow()
                            .pairs())
                    .hasSize(1);
            suite(lab, benchmark);
        }
    }

    /** Two datasets, and of the two models one that was fitted to the first alone. */
    private static void suite(Lab lab, Benchmark benchmark) {
        Benchmark other = lab.benchmark(lab.awaitEnd(lab.upload("other", SmallRecording.ragged(0))));
        Suite suite = lab.part(SuiteRepository.class)
                .saveAndFlush(new Suite(
                        new VersionedName("both", 1), List.of(benchmark, other), "", benchmark.owner(), Instant.now()));
        BoardLedger boards = lab.part(BoardLedger.class);
        boards.opened(suite.id());
        assertThat(awaitCurrent(boards, suite.id()).standings()).isEmpty();

        lab.awaitEnd(lab.fit(other, "{\"kind\": \"linear\"}", "{\"kind\": \"ridge\"}", 2));

        BoardStatistics together = awaitCurrent(boards, suite.id());
        assertThat(together.standings()).hasSize(1);
        Standing standing = together.standings().get(0);
        assertThat(standing.rank()).contains(1);
        assertThat(together.groups())
                .extracting(NeuronGroup::label)
                .containsExactly(
                        benchmark.reference().toString(), other.reference().toString());
        assertThat(standing.groups())
                .hasSize(2)
                .allSatisfy(part -> assertThat(part.counted()).isPositive());
        assertThat(standing.groups().stream().mapToInt(GroupMean::counted).sum())
                .isEqualTo(standing.interval(NeuronMetric.CC_NORM).orElseThrow().counted());
        SuiteLeaderboard.Entries entries = lab.part(SuiteLeaderboard.class).entries(suite);
        assertThat(entries.entries()).hasSize(1);
        assertThat(entries.leftOut()).isOne();
    }

    private static BoardStatistics awaitCurrent(BoardLedger boards, UUID board) {
        return await().atMost(PATIENCE)
                .until(() -> boards.find(board).filter(BoardLedger.Computed::current), Optional::isPresent)
                .orElseThrow()
                .statistics();
    }
}
