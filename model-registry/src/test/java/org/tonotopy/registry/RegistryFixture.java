package org.tonotopy.registry;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import org.tonotopy.registry.account.Account;
import org.tonotopy.registry.account.AccountRepository;
import org.tonotopy.registry.account.Role;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.benchmark.BenchmarkDefinition;
import org.tonotopy.registry.benchmark.BenchmarkRepository;
import org.tonotopy.registry.benchmark.NeuronSelection;
import org.tonotopy.registry.benchmark.RankingMetric;
import org.tonotopy.registry.benchmark.Smoothing;
import org.tonotopy.registry.benchmark.StimulusSplit;
import org.tonotopy.registry.catalogue.Specification;
import org.tonotopy.registry.content.Sha256;
import org.tonotopy.registry.dataset.Dataset;
import org.tonotopy.registry.dataset.DatasetRepository;
import org.tonotopy.registry.dataset.DatasetShape;
import org.tonotopy.registry.dataset.RecordingForm;
import org.tonotopy.registry.job.Attempt;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.job.Units;
import org.tonotopy.registry.json.RegistryJson;
import org.tonotopy.registry.model.FitOutcome;
import org.tonotopy.registry.model.FitSummary;
import org.tonotopy.registry.model.FittedNetwork;
import org.tonotopy.registry.model.LearningCurvePoint;
import org.tonotopy.registry.model.NetworkOutcome;
import org.tonotopy.registry.model.Provenance;
import org.tonotopy.registry.prediction.KeptPredictions;
import org.tonotopy.registry.reference.VersionedName;
import org.tonotopy.registry.score.BenchmarkScore;
import org.tonotopy.registry.store.ObjectKey;
import org.tonotopy.registry.store.ObjectStore;
import org.tonotopy.registry.store.StoredContent;
import org.tonotopy.registry.store.StoredObjectRepository;

/** Makes real rows for tests. */
@Component
class RegistryFixture {
    private final AccountRepository accounts;
    private final DatasetRepository datasets;
    private final BenchmarkRepository benchmarks;
    private final StoredObjectRepository objects;
    private final ObjectStore store;
    private final Clock clock;

    RegistryFixture(
            AccountRepository accounts,
            DatasetRepository datasets,
            BenchmarkRepository benchmarks,
            StoredObjectRepository objects,
            ObjectStore store,
            Clock clock) {
        this.accounts = accounts;
        this.datasets = datasets;
        this.benchmarks = benchmarks;
        this.objects = objects;
        this.store = store;
        this.clock = clock;
    }

    Account account() {
        return accounts.save(new Account("account-" + UUID.randomUUID(), Role.MEMBER, clock.instant()));
    }

    /** A dataset whose recording waits for validation. */
    Dataset uploaded() {
        String name = "recording-" + UUID.randomUUID();
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        ObjectKey key = ObjectKey.ofContent(Sha256.hex(Sha256.of(bytes)));
        objects.record(key, write(key, bytes), clock.instant());
        return datasets.save(new Dataset(
                new VersionedName(name, 1),
                Sha256.of(bytes),
                objects.find(key).orElseThrow(),
                RecordingForm.canonical(),
                RegistryJson.mapper().readTree("{\"dt_ms\": 5}"),
                account(),
                clock.instant()));
    }

    Benchmark benchmark(int neurons) {
        Dataset dataset = uploaded();
        dataset.accept(
                new DatasetShape(
                        5,
                        8,
                        List.of(
                                new DatasetShape.StimulusShape("a", 100),
                                new DatasetShape.StimulusShape("b", 90),
                                new DatasetShape.StimulusShape("c", 100)),
                        IntStream.range(0, neurons)
                                .mapToObj(index -> new DatasetShape.NeuronShape("n" + index))
                                .toList(),
                        Optional.empty(),
                        Optional.empty()),
                RegistryJson.mapper().readTree("{}"),
                clock.instant());
        return benchmarks.save(new Benchmark(
                new VersionedName(dataset.reference().name() + "-natural", 1),
                datasets.save(dataset),
                new BenchmarkDefinition(
                        new StimulusSplit(List.of(0), List.of(1), List.of(2)),
                        Smoothing.HANNING_21MS_PEAK_ONE,
                        NeuronSelection.all(),
                        Optional.empty(),
                        RankingMetric.CC_NORM,
                        ""),
                neurons,
                dataset.owner(),
                clock.instant()));
    }

    Job fit(Benchmark benchmark, String kind, long seed) {
        return fit(benchmark, spec(benchmark, kind, seed));
    }

    Job fit(Benchmark benchmark, JobSpec.Fit spec) {
        return Job.fit(spec, benchmark, benchmark.owner(), clock.instant());
    }

    JobSpec.Fit spec(Benchmark benchmark, String kind, long seed) {
        return spec(benchmark, kind, seed, Units.POPULATION, List.of());
    }

    JobSpec.Fit spec(Benchmark benchmark, String kind, long seed, Units units, List<Integer> neurons) {
        return new JobSpec.Fit(
                benchmark.id(),
                benchmark.reference(),
                kind + "-" + benchmark.reference().name().substring(0, 20),
                new Specification(kind, new TreeMap<>(Map.of("delay_bins", 40))),
                new Specification("ridge", new TreeMap<>(Map.of("penalties", 21))),
                seed,
                units,
                neurons);
    }

    FitOutcome outcome(Job job, Attempt attempt, BenchmarkScore score) {
        ObjectKey key = ObjectKey.ofAttempt(job.id(), attempt.number(), "weights.zip");
        Benchmark benchmark = job.benchmark().orElseThrow();
        FitSummary fit = new FitSummary(2, 1, "patience", Optional.of(0.5), Map.of("penalty", 10.0), -4.5, 9.2);
        List<LearningCurvePoint> curve = List.of(
                new LearningCurvePoint(
                        1,
                        OptionalDouble.of(0.9),
                        OptionalDouble.of(1.0),
                        OptionalDouble.of(0.5),
                        OptionalDouble.of(1e-3),
                        0.1),
                new LearningCurvePoint(
                        2,
                        OptionalDouble.of(0.8),
                        OptionalDouble.of(1.1),
                        OptionalDouble.empty(),
                        OptionalDouble.of(1e-3),
                        0.1));
        List<NetworkOutcome> networks = job.spec() instanceof JobSpec.Fit spec
                ? List.of(
                        new NetworkOutcome(
                                new FittedNetwork(Optional.of(0), List.of(), spec.seed(), 41, fit, 1.5), curve),
                        new NetworkOutcome(
                                new FittedNetwork(Optional.of(1), List.of(0), spec.seed(), 41, fit, 2),
                                curve.subList(0, 1)))
                : List.of();
        ObjectKey tensorsKey = ObjectKey.ofAttempt(job.id(), attempt.number(), "weights.safetensors");
        return new FitOutcome(
                key,
                write(key, new byte[] {1, 2, 3}),
                tensorsKey,
                write(tensorsKey, new byte[] {1, 2, 3}),
                networks,
                Optional.of(3.5),
                82,
                new Provenance(
                        benchmark.dataset().reference(),
                        benchmark.dataset().contentSha256(),
                        benchmark.reference(),
                        "0.1.0+abc",
                        false,
                        "17",
                        "Linux",
                        "x86",
                        "vector",
                        2,
                        "worker-1"),
                score,
                KeptPredictions.NONE);
    }

    private StoredContent write(ObjectKey key, byte[] bytes) {
        try {
            return store.write(key, new ByteArrayInputStream(bytes), 1000);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
