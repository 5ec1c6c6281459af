package org.tonotopy.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.board.BoardClaim;
import org.tonotopy.registry.board.BoardLedger;
import org.tonotopy.registry.board.BoardPair;
import org.tonotopy.registry.board.BoardStatistics;
import org.tonotopy.registry.reference.VersionedName;
import org.tonotopy.registry.score.NeuronMetric;
import org.tonotopy.registry.suite.Suite;
import org.tonotopy.registry.suite.SuiteRepository;

@SpringBootTest(classes = {RegistryDatabase.class, RegistryFixture.class})
class BoardLedgerTest extends RegistryTest {
    private static final BoardPair PAIR =
            new BoardPair("a", "b", 3, Optional.of(0.1), Optional.of(0.0), Optional.of(0.2), 0.5, 0.25, 0.25, false);

    @Autowired
    BoardLedger boards;

    @Autowired
    RegistryFixture fixture;

    @Autowired
    SuiteRepository suites;

    @Autowired
    JdbcClient database;

    @Test
    void severalChangesAreComputedOnceAndOneThatComesMeanwhileOnceMore() {
        UUID board = fixture.benchmark(2).id();
        boards.changed(board);
        boards.changed(board);
        BoardClaim claim = claim(board).orElseThrow();
        assertThat(claim.changes()).isEqualTo(2);
        assertThat(claim(board)).as("while somebody computes it").isEmpty();
        assertThat(boards.find(board)).isEmpty();

        boards.changed(board);
        assertThat(boards.finish(claim, statistics("first"), List.of(PAIR))).isTrue();
        assertThat(boards.find(board).orElseThrow().current()).isFalse();
        assertThat(boards.findWithPairs(board).orElseThrow().pairs()).containsExactly(PAIR);

        assertThat(boards.finish(claim(board).orElseThrow(), statistics("second"), List.of()))
                .isTrue();
        assertThat(boards.find(board).orElseThrow().current()).isTrue();
        assertThat(boards.find(board).orElseThrow().statistics()).isEqualTo(statistics("second"));
        assertThat(claim(board)).as("when nothing has changed").isEmpty();
    }

    @Test
    void pairsAreFoundInTheOrderThatIsAskedForAndThoseFirstThatDifferMostClearly() {
        UUID board = fixture.benchmark(2).id();
        boards.changed(board);
        BoardClaim claim = claim(board).orElseThrow();
        boards.finish(
                claim,
                statistics("any"),
                List.of(PAIR, pair("a", "c", 0.02), pair("b", "c", 0.01), pair("b", "d", 0.001), pair("c", "d", 0.02)));

        assertThat(boards.findPair(board, "a", "b")).contains(PAIR);
        assertThat(boards.findPair(board, "b", "a")).isEqualTo(PAIR.inOrder("b", "a"));
        assertThat(boards.findPair(board, "a", "d")).isEmpty();
        assertThat(boards.findClearestPairs(board, List.of("a", "b", "c"), 9))
                .containsExactly(pair("b", "c", 0.01), pair("a", "c", 0.02), PAIR);
        assertThat(boards.findClearestPairs(board, List.of("a", "b", "c", "d"), 3))
                .as("of those that differ alike the first in the board's order")
                .containsExactly(pair("b", "d", 0.001), pair("b", "c", 0.01), pair("a", "c", 0.02));
        assertThat(boards.findClearestPairs(fixture.benchmark(2).id(), List.of("a"), 3))
                .isEmpty();
    }

    private static BoardPair pair(String first, String second, double correctedPValue) {
        return new BoardPair(
                first,
                second,
                3,
                Optional.of(0.1),
                Optional.of(0.0),
                Optional.of(0.2),
                0.5,
                0.01,
                correctedPValue,
                true);
    }

    @Test
    void whoCameTooLateWritesNothing() {
        UUID board = fixture.benchmark(2).id();
        boards.changed(board);
        BoardClaim late = claim(board).orElseThrow();
        database.sql("update board set claimed_until = now() - interval '1 second' where benchmark_id = :board")
                .param("board", board)
                .update();
        BoardClaim next = claim(board).orElseThrow();

        assertThat(boards.finish(late, statistics("late"), List.of())).isFalse();
        assertThat(boards.find(board)).isEmpty();
        assertThat(boards.finish(next, statistics("next"), List.of())).isTrue();
        assertThat(boards.finish(late, statistics("late"), List.of())).isFalse();
        assertThat(boards.find(board).orElseThrow().statistics()).isEqualTo(statistics("next"));
    }

    @Test
    void theBoardOfASuiteChangesWithThatOfEachBenchmarkAndIsForgottenWithIt() {
        Benchmark one = fixture.benchmark(2);
        Benchmark other = fixture.benchmark(3);
        UUID suite = suites.saveAndFlush(new Suite(
                        new VersionedName("suite-" + UUID.randomUUID(), 1),
                        List.of(one, other),
                        "",
                        one.owner(),
                        Instant.EPOCH))
                .id();
        boards.opened(suite);
        assertThat(boards.finish(claim(suite).orElseThrow(), statistics("empty"), List.of()))
                .isTrue();
        assertThat(boards.find(suite).orElseThrow().current()).isTrue();

        boards.changed(other.id());
        assertThat(boards.find(suite).orElseThrow().current()).isFalse();
        BoardClaim late = claim(suite).orElseThrow();
        boards.forget(List.of(one.id()));
        assertThat(boards.find(suite)).isEmpty();
        assertThat(boards.finish(late, statistics("late"), List.of())).isFalse();
        assertThat(claim(suite)).isPresent();
    }

    /** Other tests' boards that are waiting are taken on the way. */
    private Optional<BoardClaim> claim(UUID board) {
        List<BoardClaim> claims = new ArrayList<>();
        for (Optional<BoardClaim> claim = boards.claim(Duration.ofMinutes(5));
                claim.isPresent();
                claim = boards.claim(Duration.ofMinutes(5))) {
            claims.add(claim.get());
        }
        return claims.stream().filter(claim -> claim.board().equals(board)).findFirst();
    }

    private static BoardStatistics statistics(String hash) {
        return new BoardStatistics(NeuronMetric.CC_NORM, hash, "0.1.0+abc", List.of(), List.of());
    }
}
