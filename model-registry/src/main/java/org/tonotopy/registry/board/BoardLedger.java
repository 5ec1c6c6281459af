package org.tonotopy.registry.board;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.registry.json.RegistryJson;
import tools.jackson.core.type.TypeReference;

/**
 * Sees to it that the statistics of every board are computed once for each change, or once for several that come together. A worker
 * claims a board for a while; when it dies, another one may. Only the latest claim can be written. A board has the identity of its
 * benchmark or suite; that of a suite changes whenever that of one of its benchmarks does.
 */
public class BoardLedger {
    private final JdbcClient database;

    /** A ledger of the boards in a database. */
    public BoardLedger(JdbcClient database) {
        this.database = database;
    }

    /**
     * The statistics of a board.
     *
     * @param statistics the latest
     * @param computedAt when they were computed
     * @param current whether no score was added since
     */
    public record Computed(BoardStatistics statistics, Instant computedAt, boolean current) {}

    /**
     * A board as it was computed last.
     *
     * @param computed its statistics
     * @param pairs each pair of entries once
     */
    public record Compared(Computed computed, List<BoardPair> pairs) {
        /** Copies the list. */
        public Compared {
            pairs = List.copyOf(pairs);
        }
    }

    /** Whether everybody may read a model version who may read its benchmark: no other one is on the board. */
    @Transactional(readOnly = true)
    public boolean mayHold(UUID version) {
        return database.sql("select exists (select 1 from readable.board_model where model_version_id = :version)")
                .param("version", version)
                .query(Boolean.class)
                .single();
    }

    /** A model was scored. Of one that its board may not hold the board tells nothing, not even that it has changed. */
    @Transactional
    public void scored(UUID benchmark, UUID version) {
        if (mayHold(version)) {
            changed(benchmark);
        }
    }

    /** A score was added to a benchmark's board or taken off it, and so to those of its suites; part of the caller's transaction. */
    @Transactional
    public void changed(UUID benchmark) {
        database.sql("insert into board (benchmark_id, changes) values (:benchmark, 1)"
                        + " on conflict (id) do update set changes = board.changes + 1")
                .param("benchmark", benchmark)
                .update();
        // In one order: those who change two benchmarks of the same suites must not wait for each other.
        database.sql("insert into board (suite_id, changes) select suite_id, 1 from benchmark_of_suite"
                        + " where benchmark_id = :benchmark order by suite_id"
                        + " on conflict (id) do update set changes = board.changes + 1")
                .param("benchmark", benchmark)
                .update();
    }

    /**
     * Until the caller's transaction ends, no score is added to some benchmarks: whoever adds one afterwards sees the suite that is
     * made of them. To be called before anything else is done to them.
     *
     * @return whether all of them are still there
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean hold(Collection<UUID> benchmarks) {
        return database.sql("select id from benchmark where id = any(:benchmarks) order by id for update")
                        .param("benchmarks", benchmarks.toArray(UUID[]::new))
                        .query(UUID.class)
                        .list()
                        .size()
                == benchmarks.size();
    }

    /** A suite was defined: its board is to be computed, as far as its benchmarks have scores. Part of the caller's transaction. */
    @Transactional
    public void opened(UUID suite) {
        database.sql("insert into board (suite_id, changes) values (:suite, 1)")
                .param("suite", suite)
                .update();
    }

    /**
     * Other models may be on some boards than were, and who reads them must not find any that is not: what was computed is forgotten,
     * and what is being computed is not kept; nor of the suites with these benchmarks. Part of the caller's transaction.
     */
    @Transactional
    public void forget(Collection<UUID> benchmarks) {
        forget("benchmark_id", "score", benchmarks);
        forget("suite_id", "benchmark_of_suite", benchmarks);
    }

    private void forget(String whose, String table, Collection<UUID> benchmarks) {
        database.sql("insert into board (" + whose + ", changes) select distinct " + whose + ", 1 from " + table
                        + " where benchmark_id = any(:benchmarks) order by " + whose
                        + " on conflict (id) do update set changes = board.changes + 1, claim = null, claimed_until = null,"
                        + " statistics = null, comparisons = null, computed_at = null")
                .param("benchmarks", benchmarks.toArray(UUID[]::new))
                .update();
    }

    /** The same for all boards of benchmarks with models that not everybody may read: somebody reads something else now. */
    @Transactional
    public void forgetRestricted() {
        forget(database.sql("select distinct benchmark_id from model_version where visibility <> 'PUBLIC'")
                .query(UUID.class)
                .list());
    }

    /**
     * Takes a board that is to be computed.
     *
     * @param time for which nobody else takes it
     */
    @Transactional
    public Optional<BoardClaim> claim(Duration time) {
        UUID token = UUID.randomUUID();
        return database.sql("update board set claim = :token, claimed_until = now() + :time * interval '1 second'"
                        + " where id = (select id from board where computed_changes < changes"
                        + " and (claimed_until is null or claimed_until < now())"
                        + " order by computed_at nulls first limit 1 for update skip locked)"
                        + " returning id, changes")
                .param("token", token)
                .param("time", time.toSeconds())
                .query((row, number) -> new BoardClaim(row.getObject("id", UUID.class), row.getLong("changes"), token))
                .optional();
    }

    /**
     * Keeps what was computed.
     *
     * @return false where another one has claimed the board since, or it is gone: nothing was written
     */
    @Transactional
    public boolean finish(BoardClaim claim, BoardStatistics statistics, List<BoardPair> pairs) {
        return database.sql("update board set computed_changes = :changes, statistics = cast(:statistics as jsonb),"
                                + " comparisons = cast(:pairs as jsonb), computed_at = now(), claim = null,"
                                + " claimed_until = null where id = :board and claim = :token")
                        .param("changes", claim.changes())
                        .param("statistics", RegistryJson.mapper().writeValueAsString(statistics))
                        .param("pairs", RegistryJson.mapper().writeValueAsString(pairs))
                        .param("board", claim.board())
                        .param("token", claim.token())
                        .update()
                == 1;
    }

    /** The latest statistics of a board; empty where none were computed yet. */
    @Transactional(readOnly = true)
    public Optional<Computed> find(UUID board) {
        return Optional.ofNullable(find(List.of(board)).get(board));
    }

    /** The latest statistics of some boards; of those alone that have any. */
    @Transactional(readOnly = true)
    public Map<UUID, Computed> find(Collection<UUID> boards) {
        Map<UUID, Computed> found = new HashMap<>();
        database.sql("select id, statistics, computed_at, computed_changes = changes as current from board"
                        + " where id = any(:boards) and statistics is not null")
                .param("boards", boards.toArray(UUID[]::new))
                .query(row -> {
                    found.put(row.getObject("id", UUID.class), computed(row));
                });
        return found;
    }

    /** The latest statistics of a board together with all of its pairs; empty where none were computed yet. */
    @Transactional(readOnly = true)
    public Optional<Compared> findWithPairs(UUID board) {
        return database.sql("select statistics, computed_at, computed_changes = changes as current, comparisons"
                        + " from board where id = :board and statistics is not null and comparisons is not null")
                .param("board", board)
                .query((row, number) -> new Compared(computed(row), pairs(row)))
                .optional();
    }

    /** Two entries of a board as they were compared last, in this order; empty where they were not. */
    @Transactional(readOnly = true)
    public Optional<BoardPair> findPair(UUID board, String first, String second) {
        return database.sql("select pair from board cross join jsonb_array_elements(comparisons) as pairs (pair)"
                        + " where id = :board and statistics is not null"
                        + " and (pair ->> 'first', pair ->> 'second') in ((:first, :second), (:second, :first))")
                .param("board", board)
                .param("first", first)
                .param("second", second)
                .query((row, number) -> pair(row))
                .optional()
                .flatMap(pair -> pair.inOrder(first, second));
    }

    /**
     * The pairs of some entries of a board that differ most clearly, as they were compared last: the smallest corrected p first.
     *
     * @param entries hashes of their specs
     * @param most how many
     */
    @Transactional(readOnly = true)
    public List<BoardPair> findClearestPairs(UUID board, Collection<String> entries, int most) {
        return database.sql("select pair from board"
                        + " cross join jsonb_array_elements(comparisons) with ordinality as pairs (pair, place)"
                        + " where id = :board and statistics is not null"
                        + " and pair ->> 'first' = any(:entries) and pair ->> 'second' = any(:entries)"
                        + " order by cast(pair -> 'corrected_pvalue' as double precision), place limit :most")
                .param("board", board)
                .param("entries", entries.toArray(String[]::new))
                .param("most", most)
                .query((row, number) -> pair(row))
                .list();
    }

    private static Computed computed(ResultSet row) throws SQLException {
        return new Computed(
                RegistryJson.mapper().readValue(row.getString("statistics"), BoardStatistics.class),
                row.getTimestamp("computed_at").toInstant(),
                row.getBoolean("current"));
    }

    private static BoardPair pair(ResultSet row) throws SQLException {
        return RegistryJson.mapper().readValue(row.getString("pair"), BoardPair.class);
    }

    private static List<BoardPair> pairs(ResultSet row) throws SQLException {
        return RegistryJson.mapper().readValue(row.getString("comparisons"), new TypeReference<List<BoardPair>>() {});
    }
}
