package org.tonotopy.api.page;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.api.dataset.DatasetProvenance;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.benchmark.BenchmarkRepository;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobRepository;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.leaderboard.Leaderboard;
import org.tonotopy.registry.leaderboard.LeaderboardEntry;
import org.tonotopy.registry.leaderboard.LeaderboardEntry.BoardMetric;
import org.tonotopy.registry.reference.VersionedName;
import org.tonotopy.registry.score.NeuronMetric;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Gathers what the page of boards shows. */
@Service
class BoardPageService {
    private static final int BOARDS = 3;
    private static final int MOST_ROWS = 10;
    private static final int MOST_JOBS = 20;
    private static final Instant NEWEST = Instant.parse("9999-12-31T00:00:00Z");

    private final BenchmarkRepository benchmarks;
    private final JobRepository jobs;
    private final Leaderboard leaderboard;

    BoardPageService(BenchmarkRepository benchmarks, JobRepository jobs, Leaderboard leaderboard) {
        this.benchmarks = benchmarks;
        this.jobs = jobs;
        this.leaderboard = leaderboard;
    }

    /**
     * Some boards.
     *
     * @param boards the newest benchmark first
     * @param next reference of the benchmark whose elders come next; empty on the last page
     */
    record Boards(List<BoardView> boards, Optional<String> next) {
        /** Copies the list. */
        Boards {
            boards = List.copyOf(boards);
        }
    }

    /**
     * A page of boards, the newest benchmark first.
     *
     * @param before only benchmarks that are older than this one; those that nobody knows are older than none
     */
    @Transactional(readOnly = true)
    public Boards boards(Optional<String> before) {
        Optional<Benchmark> last = before.flatMap(VersionedName::parse).flatMap(benchmarks::find);
        List<Benchmark> found = benchmarks.findBefore(
                last.map(Benchmark::createdAt).orElse(NEWEST),
                last.map(Benchmark::id).orElse(new UUID(0, 0)),
                Limit.of(BOARDS + 1));
        List<Benchmark> shown = found.subList(0, Math.min(BOARDS, found.size()));
        List<List<LeaderboardEntry>> entries = leaderboard.entries(shown);
        Map<UUID, List<Job>> open = open(shown);
        return new Boards(
                IntStream.range(0, shown.size())
                        .mapToObj(place -> board(
                                shown.get(place),
                                entries.get(place),
                                open.getOrDefault(shown.get(place).id(), List.of())))
                        .toList(),
                found.size() <= BOARDS
                        ? Optional.empty()
                        : Optional.of(shown.get(BOARDS - 1).reference().toString()));
    }

    /** Jobs that are not over, by benchmark. */
    private Map<UUID, List<Job>> open(List<Benchmark> benchmarks) {
        return jobs.findOpen(benchmarks.stream().map(Benchmark::id).toList(), MOST_JOBS).stream()
                .collect(Collectors.groupingBy(
                        job -> job.benchmark().orElseThrow().id()));
    }

    private static BoardView board(Benchmark benchmark, List<LeaderboardEntry> entries, List<Job> open) {
        DatasetProvenance provenance = DatasetProvenance.of(benchmark.dataset().metadata());
        return new BoardView(
                benchmark.reference().toString(),
                benchmark.dataset().reference().toString(),
                BenchmarkWords.facts(benchmark),
                Optional.of(String.join("; ", provenance.citations())).filter(text -> !text.isEmpty()),
                provenance.license(),
                benchmark.definition().rules(),
                entries.stream().limit(MOST_ROWS).map(BoardPageService::row).toList(),
                Math.max(0, entries.size() - MOST_ROWS),
                open.stream().map(BoardPageService::line).toList());
    }

    private static BoardView.Row row(LeaderboardEntry entry) {
        Optional<BoardMetric> normalised = metric(entry, NeuronMetric.CC_NORM);
        Optional<BoardMetric> plain = metric(entry, NeuronMetric.CC);
        return new BoardView.Row(
                entry.kind(),
                entry.composition(),
                EntryLabels.settings(entry.spec().model()),
                withSpread(normalised),
                PageNumbers.score(normalised.flatMap(BoardMetric::median)),
                withSpread(plain),
                PageNumbers.score(plain.flatMap(BoardMetric::median)),
                normalised.map(BoardPageService::neurons).orElse(PageNumbers.UNDEFINED),
                PageNumbers.count(entry.parameterCount()),
                IntStream.range(0, entry.seeds().size())
                        .mapToObj(index -> new Fact(
                                String.valueOf(entry.seeds().get(index)),
                                entry.models().get(index)))
                        .toList(),
                entry.models().get(0),
                PageNumbers.seconds(entry.fitSeconds()),
                String.join(", ", entry.authors()),
                PageTimes.day(entry.newest()));
    }

    private static Optional<BoardMetric> metric(LeaderboardEntry entry, NeuronMetric name) {
        return entry.metrics().stream()
                .filter(metric -> metric.metric() == name)
                .findFirst();
    }

    private static String withSpread(Optional<BoardMetric> metric) {
        String mean = PageNumbers.score(metric.flatMap(BoardMetric::mean));
        return metric.flatMap(BoardMetric::meanDeviation)
                .map(deviation -> mean + String.format(Locale.ROOT, " ± %.3f", deviation))
                .orElse(mean);
    }

    private static String neurons(BoardMetric metric) {
        return metric.leftOut() == 0
                ? String.valueOf(metric.counted())
                : metric.counted() + " (" + metric.leftOut() + " left out)";
    }

    private static BoardView.JobLine line(Job job) {
        JsonNode progress = job.progress().orElse(MissingNode.getInstance());
        String state = job.state().name().toLowerCase(Locale.ROOT);
        int networks = progress.path("networks").asInt(1);
        if (networks > 1) {
            int done = progress.path("networks_done").asInt(0);
            return new BoardView.JobLine(
                    JobLabels.of(job.spec()), state, done, networks, done + " of " + networks + " networks");
        }
        if (job.spec() instanceof JobSpec.Feature feature) {
            int done = progress.path("done").asInt(0);
            int total = progress.path("total").asInt(0);
            return new BoardView.JobLine(
                    feature.model() + ": " + JobLabels.of(feature),
                    state,
                    done,
                    total,
                    total == 0 ? "" : done + " of " + total + " done");
        }
        int epoch = progress.path("epoch").asInt(0);
        int most = progress.path("max_epochs").asInt(0);
        JsonNode score = progress.path("validation_score");
        return new BoardView.JobLine(
                JobLabels.of(job.spec()),
                state,
                epoch,
                most,
                (most == 0 ? "" : "epoch " + epoch + " of at most " + most)
                        + (score.isNumber()
                                ? String.format(Locale.ROOT, ", validation CCnorm %.3f", score.doubleValue())
                                : ""));
    }
}
