package org.tonotopy.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.job.Attempt;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobLedger;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.job.Units;
import org.tonotopy.registry.json.RegistryJson;
import org.tonotopy.registry.leaderboard.Leaderboard;
import org.tonotopy.registry.leaderboard.LeaderboardEntry;
import org.tonotopy.registry.model.FittedNetwork;
import org.tonotopy.registry.model.FittedSpec;
import org.tonotopy.registry.model.ModelRegistry;
import org.tonotopy.registry.model.ModelVersion;
import org.tonotopy.registry.model.ModelVersionRepository;
import org.tonotopy.registry.score.BenchmarkScore;
import org.tonotopy.registry.score.NeuronMetric;
import org.tonotopy.registry.score.NeuronScore;
import org.tonotopy.registry.score.ScoreAggregate;
import org.tonotopy.registry.score.ScoreRegistry;
import org.tonotopy.registry.worker.WorkerLife;

@SpringBootTest(classes = {RegistryDatabase.class, RegistryFixture.class})
class ModelRegistryTest extends RegistryTest {
    @Autowired
    JobLedger ledger;

    @Autowired
    ModelRegistry registry;

    @Autowired
    ModelVersionRepository versions;

    @Autowired
    ScoreRegistry scores;

    @Autowired
    Leaderboard leaderboard;

    @Autowired
    RegistryFixture fixture;

    @Test
    void aFittedModelIsReadBackAsItWasWritten() {
        Benchmark benchmark = fixture.benchmark(2);
        BenchmarkScore score = score(0.7);
        ModelVersion version = fitted(benchmark, "linear", 0, score);

        ModelVersion read = versions.findById(version.id()).orElseThrow();
        assertThat(read.reference().version()).isOne();
        assertThat(read.spec().model().whole("delay_bins")).isEqualTo(40);
        assertThat(read.specSha256()).isEqualTo(version.specSha256());
        assertThat(read.provenance()).isEqualTo(version.provenance());
        assertThat(read.neurons()).containsExactly(0, 1);
        List<FittedNetwork> networks = registry.networks(version.id());
        assertThat(networks).extracting(FittedNetwork::fold).containsExactly(Optional.of(0), Optional.of(1));
        assertThat(networks).extracting(FittedNetwork::neurons).containsExactly(List.of(), List.of(0));
        assertThat(networks.get(0).fit().chosen()).containsEntry("penalty", 10.0);
        assertThat(networks.get(1).fitSeconds()).isEqualTo(2);
        assertThat(registry.curve(version.id(), 0)).hasSize(2);
        assertThat(registry.curve(version.id(), 0).get(1).validationScore()).isEmpty();
        assertThat(registry.curve(version.id(), 1)).hasSize(1);
        assertThat(scores.find(version.id())).contains(score);
    }

    @Test
    void versionsOfOneNameCountWithoutGaps() {
        Benchmark benchmark = fixture.benchmark(2);

        assertThat(fitted(benchmark, "linear", 0, score(0.7)).reference().version())
                .isOne();
        assertThat(fitted(benchmark, "linear", 1, score(0.7)).reference().version())
                .isEqualTo(2);
        assertThat(fitted(benchmark, "ln", 0, score(0.7)).reference().version()).isOne();
    }

    @Test
    void theBoardFoldsSeedsAndPutsTheBestFirst() {
        Benchmark benchmark = fixture.benchmark(2);
        fitted(benchmark, "linear", 0, score(0.6));
        fitted(benchmark, "ln", 0, score(0.8));
        fitted(benchmark, "ln", 1, score(0.6));

        List<LeaderboardEntry> board = leaderboard.entries(benchmark);

        assertThat(board).extracting(LeaderboardEntry::kind).containsExactly("ln", "linear");
        LeaderboardEntry best = board.get(0);
        assertThat(best.seeds()).containsExactly(0L, 1L);
        LeaderboardEntry.BoardMetric metric = best.metrics().get(0);
        assertThat(metric.metric()).isEqualTo(NeuronMetric.CC_NORM);
        assertThat(metric.mean().orElseThrow()).isCloseTo(0.7, within(1e-15));
        assertThat(metric.meanDeviation().orElseThrow()).isCloseTo(Math.sqrt(0.02), within(1e-15));
        assertThat(metric.counted()).isOne();
        assertThat(metric.leftOut()).isOne();
        assertThat(board.get(1).metrics().get(0).meanDeviation()).isEmpty();
    }

    @Test
    void severalBoardsAreReadAtOnceInTheirOrder() {
        Benchmark one = fixture.benchmark(2);
        Benchmark empty = fixture.benchmark(2);
        Benchmark other = fixture.benchmark(2);
        fitted(one, "linear", 0, score(0.6));
        fitted(other, "linear", 0, score(0.7));
        fitted(other, "ln", 0, score(0.5));

        assertThat(leaderboard.entries(List.of(other, empty, one)))
                .containsExactly(leaderboard.entries(other), List.of(), leaderboard.entries(one));
        assertThat(leaderboard.entries(other))
                .extracting(LeaderboardEntry::kind)
                .containsExactly("linear", "ln");
    }

    @Test
    void fittingTheSameSeedAgainCannotImproveAScore() {
        Benchmark benchmark = fixture.benchmark(2);
        fitted(benchmark, "linear", 0, score(0.5));
        fitted(benchmark, "linear", 0, score(0.9));

        LeaderboardEntry entry = leaderboard.entries(benchmark).get(0);
        assertThat(entry.seeds()).containsExactly(0L);
        assertThat(entry.metrics().get(0).mean()).contains(0.5);
    }

    @Test
    void modelsOfEachNeuronStandBesidePopulationsAndPartialOnesOnNoBoard() {
        Benchmark benchmark = fixture.benchmark(2);
        fitted(benchmark, fixture.spec(benchmark, "ln", 0), score(0.5));
        fitted(benchmark, fixture.spec(benchmark, "ln", 0, Units.EACH_NEURON, List.of()), score(0.6));
        ModelVersion partial =
                fitted(benchmark, fixture.spec(benchmark, "ln", 0, Units.POPULATION, List.of(1)), score(0.9));

        assertThat(leaderboard.entries(benchmark))
                .extracting(entry -> entry.spec().units())
                .containsExactly(Units.EACH_NEURON, Units.POPULATION);
        assertThat(partial.coversItsBenchmark()).isFalse();
        assertThat(partial.neurons()).containsExactly(1);
    }

    @Test
    void anEnsembleHasItsMembersAndNoSeedAndTheSameOneAgainCannotImproveItsScore() {
        Benchmark benchmark = fixture.benchmark(2);
        List<ModelVersion> members =
                List.of(fitted(benchmark, "ln", 0, score(0.5)), fitted(benchmark, "ln", 1, score(0.5)));
        ensemble(benchmark, members, score(0.7));
        ModelVersion ensemble = ensemble(benchmark, members, score(0.8));

        ModelVersion read = versions.findById(ensemble.id()).orElseThrow();
        assertThat(read.seed()).isEmpty();
        assertThat(read.kind()).isEqualTo("ln");
        assertThat(registry.networks(ensemble.id())).isEmpty();
        LeaderboardEntry best = leaderboard.entries(benchmark).get(0);
        assertThat(best.spec().members())
                .containsExactlyElementsOf(
                        members.stream().map(ModelVersion::reference).toList());
        assertThat(best.models()).hasSize(1);
        assertThat(best.metrics().get(0).mean()).contains(0.7);
        assertThat(leaderboard.entries(benchmark)).hasSize(2);
    }

    @Test
    void specsOfEarlierReleasesReadAndHashAsTheyDid() {
        String spec = "{\"model\":{\"delay_bins\":40,\"kind\":\"linear\"},\"training\":{\"kind\":\"ridge\"}}";

        FittedSpec read = RegistryJson.mapper().readValue(spec, FittedSpec.class);

        assertThat(read.units()).isEqualTo(Units.POPULATION);
        assertThat(read.members()).isEmpty();
        assertThat(new String(RegistryJson.canonicalBytes(read), StandardCharsets.UTF_8))
                .isEqualTo(spec);
    }

    private ModelVersion ensemble(Benchmark benchmark, List<ModelVersion> members, BenchmarkScore score) {
        JobSpec.Ensemble spec = new JobSpec.Ensemble(
                benchmark.id(),
                benchmark.reference(),
                "ensemble-" + benchmark.reference().name(),
                members.stream().map(ModelVersion::reference).toList());
        Job job = ledger.submit(Job.ensemble(spec, benchmark, benchmark.owner(), Instant.now()));
        Attempt attempt = ledger.begin(job.id(), WorkerLife.begin("worker-1")).orElseThrow();
        ledger.succeed(
                attempt,
                () -> Map.of(
                        "model",
                        registry.register(job, spec, members, attempt, fixture.outcome(job, attempt, score))
                                .reference()));
        return versions.findByJobId(job.id()).orElseThrow();
    }

    @Test
    void anUndefinedMeanStandsLastAndIsNotZero() {
        Benchmark benchmark = fixture.benchmark(2);
        fitted(
                benchmark,
                "linear",
                0,
                new BenchmarkScore("1", score(0.1).neurons(), List.of(aggregate(Optional.empty()))));
        fitted(benchmark, "ln", 0, score(-0.2));

        List<LeaderboardEntry> board = leaderboard.entries(benchmark);
        assertThat(board).extracting(LeaderboardEntry::kind).containsExactly("ln", "linear");
        assertThat(board.get(1).metrics().get(0).mean()).isEmpty();
    }

    private ModelVersion fitted(Benchmark benchmark, String kind, long seed, BenchmarkScore score) {
        return fitted(benchmark, fixture.spec(benchmark, kind, seed), score);
    }

    private ModelVersion fitted(Benchmark benchmark, JobSpec.Fit spec, BenchmarkScore score) {
        Job job = ledger.submit(fixture.fit(benchmark, spec));
        Attempt attempt = ledger.begin(job.id(), WorkerLife.begin("worker-1")).orElseThrow();
        ledger.succeed(
                attempt,
                () -> Map.of(
                        "model",
                        registry.register(job, (JobSpec.Fit) job.spec(), attempt, fixture.outcome(job, attempt, score))
                                .reference()));
        return versions.findByJobId(job.id()).orElseThrow();
    }

    private static BenchmarkScore score(double ccNorm) {
        return new BenchmarkScore(
                "1",
                List.of(
                        new NeuronScore(0, Map.of(NeuronMetric.CC_NORM, ccNorm, NeuronMetric.CC, 0.5), Map.of()),
                        new NeuronScore(
                                1,
                                Map.of(NeuronMetric.CC, 0.25),
                                Map.of(NeuronMetric.CC_NORM, "the signal power is not positive"))),
                List.of(aggregate(Optional.of(ccNorm))));
    }

    private static ScoreAggregate aggregate(Optional<Double> mean) {
        return new ScoreAggregate(
                NeuronMetric.CC_NORM,
                mean,
                mean,
                mean,
                mean,
                mean.map(value -> value > 0 ? 1.0 : 0.0),
                1,
                1,
                Map.of("the signal power is not positive", 1));
    }
}
