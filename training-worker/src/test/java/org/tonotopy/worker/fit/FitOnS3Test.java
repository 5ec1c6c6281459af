package org.tonotopy.worker.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.checkpoint.CheckpointRegistry;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobState;
import org.tonotopy.worker.Lab;
import org.tonotopy.worker.SmallRecording;
import org.tonotopy.worker.WorkerProcess;

/** What workers share on an S3 store: recordings, checkpoints, weights. By name: the contract of the stores is tested with every build. */
@Tag("slow")
class FitOnS3Test {
    private static final String MODEL = "{\"kind\": \"statenet\", \"kernel_bands\": 3, \"channels\": 4}";
    private static final String RECIPE =
            "{\"kind\": \"gradient\", \"max_epochs\": 150, \"patience\": 150, \"dropout\": 0.3}";

    @Test
    void aKilledWorkersFitGoesOnElsewhereToTheSameBits() throws IOException, InterruptedException {
        try (Lab lab = Lab.onS3()) {
            lab.startWorker("ingester");
            Benchmark benchmark = lab.benchmark(lab.awaitEnd(lab.upload("small", SmallRecording.npz())));
            Job undisturbed = lab.awaitEnd(lab.fit(benchmark, MODEL, RECIPE, 1));
            lab.stopWorkers();

            Job job = lab.fit(benchmark, MODEL, RECIPE, 1);
            Map<String, String> settings = new HashMap<>(lab.settings("killed"));
            settings.put("TONOTOPY_WORKER_CHECKPOINT_INTERVAL", "0s");
            try (WorkerProcess killed = WorkerProcess.start(settings, "-Xmx512m")) {
                await().atMost(Duration.ofMinutes(2))
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> lab.part(CheckpointRegistry.class).find(job.id()).values().stream()
                                .anyMatch(checkpoint -> checkpoint.point().epoch() >= 3));
                killed.kill();
            }
            lab.startWorker("second");
            Job ended = lab.awaitEnd(job);

            assertThat(ended.failure()).isEmpty();
            assertThat(ended.state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(ended.attempt()).isEqualTo(2);
            assertThat(lab.events(job))
                    .anyMatch(event -> event.attempt() == 2
                            && event.data().path("resumed_epoch").intValue(0) >= 3);
            assertThat(lab.weights(ended)).isEqualTo(lab.weights(undisturbed));
        }
    }
}
