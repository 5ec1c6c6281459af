package org.tonotopy.api.leaderboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.Client;
import org.tonotopy.postgres.TestPostgres;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.benchmark.BenchmarkRepository;
import org.tonotopy.registry.board.BoardClaim;
import org.tonotopy.registry.board.BoardLedger;
import org.tonotopy.registry.board.BoardPair;
import org.tonotopy.registry.board.BoardStatistics;
import org.tonotopy.registry.board.BoardStatistics.GroupMean;
import org.tonotopy.registry.board.BoardStatistics.Interval;
import org.tonotopy.registry.board.BoardStatistics.NeuronGroup;
import org.tonotopy.registry.board.BoardStatistics.Standing;
import org.tonotopy.registry.leaderboard.Leaderboard;
import org.tonotopy.registry.leaderboard.LeaderboardEntry;
import org.tonotopy.registry.reference.VersionedName;
import org.tonotopy.registry.score.BenchmarkScore;
import org.tonotopy.registry.score.NeuronMetric;
import org.tonotopy.registry.score.ScoreRegistry;
import org.tonotopy.registry.suite.Suite;

/**
 * Fills a lab with 200 benchmarks, 5,000 models and 5 million rows of neurons, then reads boards, lists and pages of it for a minute
 * and says how long the answers took and what the rows of neurons take; run by name, {@code -Dbenchmarks} makes it smaller or larger.
 * Times are printed and written, never asserted. Plans of the statements of each answer are written beside them.
 */
@Tag("slow")
@TestPropertySource(properties = "tonotopy.access.requests-per-minute=1000000")
class LargeBoardsLoad extends ApiTest {
    private static final int BENCHMARKS = Integer.getInteger("benchmarks", 200);
    private static final int MODELS_EACH = 25;
    private static final int NEURONS = 1000;

    /** Hashes of the specs of copied models, the same on each board. */
    private static final List<String> SPECS = IntStream.rangeClosed(1, MODELS_EACH)
            .mapToObj(entry -> md5(String.valueOf(entry)).repeat(2))
            .toList();

    private static final int READERS = Integer.getInteger("readers", 2);
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("seconds", 60));
    private static final Path REPORT = Path.of("target", "large-boards.txt");
    private static final Path PLANS = Path.of("target", "large-boards-plans.txt");

    @Autowired
    BoardLedger boards;

    @Autowired
    JdbcClient database;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    BenchmarkRepository benchmarks;

    @Autowired
    Leaderboard leaderboard;

    @Autowired
    ScoreRegistry scores;

    @Autowired
    DataSource connections;

    @Test
    void readsOfALargeLabAreAnswered() throws IOException, SQLException, InterruptedException, ExecutionException {
        String stem = freshName("large");
        fill(stem);
        Map<String, List<Double>> milliseconds = load(stem);

        StringBuilder report = new StringBuilder(rows(stem))
                .append(String.format(
                        Locale.ROOT,
                        "%d readers, %d s%n%-40s %8s %8s %8s %8s%n",
                        READERS,
                        TIME.toSeconds(),
                        "",
                        "answers",
                        "50 %",
                        "95 %",
                        "most"));
        milliseconds.forEach((what, times) -> report.append(String.format(
                Locale.ROOT,
                "%-40s %8d %5.0f ms %5.0f ms %5.0f ms%n",
                what,
                times.size(),
                percentile(times, 0.5),
                percentile(times, 0.95),
                percentile(times, 1))));
        System.out.print(report);
        Files.writeString(REPORT, report);
        assertThat(milliseconds)
                .isNotEmpty()
                .noneSatisfy((what, times) -> assertThat(times).isEmpty());
        explain(stem);
    }

    /** Reads each address once more, by connections whose plans PostgreSQL writes into its log. */
    private void explain(String stem) throws IOException, SQLException {
        String name =
                database.sql("select current_database()").query(String.class).single();
        JdbcClient superuser = JdbcClient.create(new SingleConnectionDataSource(TestPostgres.superuser(), true));
        Map.of(
                        "session_preload_libraries", "auto_explain",
                        "auto_explain.log_min_duration", "2",
                        "auto_explain.log_analyze", "on",
                        "auto_explain.log_timing", "off",
                        "auto_explain.log_parameter_max_length", "0")
                .forEach((setting, value) -> superuser
                        .sql("alter database " + name + " set " + setting + " = '" + value + "'")
                        .update());
        ((HikariDataSource) ((DelegatingDataSource) connections).getTargetDataSource())
                .getHikariPoolMXBean()
                .softEvictConnections();
        StringBuilder plans = new StringBuilder();
        int known = log(superuser).length();
        for (Map.Entry<String, Function<Random, String>> address :
                addresses(stem).entrySet()) {
            viewer.get(address.getValue().apply(new Random(1)));
            String log = log(superuser);
            plans.append("\n==== ").append(address.getKey()).append('\n').append(log, known, log.length());
            known = log.length();
        }
        Files.writeString(PLANS, plans);
    }

    private static String log(JdbcClient superuser) {
        return superuser
                .sql("select pg_read_file(pg_current_logfile())")
                .query(String.class)
                .single();
    }

    /** What the rows of neurons take, and how long that takes which is done with many of them. */
    private String rows(String stem) {
        double rows = number("select count(*) from neuron_score");
        Random random = new Random(1);
        List<Double> readings = times(20, () -> {
            Benchmark benchmark = benchmarks
                    .find(VersionedName.parse(benchmark(stem, random)).orElseThrow())
                    .orElseThrow();
            List<String> specs = leaderboard.entries(benchmark).stream()
                    .map(LeaderboardEntry::specSha256)
                    .toList();
            assertThat(leaderboard.scores(benchmark, specs)).hasSize(specs.size());
        });
        UUID version = database.sql("select id from model_version where version = 1 and benchmark_id = (select id"
                        + " from benchmark where name = :name)")
                .param("name", stem)
                .query(UUID.class)
                .single();
        UUID other =
                benchmarks.find(new VersionedName(stem + "-1", 1)).orElseThrow().id();
        BenchmarkScore score = scores.find(version).orElseThrow();
        List<Double> writings = times(
                20,
                () -> transaction.executeWithoutResult(status -> {
                    scores.insert(version, other, score, Instant.now());
                    status.setRollbackOnly();
                }));
        List<Double> copying = times(1, this::copyOut);
        return String.format(
                Locale.ROOT,
                "%.0f rows of neurons: %.0f bytes of the table and %.0f of its index each%n"
                        + "reading what a board's statistics are made of: %.0f ms, 95 %% %.0f ms%n"
                        + "writing a score of %d neurons: %.0f ms, 95 %% %.0f ms%n"
                        + "reading all rows, as a dump does: %.1f s%n",
                rows,
                number("select pg_table_size('neuron_score')") / rows,
                number("select pg_indexes_size('neuron_score')") / rows,
                percentile(readings, 0.5),
                percentile(readings, 0.95),
                NEURONS,
                percentile(writings, 0.5),
                percentile(writings, 0.95),
                copying.get(0) / 1000);
    }

    private void copyOut() {
        jdbc.execute((Connection connection) -> {
            try (OutputStream nowhere = OutputStream.nullOutputStream()) {
                return connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyOut("copy neuron_score to stdout", nowhere);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        });
    }

    private double number(String question) {
        return database.sql(question).query(Double.class).single();
    }

    private static List<Double> times(int count, Runnable what) {
        List<Double> milliseconds = new ArrayList<>();
        for (int turn = 0; turn < count; turn++) {
            long start = System.nanoTime();
            what.run();
            milliseconds.add((System.nanoTime() - start) / 1e6);
        }
        return milliseconds;
    }

    private static double percentile(List<Double> times, double share) {
        List<Double> sorted = new ArrayList<>(times);
        Collections.sort(sorted);
        return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * sorted.size())));
    }

    /** One real benchmark with one real fit, and as many copies of both as there are to be. */
    private void fill(String stem) {
        Instant start = Instant.now();
        String benchmark = member.post("/api/v1/benchmarks", """
                        {"name": "%s", "dataset": "%s",
                         "split": {"train": [0, 1, 2], "validation": [3], "test": [4]}}""".formatted(stem, fixture.dataset(stem, NEURONS, 5)))
                .json()
                .path("reference")
                .stringValue();
        UUID job = UUID.fromString(member.post(
                        "/api/v1/jobs",
                        "{\"kind\": \"fit\", \"benchmark\": \"%s\", \"model\": {\"kind\": \"ln\"}, \"model_name\": \"%s\"}"
                                .formatted(benchmark, stem))
                .json()
                .path("id")
                .stringValue());
        UUID version = fixture.fit(job, 0.7).id();
        sql(
                "create temporary table copied_benchmark on commit preserve rows as select gen_random_uuid() as id, n from generate_series(1, %d) n"
                        .formatted(BENCHMARKS - 1));
        copy(
                "benchmark",
                "benchmark b join copied_benchmark c on b.name = '" + stem + "'",
                Map.of("id", "c.id", "name", "b.name || '-' || c.n"),
                "b");
        sql("create temporary table copied_model as select gen_random_uuid() as version, gen_random_uuid() as job,"
                + " gen_random_uuid() as score, b.id as benchmark, entry, row_number() over () + 1 as n from benchmark b,"
                + " generate_series(1, " + MODELS_EACH + ") as entry where b.name like '" + stem + "%'");
        copy(
                "job",
                "job b, copied_model c where b.id = '" + job + "'",
                Map.of("id", "c.job", "benchmark_id", "c.benchmark"),
                "b");
        copy(
                "model_version",
                "model_version b, copied_model c where b.id = '" + version + "'",
                Map.of(
                        "id",
                        "c.version",
                        "job_id",
                        "c.job",
                        "benchmark_id",
                        "c.benchmark",
                        "version",
                        "c.n",
                        "spec_sha256",
                        "decode(md5(c.entry::text) || md5(c.entry::text), 'hex')"),
                "b");
        copy(
                "score",
                "score b, copied_model c where b.model_version_id = '" + version + "'",
                Map.of("id", "c.score", "model_version_id", "c.version", "benchmark_id", "c.benchmark"),
                "b");
        String scored = "(select id from score where model_version_id = '" + version + "')";
        copy(
                "score_aggregate",
                "score_aggregate b, copied_model c where b.score_id = " + scored,
                Map.of("score_id", "c.score", "mean", "random()"),
                "b");
        copy(
                "neuron_score",
                "neuron_score b, copied_model c where b.score_id = " + scored,
                Map.of("score_id", "c.score", "cc", "random()", "cc_norm", "random()"),
                "b");
        sql("insert into suite select gen_random_uuid(), '" + stem
                + "', 1, '', '\\x00', owner_id, created_at from benchmark where name = '" + stem + "'");
        sql(
                "insert into benchmark_of_suite select s.id, row_number() over () - 1, b.id from suite s, (select id from copied_benchmark limit "
                        + Suite.MOST_BENCHMARKS + ") b where s.name = '" + stem + "'");
        sql(
                "insert into board (benchmark_id, changes) select distinct benchmark, 1 from copied_model on conflict do nothing");
        sql("insert into board (suite_id, changes) select id, 1 from suite where name = '" + stem + "'");
        sql("analyze");
        compare();
        System.out.printf(
                "%d rows of neurons after %s%n",
                database.sql("select count(*) from neuron_score")
                        .query(Long.class)
                        .single(),
                Duration.between(start, Instant.now()));
    }

    private void sql(String statement) {
        database.sql(statement).update();
    }

    /** Copies rows of a table with other values in some columns. */
    private void copy(String table, String from, Map<String, String> changed, String alias) {
        List<String> columns = database.sql(
                        "select column_name from information_schema.columns where table_name = :table and table_schema = 'public'")
                .param("table", table)
                .query(String.class)
                .list();
        sql("insert into " + table + " (" + String.join(", ", columns) + ") select "
                + String.join(
                        ", ",
                        columns.stream()
                                .map(column -> changed.getOrDefault(column, alias + "." + column))
                                .toList())
                + " from " + from);
    }

    private static String md5(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** What a worker would have computed, of the same size. */
    private void compare() {
        Optional<BoardClaim> claim = boards.claim(Duration.ofMinutes(10));
        while (claim.isPresent()) {
            List<String> specs = database.sql("select distinct encode(v.spec_sha256, 'hex') from model_version v"
                            + " where v.benchmark_id in (select :board union select benchmark_id from benchmark_of_suite where suite_id = :board)"
                            + " and v.neurons is null")
                    .param("board", claim.get().board())
                    .query(String.class)
                    .list();
            int parts = database.sql("select count(*) from benchmark_of_suite where suite_id = :board")
                    .param("board", claim.get().board())
                    .query(Integer.class)
                    .single();
            List<BoardPair> pairs = new ArrayList<>();
            for (int first = 0; first < specs.size(); first++) {
                for (int second = first + 1; second < specs.size(); second++) {
                    pairs.add(new BoardPair(
                            specs.get(first),
                            specs.get(second),
                            NEURONS,
                            Optional.of(0.0123456),
                            Optional.of(0.0012345),
                            Optional.of(0.0234567),
                            0.1234567,
                            0.0123456,
                            0.3456789,
                            false));
                }
            }
            boards.finish(
                    claim.get(),
                    new BoardStatistics(
                            NeuronMetric.CC_NORM,
                            "0123456789abcdef0123456789abcdef",
                            "generated",
                            Collections.nCopies(parts, new NeuronGroup("benchmark", "any", NEURONS)),
                            specs.stream().map(spec -> standing(spec, parts)).toList()),
                    pairs);
            claim = boards.claim(Duration.ofMinutes(10));
        }
    }

    private static Standing standing(String spec, int parts) {
        Optional<Double> value = Optional.of(0.7012345);
        return new Standing(
                spec,
                Optional.of(1),
                true,
                List.of(new Interval(NeuronMetric.CC_NORM, NEURONS, value, value, value, value, value, value)),
                Collections.nCopies(parts, new GroupMean(NEURONS, value)));
    }

    private Map<String, List<Double>> load(String stem) throws InterruptedException, ExecutionException {
        Map<String, Function<Random, String>> addresses = addresses(stem);
        List<String> names = List.copyOf(addresses.keySet());
        Map<String, List<Double>> all = new TreeMap<>();
        names.forEach(name -> all.put(name, Collections.synchronizedList(new ArrayList<>())));
        names.forEach(name -> assertThat(
                        viewer.get(addresses.get(name).apply(new Random(0))).status())
                .as(name)
                .isEqualTo(200));
        ExecutorService readers = Executors.newFixedThreadPool(READERS);
        try {
            Instant end = Instant.now().plus(TIME);
            List<Future<Void>> running = new ArrayList<>();
            for (int reader = 0; reader < READERS; reader++) {
                Random random = new Random(reader);
                Client client = viewer;
                Callable<Void> read = () -> {
                    while (Instant.now().isBefore(end)) {
                        String name = names.get(random.nextInt(names.size()));
                        String address = addresses.get(name).apply(random);
                        long start = System.nanoTime();
                        // Not by the client's own way, which compares each answer with the API's description.
                        int status = client.http()
                                .send(client.request(address).build(), HttpResponse.BodyHandlers.ofByteArray())
                                .statusCode();
                        double taken = (System.nanoTime() - start) / 1e6;
                        assertThat(status).as(address).isEqualTo(200);
                        all.get(name).add(taken);
                    }
                    return null;
                };
                running.add(readers.submit(read));
            }
            for (Future<Void> reader : running) {
                reader.get();
            }
        } finally {
            readers.shutdownNow();
        }
        return all;
    }

    private static Map<String, Function<Random, String>> addresses(String stem) {
        Map<String, Function<Random, String>> addresses = new TreeMap<>();
        addresses.put("board", random -> "/api/v1/benchmarks/" + benchmark(stem, random) + "/leaderboard");
        addresses.put("board as a page", random -> "/boards/" + benchmark(stem, random));
        addresses.put(
                "pairs of a board", random -> "/api/v1/benchmarks/" + benchmark(stem, random) + "/leaderboard/pairs");
        addresses.put("two entries as a page, 1000 neurons", random -> {
            String board = benchmark(stem, random);
            return "/boards/" + board + "/compare?first=" + SPECS.get(0) + "&second="
                    + SPECS.get(1 + random.nextInt(20));
        });
        addresses.put("benchmark as a page", random -> "/benchmarks/" + benchmark(stem, random));
        addresses.put("dataset as a page, 1000 neurons", random -> "/datasets/" + stem + "@1");
        addresses.put("board of a suite of 20", random -> "/api/v1/suites/" + stem + "@1/leaderboard");
        addresses.put("board of a suite of 20 as a page", random -> "/suites/" + stem + "@1");
        addresses.put("list of benchmarks", random -> "/api/v1/benchmarks?limit=50");
        addresses.put("list of datasets", random -> "/api/v1/datasets?limit=50");
        addresses.put("list of suites", random -> "/api/v1/suites?limit=50");
        addresses.put("list of sweeps", random -> "/api/v1/sweeps?limit=50");
        addresses.put("list of models", random -> "/api/v1/models?limit=50");
        addresses.put("list of models of a kind", random -> "/api/v1/models?limit=50&kind=ln");
        addresses.put("list of models that reach a score", random -> "/api/v1/models?min_score=" + random.nextDouble());
        addresses.put("list of models where none reaches it", random -> "/api/v1/models?min_score=2");
        addresses.put("list of a benchmark's models", random -> "/api/v1/models?benchmark=" + benchmark(stem, random));
        addresses.put(
                "list of a benchmark's submissions",
                random -> "/api/v1/benchmarks/" + benchmark(stem, random) + "/submissions");
        addresses.put("list of a model's features", random -> "/api/v1/models/" + model(stem, random) + "/features");
        addresses.put("list of jobs", random -> "/api/v1/jobs?limit=50");
        addresses.put("list of jobs that succeeded", random -> "/api/v1/jobs?limit=50&state=SUCCEEDED");
        addresses.put("list of jobs that wait", random -> "/api/v1/jobs?limit=50&state=QUEUED");
        addresses.put("jobs as a page", random -> "/jobs");
        addresses.put("queue as a page", random -> "/queue");
        addresses.put(
                "metrics of a model, 1000 neurons", random -> "/api/v1/models/" + model(stem, random) + "/metrics");
        addresses.put("model as a page, 1000 neurons", random -> "/models/" + model(stem, random));
        addresses.put("first page", random -> "/");
        return addresses;
    }

    private static String benchmark(String stem, Random random) {
        int number = random.nextInt(BENCHMARKS);
        return stem + (number == 0 ? "" : "-" + number) + "@1";
    }

    private static String model(String stem, Random random) {
        return stem + "@" + (1 + random.nextInt(BENCHMARKS * MODELS_EACH));
    }
}
