package org.tonotopy.worker.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobState;
import org.tonotopy.registry.model.ModelVersion;
import org.tonotopy.registry.model.ModelVersionRepository;
import org.tonotopy.registry.score.ScoreRegistry;
import org.tonotopy.registry.store.ObjectStore;
import org.tonotopy.registry.store.VerifiedRead;
import org.tonotopy.worker.Lab;
import org.tonotopy.worker.SmallRecording;

/** Sounds of different lengths, repeats that are missing, a neuron that did not hear a sound: the arrays hold padding. */
class RaggedFitTest {
    private static Lab lab;
    private static Benchmark tight;
    private static Benchmark padded;

    @BeforeAll
    static void open() {
        lab = new Lab();
        lab.startWorker("ragged");
        tight = lab.benchmark(lab.awaitEnd(lab.upload("tight", SmallRecording.ragged(0))));
        padded = lab.benchmark(lab.awaitEnd(lab.upload("padded", SmallRecording.ragged(37))));
    }

    @AfterAll
    static void close() {
        lab.close();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{'kind': 'linear', 'delay_bins': 6} | ``",
                "{'kind': 'statenet', 'kernel_bands': 3, 'stride_bands': 1, 'channels': 3} |"
                        + " {'kind': 'gradient', 'max_epochs': 5, 'batch_clips': 3}",
                "{'kind': 'cnn2d'} | {'kind': 'gradient', 'max_epochs': 1, 'batch_clips': 2}"
            })
    void paddingOfAnyLengthLeavesEveryWeightAndEveryScoreAsItIs(String model, String training) throws IOException {
        ModelVersion without = fit(tight, model, training);
        ModelVersion with = fit(padded, model, training);

        ObjectStore store = lab.part(ObjectStore.class);
        assertThat(VerifiedRead.bytes(store, with.weights().orElseThrow()))
                .isEqualTo(VerifiedRead.bytes(store, without.weights().orElseThrow()));
        ScoreRegistry scores = lab.part(ScoreRegistry.class);
        assertThat(scores.find(with.id()).orElseThrow().neurons())
                .isEqualTo(scores.find(without.id()).orElseThrow().neurons());
    }

    private static ModelVersion fit(Benchmark benchmark, String model, String training) {
        Job job = lab.awaitEnd(lab.fit(benchmark, json(model), json(training), 5));
        assertThat(job.failure()).isEmpty();
        assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
        return lab.part(ModelVersionRepository.class).findByJobId(job.id()).orElseThrow();
    }

    private static String json(String quoted) {
        return quoted.replace('\'', '"');
    }
}
