package org.tonotopy.worker.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.benchmark.NeuronSelection;
import org.tonotopy.registry.benchmark.StimulusSplit;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.model.ModelVersion;
import org.tonotopy.registry.model.ModelVersionRepository;
import org.tonotopy.registry.score.BenchmarkScore;
import org.tonotopy.registry.score.NeuronMetric;
import org.tonotopy.registry.score.ScoreAggregate;
import org.tonotopy.registry.score.ScoreRegistry;
import org.tonotopy.worker.Lab;
import org.tonotopy.worker.WorkerProcess;

/** A worker process with the options of the launchers, on 119 neurons and 20 natural sounds. */
@Tag("slow")
class NaturalSoundsFitTest {
    static final Path FOLDER = Path.of(
                    Optional.ofNullable(System.getProperty("TONOTOPY_SHARED", System.getenv("TONOTOPY_SHARED")))
                            .orElse("../../shared"))
            .resolve("data");
    private static final long TWO_GIB = 2L << 30;

    @Test
    void threeModelsAreFittedWithinTwoGibibytes() throws IOException {
        assumeTrue(Files.exists(FOLDER.resolve("ns1.npz")), "the recording NS1 is not here: " + FOLDER);
        Map<String, String> settings;
        try (Lab lab = new Lab()) {
            settings = new HashMap<>(lab.settings("ns1"));
            settings.put("TONOTOPY_WORKER_THREADS", "0");
            settings.put("OMP_NUM_THREADS", "1");
            try (WorkerProcess worker = WorkerProcess.start(
                    settings,
                    "-Xmx1g",
                    "-Dorg.bytedeco.javacpp.maxbytes=512m",
                    "-Dorg.bytedeco.javacpp.maxphysicalbytes=1900m")) {
                Job ingest = lab.awaitLongEnd(lab.upload(
                        "ns1",
                        Files.readAllBytes(FOLDER.resolve("ns1.npz")),
                        Files.readString(FOLDER.resolve("ns1.json"))));
                assertThat(ingest.failure()).isEmpty();
                Benchmark benchmark = lab.benchmark(
                        ingest, new StimulusSplit(range(0, 14), range(14, 17), range(17, 20)), NeuronSelection.all());

                double linear = score(lab, lab.fit(benchmark, "{\"kind\": \"linear\"}", "", 1));
                double ln = score(lab, lab.fit(benchmark, "{\"kind\": \"ln\"}", "", 1));
                double statenet = score(lab, lab.fit(benchmark, "{\"kind\": \"statenet\"}", "", 1));

                assertThat(linear).isGreaterThan(0.64);
                assertThat(ln).isGreaterThan(0.64);
                assertThat(statenet).isGreaterThan(0.78);
                long peak = worker.peakResidentBytes();
                System.out.printf("peak resident memory: %d MiB%n", peak >> 20);
                assertThat(peak).isLessThan(TWO_GIB);
            }
        }
    }

    private static List<Integer> range(int from, int to) {
        return IntStream.range(from, to).boxed().toList();
    }

    /** Mean normalised correlation on the test clips. */
    private static double score(Lab lab, Job fit) {
        Job ended = lab.awaitLongEnd(fit);
        assertThat(ended.failure()).isEmpty();
        ModelVersion version =
                lab.part(ModelVersionRepository.class).findByJobId(fit.id()).orElseThrow();
        BenchmarkScore score = lab.part(ScoreRegistry.class).find(version.id()).orElseThrow();
        double mean = score.aggregates().stream()
                .filter(aggregate -> aggregate.metric() == NeuronMetric.CC_NORM)
                .map(ScoreAggregate::mean)
                .findFirst()
                .flatMap(value -> value)
                .orElseThrow();
        System.out.printf(
                "%s: cc_norm %.4f, %d parameters, %.1f s%n",
                version.reference(),
                mean,
                version.parameterCount().orElseThrow(),
                version.fitSeconds().orElseThrow());
        return mean;
    }
}
