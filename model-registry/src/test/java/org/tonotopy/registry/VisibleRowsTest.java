package org.tonotopy.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;
import org.tonotopy.registry.board.BoardClaim;
import org.tonotopy.registry.board.BoardLedger;
import org.tonotopy.registry.board.BoardStatistics;
import org.tonotopy.registry.job.Attempt;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobLedger;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.model.ModelRegistry;
import org.tonotopy.registry.model.ModelVersion;
import org.tonotopy.registry.score.BenchmarkScore;
import org.tonotopy.registry.score.NeuronMetric;
import org.tonotopy.registry.visibility.CurrentReader;
import org.tonotopy.registry.visibility.ReaderDataSource;
import org.tonotopy.registry.visibility.Sight;
import org.tonotopy.registry.visibility.Visibility;
import org.tonotopy.registry.worker.WorkerLife;

/** What the database shows to whom, in every combination. */
@SpringBootTest(classes = {RegistryDatabase.class, RegistryFixture.class})
class VisibleRowsTest extends RegistryTest {
    private static final List<String> TABLES = List.of("dataset", "benchmark", "model_version", "job");

    @Autowired
    DataSource everything;

    @Autowired
    JdbcClient database;

    @Autowired
    RegistryFixture fixture;

    @Autowired
    JobLedger ledger;

    @Autowired
    ModelRegistry models;

    @Autowired
    BoardLedger boards;

    @Autowired
    TransactionTemplate transaction;

    private final Map<String, UUID> readers = new TreeMap<>();
    private ModelVersion model;

    /** One session, which plans a statement once. */
    private SingleConnectionDataSource connection;

    private JdbcClient session;

    @BeforeEach
    void fill() throws SQLException {
        connection = new SingleConnectionDataSource(everything.getConnection(), true);
        session = JdbcClient.create(connection);
        UUID lab = lab();
        for (String reader : List.of("owner", "colleague", "maker", "friend", "guest", "stranger", "admin")) {
            readers.put(reader, fixture.account().id());
        }
        readers.put("nobody", CurrentReader.NOBODY_KNOWN);
        belongTo(lab, "owner");
        belongTo(lab, "colleague");
        belongTo(lab(), "guest");
        belongTo(lab(), "stranger");
        change("update account set role = 'ADMIN' where id = :id", readers.get("admin"));
        model = fitted();
        change("update dataset set owner_id = :id where id = '" + dataset() + "'", readers.get("owner"));
        change("update benchmark set owner_id = :id where id = '" + benchmark() + "'", readers.get("owner"));
        change("update model_version set owner_id = :id where id = '" + model.id() + "'", readers.get("maker"));
        change("update job set owner_id = :id where id = '" + model.jobId() + "'", readers.get("maker"));
        belongTo(lab, "maker");
    }

    @AfterEach
    void close() {
        connection.destroy();
    }

    private UUID dataset() {
        return model.benchmark().dataset().id();
    }

    private UUID benchmark() {
        return model.benchmark().id();
    }

    private UUID lab() {
        UUID id = UUID.randomUUID();
        change("insert into lab (id, name, created_at) values (:id, 'lab-' || :id, now())", id);
        return id;
    }

    private void belongTo(UUID lab, String reader) {
        change("update account set lab_id = '" + lab + "' where id = :id", readers.get(reader));
    }

    private void change(String statement, UUID id) {
        session.sql(statement).param("id", id).update();
    }

    private ModelVersion fitted() {
        var on = fixture.benchmark(2);
        JobSpec.Fit spec = fixture.spec(on, "ln", 0);
        Job job = ledger.submit(fixture.fit(on, spec));
        Attempt attempt = ledger.begin(job.id(), WorkerLife.begin("worker-1")).orElseThrow();
        List<ModelVersion> made = new ArrayList<>();
        BenchmarkScore score = new BenchmarkScore("1", List.of(), List.of());
        ledger.succeed(attempt, () -> {
            made.add(models.register(job, spec, attempt, fixture.outcome(job, attempt, score)));
            return Map.of();
        });
        return made.get(0);
    }

    private void set(String table, UUID id, Visibility visibility, boolean shared) {
        change("update " + table + " set visibility = '" + visibility + "' where id = :id", id);
        if (table.equals("job")) {
            return;
        }
        change("delete from reading_grant where " + table + "_id = :id", id);
        if (shared) {
            change(
                    "insert into reading_grant (" + table + "_id, account_id) values (:id, '" + readers.get("friend")
                            + "')",
                    id);
            change(
                    "insert into reading_grant (" + table + "_id, lab_id) select :id, lab_id from account where id = '"
                            + readers.get("guest") + "'",
                    id);
        }
    }

    /** Who may read a thing by what is said of it alone. */
    private static Predicate<String> let(String owner, Visibility visibility, boolean shared) {
        return reader -> reader.equals("admin")
                || reader.equals(owner)
                || visibility == Visibility.PUBLIC
                || (visibility == Visibility.LAB
                        && List.of("owner", "colleague", "maker").contains(reader))
                || (shared && List.of("friend", "guest").contains(reader));
    }

    /** A dataset is read by whom it lets, a benchmark by those of them whom it lets, and so on, whatever each says. */
    @Test
    void whatOneReadsFollowsFromWhatIsSaidOfItAndOfWhatItStandsOn() {
        for (int combination = 0; combination < 6 * 6 * 6; combination++) {
            List<Integer> said = List.of(combination % 6, combination / 6 % 6, combination / 36);
            List<Visibility> visible =
                    said.stream().map(number -> Visibility.values()[number % 3]).toList();
            List<Boolean> shared = said.stream().map(number -> number >= 3).toList();
            set("dataset", dataset(), visible.get(0), shared.get(0));
            set("benchmark", benchmark(), visible.get(1), shared.get(1));
            set("model_version", model.id(), visible.get(2), shared.get(2));
            set("job", model.jobId(), visible.get(2), shared.get(2));
            Predicate<String> ofDataset = let("owner", visible.get(0), shared.get(0));
            Predicate<String> ofBenchmark = ofDataset.and(let("owner", visible.get(1), shared.get(1)));
            Predicate<String> ofModel = ofBenchmark.and(let("maker", visible.get(2), shared.get(2)));
            List<Predicate<String>> expected = List.of(ofDataset, ofBenchmark, ofModel, ofModel);
            Map<String, List<Boolean>> seen = readers.keySet().stream()
                    .collect(Collectors.toMap(reader -> reader, this::seen, (one, other) -> one, TreeMap::new));
            Map<String, List<Boolean>> right = readers.keySet().stream()
                    .collect(Collectors.toMap(
                            reader -> reader,
                            reader -> expected.stream()
                                    .map(rule -> rule.test(reader))
                                    .toList(),
                            (one, other) -> one,
                            TreeMap::new));

            assertThat(seen).as(visible + " " + shared).isEqualTo(right);
            boolean everybody = visible.get(2) == Visibility.PUBLIC
                    || ((visible.get(0) != Visibility.PUBLIC || visible.get(1) != Visibility.PUBLIC)
                            && readers.keySet().stream()
                                    .allMatch(reader -> ofModel.test(reader) || !ofBenchmark.test(reader)));
            assertThat(onBoard()).as("board of " + visible + " " + shared).isEqualTo(everybody);
        }
    }

    private boolean onBoard() {
        return session.sql("select exists (select 1 from readable.board_model where model_version_id = :id)")
                .param("id", model.id())
                .query(Boolean.class)
                .single();
    }

    private List<Boolean> seen(String reader) {
        readAs(reader);
        return session.sql("select "
                        + TABLES.stream()
                                .map(table -> "exists (select 1 from readable." + table + " where id = :" + table + ")")
                                .collect(Collectors.joining(", ")))
                .param("dataset", dataset())
                .param("benchmark", benchmark())
                .param("model_version", model.id())
                .param("job", model.jobId())
                .query((row, number) -> IntStream.range(0, TABLES.size())
                        .mapToObj(table -> bool(row, table + 1))
                        .toList())
                .single();
    }

    private void readAs(String reader) {
        session.sql("select set_config('tonotopy.reader', :reader, false)")
                .param("reader", readers.get(reader).toString())
                .query(String.class)
                .single();
    }

    private static boolean bool(ResultSet row, int column) {
        try {
            return row.getBoolean(column);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void aContrastIsReadByWhoMayReadBothOfItsModels() {
        ModelVersion other = fitted();
        UUID job = model.jobId();
        String counterpart = "{\"model\": \"" + other.reference() + "\"}";
        session.sql(
                        "insert into feature (id, model_version_id, job_id, attempt, kind, neuron, settings, seed, counterpart,"
                                + " outcome, reason, numbers, undefined, array_key, created_at) select gen_random_uuid(), :model, :job, 1,"
                                + " 'contrast', 0, '{}', 0, cast(:counterpart as jsonb), 'UNDEFINED', 'for a test', '{}', '{}',"
                                + " (select object_key from stored_object limit 1), now()")
                .param("model", model.id())
                .param("job", job)
                .param("counterpart", counterpart)
                .update();
        session.sql("update job set kind = 'FEATURE', model_version_id = :model,"
                        + " spec = jsonb_build_object('counterpart', cast(:counterpart as jsonb)) where id = :job")
                .param("model", model.id())
                .param("counterpart", counterpart)
                .param("job", job)
                .update();

        assertThat(contrasts("stranger")).isEqualTo(List.of(1, 1));
        set("model_version", other.id(), Visibility.PRIVATE, true);
        assertThat(contrasts("stranger")).isEqualTo(List.of(0, 0));
        assertThat(contrasts("friend")).isEqualTo(List.of(1, 1));
    }

    /** Features of the model, and jobs that made it, that somebody sees. */
    private List<Integer> contrasts(String reader) {
        readAs(reader);
        return Stream.of("feature where model_version_id = :id", "job where model_version_id = :id")
                .map(rows -> session.sql("select count(*) from readable." + rows)
                        .param("id", model.id())
                        .query(Integer.class)
                        .single())
                .toList();
    }

    /** One connection serves one reader after another, as that of a pool does. */
    @Test
    void aConnectionSeesWhatItsLastReaderMay() throws Exception {
        set("dataset", dataset(), Visibility.PRIVATE, false);
        List<Optional<UUID>> now = new ArrayList<>(List.of(Optional.empty()));
        try (var connection = everything.getConnection()) {
            DataSource one = new ReaderDataSource(new SingleConnectionDataSource(connection, true), () -> now.get(0));
            JdbcClient seen = JdbcClient.create(one);
            String count = "select count(*) from dataset where id = '" + dataset() + "'";

            assertThat(seen.sql(count).query(Integer.class).single()).isEqualTo(1);
            now.set(0, Optional.of(readers.get("stranger")));
            assertThat(seen.sql(count).query(Integer.class).single()).isZero();
            now.set(0, Optional.of(readers.get("owner")));
            assertThat(seen.sql(count).query(Integer.class).single()).isEqualTo(1);
            now.set(0, Optional.of(CurrentReader.NOBODY_KNOWN));
            assertThat(seen.sql(count).query(Integer.class).single()).isZero();
            Sight sight = new Sight(seen, () -> now.get(0));
            new TransactionTemplate(new DataSourceTransactionManager(one)).executeWithoutResult(status -> {
                assertThat(sight.<Integer>ofEverything(
                                () -> seen.sql(count).query(Integer.class).single()))
                        .isEqualTo(1);
                assertThat(seen.sql(count).query(Integer.class).single()).isZero();
                assertThatThrownBy(() -> sight.ofEverything(() -> {
                            throw new IllegalStateException("refused");
                        }))
                        .hasMessage("refused");
                assertThat(seen.sql(count).query(Integer.class).single()).isZero();
            });
            now.set(0, Optional.empty());
            assertThat(seen.sql(count).query(Integer.class).single()).isEqualTo(1);
        }
    }

    @Test
    void whatIsForgottenOfABoardIsNotWrittenByWhoComputedItBefore() {
        boards.changed(benchmark());
        BoardClaim claim = claimOf(benchmark());
        BoardStatistics statistics = new BoardStatistics(NeuronMetric.CC_NORM, "0", "0.1.0+abc", List.of(), List.of());

        boards.forget(List.of(benchmark()));

        assertThat(boards.finish(claim, statistics, List.of())).isFalse();
        assertThat(boards.find(benchmark())).isEmpty();
    }

    private BoardClaim claimOf(UUID benchmark) {
        Optional<BoardClaim> claim = boards.claim(Duration.ofMinutes(1));
        while (claim.isPresent() && !claim.get().board().equals(benchmark)) {
            claim = boards.claim(Duration.ofMinutes(1));
        }
        return claim.orElseThrow();
    }

    /** Columns that were added since are in the views after the next migration. */
    @Test
    void aReaderSeesEveryColumn() {
        transaction.executeWithoutResult(status -> {
            database.sql("alter table feature add column added_later text").update();
            database.sql("select keep_readable()").query((row, number) -> true).single();
            assertThat(database.sql("select count(added_later) from readable.feature")
                            .query(Integer.class)
                            .single())
                    .isZero();
            status.setRollbackOnly();
        });
    }
}
