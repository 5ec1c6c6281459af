package org.tonotopy.worker.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.context.event.EventListener;
import org.tonotopy.encoding.cuda.GpuUnavailableException;
import org.tonotopy.encoding.network.vector.VectorBackend;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.job.Attempt;
import org.tonotopy.registry.job.FailureKind;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobEvent;
import org.tonotopy.registry.job.JobFailure;
import org.tonotopy.registry.job.JobLedger;
import org.tonotopy.registry.job.JobState;
import org.tonotopy.registry.job.Loss;
import org.tonotopy.registry.model.ModelVersionRepository;
import org.tonotopy.registry.worker.WorkerDevice;
import org.tonotopy.registry.worker.WorkerLife;
import org.tonotopy.worker.Lab;
import org.tonotopy.worker.RestartNeeded;
import org.tonotopy.worker.SmallRecording;
import org.tonotopy.worker.WorkerProcess;
import org.tonotopy.worker.device.ComputingDevice;

class AttemptTest {
    private static final String MODEL = "{\"kind\": \"statenet\", \"kernel_bands\": 3, \"channels\": 4}";
    private static final String LONG =
            "{\"kind\": \"gradient\", \"max_epochs\": 10000, \"patience\": 10000, \"dropout\": 0}";
    private static final String SHORT =
            "{\"kind\": \"gradient\", \"max_epochs\": 150, \"patience\": 150, \"dropout\": 0}";

    private static Lab lab;
    private static Benchmark benchmark;

    @BeforeAll
    static void open() {
        lab = new Lab();
        lab.startWorker("ingester");
        benchmark = lab.benchmark(lab.awaitEnd(lab.upload("small", SmallRecording.npz())));
        lab.stopWorkers();
    }

    @AfterEach
    void stop() {
        lab.stopWorkers();
    }

    @AfterAll
    static void close() {
        lab.close();
    }

    @Test
    void aRunningFitIsCancelledBetweenTwoEpochs() {
        lab.startWorker("first");
        Job job = lab.fit(benchmark, MODEL, LONG, 1);
        lab.awaitEpoch(job, 1);

        JobState asked = lab.part(JobLedger.class).cancel(job.id(), "ada");
        Job ended = lab.awaitEnd(job);

        assertThat(asked).isEqualTo(JobState.CANCELLING);
        assertThat(ended.state()).isEqualTo(JobState.CANCELLED);
        assertThat(ended.failure()).isEmpty();
        assertThat(lab.part(ModelVersionRepository.class).findByJobId(job.id())).isEmpty();
        lab.awaitEmptyQueue();
    }

    @Test
    void anAttemptThatWasSupersededStopsAndWritesNothingMore() {
        lab.startWorker("first");
        Job job = lab.fit(benchmark, MODEL, LONG, 1);
        lab.awaitEpoch(job, 1);

        Attempt second = lab.part(JobLedger.class)
                .begin(job.id(), lab.colleague("second"))
                .orElseThrow();
        // The first worker lets go of the queue only once it has stopped.
        lab.awaitEmptyQueue();

        Job now = lab.job(job.id());
        assertThat(now.state()).isEqualTo(JobState.RUNNING);
        assertThat(now.attempt()).isEqualTo(second.number());
        assertThat(now.worker()).contains("second");
        assertThat(lab.events(job))
                .filteredOn(event -> event.attempt() == 2)
                .extracting(JobEvent::type)
                .containsExactly("started");
        assertThat(lab.events(job).get(lab.events(job).size() - 1).attempt()).isEqualTo(2);
        assertThat(lab.part(ModelVersionRepository.class).findByJobId(job.id())).isEmpty();
    }

    @Test
    void aWorkerThatStopsHandsItsFitBackAndAnotherFinishesIt() {
        ConfigurableApplicationContext first = lab.startWorker("first");
        Job job = lab.fit(benchmark, MODEL, SHORT, 1);
        lab.awaitEpoch(job, 1);

        first.close();
        Job waiting = lab.job(job.id());
        lab.startWorker("second");
        Job ended = lab.awaitEnd(job);

        assertThat(waiting.state()).isEqualTo(JobState.QUEUED);
        assertThat(waiting.worker()).isEmpty();
        assertThat(ended.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(ended.attempt()).isEqualTo(2);
        assertThat(ended.worker()).contains("second");
    }

    /** A device that is good at the start and then no more. */
    static class FailingDevice {
        private final List<String> told = new CopyOnWriteArrayList<>();

        @Bean
        @Primary
        ComputingDevice failing() {
            AtomicInteger proofs = new AtomicInteger();
            return new ComputingDevice(WorkerDevice.GPU, new VectorBackend(), () -> {
                if (proofs.incrementAndGet() > 1) {
                    throw new GpuUnavailableException("its memory cannot be reached");
                }
            });
        }

        @EventListener
        void hears(RestartNeeded needed) {
            told.add(needed.sentence());
        }
    }

    @Test
    void aWorkerWhoseDeviceFailsHandsItsJobBackAndAsksToBeStartedAgain() {
        FailingDevice device =
                lab.startWorker("failing", Map.of(), FailingDevice.class).getBean(FailingDevice.class);
        Job job = lab.fit(benchmark, MODEL, SHORT, 1);

        await().atMost(Duration.ofMinutes(1)).until(() -> !device.told.isEmpty());
        assertThat(device.told).containsExactly("its memory cannot be reached");
        assertThat(lab.job(job.id()).state()).isEqualTo(JobState.QUEUED);
        assertThat(lab.part(JobLedger.class).cancel(job.id(), "ada")).isEqualTo(JobState.CANCELLED);
    }

    @Test
    @Tag("slow")
    void aKilledWorkersFitIsTakenOverAndEndsAsItWouldHave() throws IOException, InterruptedException {
        Job job;
        try (WorkerProcess killed = WorkerProcess.start(lab.settings("killed"), "-Xmx512m")) {
            job = lab.fit(benchmark, MODEL, SHORT, 1);
            lab.awaitEpoch(job, 1);
            killed.kill();
        }

        lab.startWorker("second");
        Job ended = lab.awaitEnd(job);
        Job undisturbed = lab.awaitEnd(lab.fit(benchmark, MODEL, SHORT, 1));

        assertThat(ended.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(ended.attempt()).isEqualTo(2);
        assertThat(ended.worker()).contains("second");
        assertThat(lab.events(job)).extracting(JobEvent::type).containsOnlyOnce("lost", "succeeded");
        assertThat(lab.weights(ended)).isEqualTo(lab.weights(undisturbed));
    }

    @Test
    void aJobThatItsLivingWorkerDoesNothingForGoesOn() {
        ConfigurableApplicationContext worker = lab.startWorker("first");
        Job occupying = lab.fit(benchmark, MODEL, LONG, 1);
        lab.awaitEpoch(occupying, 1);
        Job forgotten = lab.fit(benchmark, MODEL, "{\"kind\": \"gradient\", \"max_epochs\": 2}", 1);
        // As when the answer to this gets lost together with the database.
        lab.part(JobLedger.class)
                .begin(forgotten.id(), worker.getBean(WorkerPresence.class).life());

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(lab.events(forgotten))
                        .extracting(JobEvent::type)
                        .contains("lost"));
        lab.part(JobLedger.class).cancel(occupying.id(), "ada");

        assertThat(lab.awaitEnd(forgotten).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(lab.awaitEnd(occupying).attempt()).isEqualTo(1);
    }

    @Test
    @Tag("slow")
    void aFitThatNeedsMoreMemoryThanItsWorkerHasFailsAsOutOfMemoryAndTheWorkerGoesOn() throws IOException {
        assertOutOfMemory("-Xmx112m");
    }

    @Test
    @Tag("slow")
    void aFitForWhichTheMachinesMemoryIsTooSmallFailsAsOutOfMemoryAndTheWorkerGoesOn() throws IOException {
        // Room for it is in the heap; the whole process, with what is outside, may not become so large.
        assertThat(assertOutOfMemory("-Xmx1g", "-Dorg.bytedeco.javacpp.maxphysicalbytes=700m"))
                .as("it is not the heap that is too small")
                .contains("physicalBytes");
    }

    /** A worker with these options fails a large fit for its memory, makes the next one, and says this of the large one. */
    private static String assertOutOfMemory(String... options) throws IOException {
        try (WorkerProcess small = WorkerProcess.start(lab.settings("small"), options)) {
            Job large = lab.awaitEnd(lab.fit(
                    benchmark, "{\"kind\": \"statenet\", \"encoder\": \"dense\", \"hidden_units\": 1024}", LONG, 1));
            Job modest = lab.awaitEnd(lab.fit(benchmark, MODEL, "{\"kind\": \"gradient\", \"max_epochs\": 2}", 1));

            assertThat(large.failure().map(JobFailure::kind)).contains(FailureKind.OUT_OF_MEMORY);
            assertThat(modest.state()).isEqualTo(JobState.SUCCEEDED);
            return large.failure().orElseThrow().message();
        }
    }

    @Test
    @Tag("slow")
    void aWorkerWhoseThreadHangsHandsBackItsOtherJobsAndEndsToBeStartedAgain() throws IOException {
        Map<String, String> settings = new HashMap<>(lab.settings("stuck"));
        settings.putAll(Map.of(
                "TONOTOPY_WORKER_JOBS", "2",
                "TONOTOPY_QUEUE_NO_PROGRESS_LIMIT", "3s",
                "TONOTOPY_QUEUE_RETRIES", "0",
                "TONOTOPY_WORKER_HUNG_LIMIT", "2s"));
        try (WorkerProcess stuck = WorkerProcess.start(settings, "-Xmx512m")) {
            Job fit = lab.fit(benchmark, MODEL, LONG, 1);
            lab.awaitEpoch(fit, 1);
            Job hanging = lab.upload(
                    "endless", SmallRecording.withoutResponses(), SmallRecording.METADATA, AttemptTest::neverAnswer);

            await().atMost(Duration.ofMinutes(2)).until(() -> !stuck.isAlive());

            assertThat(stuck.exitCode()).isEqualTo(75);
            assertThat(lab.events(hanging)).extracting(JobEvent::type).contains("stalled");
            assertThat(lab.events(fit)).extracting(JobEvent::type).contains("handed_back");
            assertThat(lab.job(fit.id()).state()).isEqualTo(JobState.QUEUED);
            lab.part(JobLedger.class).cancel(fit.id(), "ada");
        }
    }

    /** A file that is opened and never gives anything, as on a file server that is gone. */
    private static void neverAnswer(Path file) {
        try {
            Files.delete(file);
            assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                    .isZero();
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void aJobThatWorkersVanishWithIsGivenUpAndTheDatasetRejected() {
        Job job = lab.upload("deadly", SmallRecording.npz());
        for (int loss = 0; loss < 4; loss++) {
            JobLedger ledger = lab.part(JobLedger.class);
            ledger.lose(
                    ledger.begin(job.id(), WorkerLife.begin("vanished")).orElseThrow(), Loss.VANISHED, "It is gone.");
        }
        lab.part(JobLedger.class).begin(job.id(), WorkerLife.begin("vanished"));

        lab.startWorker("survivor");
        Job ended = lab.awaitEnd(job);

        assertThat(ended.state()).isEqualTo(JobState.FAILED);
        assertThat(ended.failure().map(JobFailure::kind)).contains(FailureKind.WORKER_LOST);
        assertThat(lab.dataset(job).rejection()).hasSize(1);
    }

    @Test
    void aWorkerThatTakesOneJobAtATimeRunsThemOneAfterAnother() {
        lab.startWorker("first", Map.of("TONOTOPY_WORKER_JOBS", "1"));
        List<Job> jobs = List.of(
                lab.fit(benchmark, MODEL, "{\"kind\": \"gradient\", \"max_epochs\": 2}", 1),
                lab.fit(benchmark, MODEL, "{\"kind\": \"gradient\", \"max_epochs\": 2}", 2),
                lab.fit(benchmark, MODEL, "{\"kind\": \"gradient\", \"max_epochs\": 2}", 3));

        List<Job> ended = jobs.stream().map(lab::awaitEnd).toList();

        assertThat(ended).extracting(Job::state).containsOnly(JobState.SUCCEEDED);
        for (int i = 1; i < ended.size(); i++) {
            assertThat(ended.get(i).startedAt().orElseThrow())
                    .isAfterOrEqualTo(ended.get(i - 1).finishedAt().orElseThrow());
        }
    }
}
