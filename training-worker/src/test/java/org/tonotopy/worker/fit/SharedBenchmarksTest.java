package org.tonotopy.worker.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.benchmark.NeuronSelection;
import org.tonotopy.registry.dataset.RecordingMemory;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.worker.WorkerDevice;
import org.tonotopy.worker.Lab;
import org.tonotopy.worker.SmallRecording;
import org.tonotopy.worker.WorkerSettings;
import org.tonotopy.worker.queue.JobCancelledException;
import org.tonotopy.worker.queue.JobFailedException;
import org.tonotopy.worker.recording.StoredRecordings;

/** The memory in which jobs of a worker share recordings: one recording is one object as long as it was not put away. */
class SharedBenchmarksTest {
    private static Lab lab;
    private static StoredRecordings recordings;
    private static Benchmark first;
    private static Benchmark firstAgain;
    private static Benchmark second;
    private static Benchmark third;
    private static long bytes;

    @BeforeAll
    static void open() {
        lab = new Lab();
        recordings = lab.startWorker("reader").getBean(StoredRecordings.class);
        Job ingest = lab.awaitEnd(lab.upload("first", SmallRecording.npz()));
        first = lab.benchmark(ingest);
        firstAgain = lab.benchmark(ingest, NeuronSelection.listed(List.of(0, 1)));
        second = lab.benchmark(lab.awaitEnd(lab.upload("second", SmallRecording.npz())));
        third = lab.benchmark(lab.awaitEnd(lab.upload("third", SmallRecording.npz())));
        bytes = RecordingMemory.bytes(first.dataset());
    }

    @AfterAll
    static void close() {
        lab.close();
    }

    private static SharedBenchmarks room(long bytes) {
        return new SharedBenchmarks(
                recordings,
                new WorkerSettings(
                        "",
                        1,
                        WorkerDevice.CPU,
                        DataSize.ofBytes(bytes),
                        Duration.ZERO,
                        Duration.ofMinutes(15),
                        Duration.ofSeconds(3)));
    }

    private static Recording recording(SharedBenchmarks shared, Benchmark benchmark) throws JobFailedException {
        try (var use = shared.use(benchmark, () -> {})) {
            return use.benchmark().recording();
        }
    }

    private static CompletableFuture<Recording> later(
            SharedBenchmarks shared, Benchmark benchmark, Runnable whileWaiting) {
        return CompletableFuture.supplyAsync(() -> {
            try (var use = shared.use(benchmark, whileWaiting)) {
                return use.benchmark().recording();
            } catch (JobFailedException failure) {
                throw new IllegalStateException(failure);
            }
        });
    }

    @Test
    void jobsThatBeginTogetherReadTheirRecordingOnce() {
        SharedBenchmarks shared = room(10 * bytes);

        List<Recording> read = IntStream.range(0, 8)
                .mapToObj(job -> later(shared, job % 2 == 0 ? first : firstAgain, () -> {}))
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .toList();

        assertThat(read).allMatch(recording -> recording == read.get(0));
    }

    @Test
    void whatIsPreparedStaysWithoutUsersAsLongAsThereIsRoom() throws JobFailedException {
        SharedBenchmarks shared = room(2 * bytes);
        PreparedBenchmark prepared;
        try (var use = shared.use(first, () -> {})) {
            prepared = use.benchmark();
        }
        recording(shared, second);

        try (var use = shared.use(first, () -> {})) {
            assertThat(use.benchmark()).isSameAs(prepared);
        }
    }

    @Test
    void theOneThatWasNotUsedForTheLongestTimeMakesRoom() throws JobFailedException {
        SharedBenchmarks shared = room(2 * bytes);
        Recording older = recording(shared, first);
        Recording newer = recording(shared, second);

        recording(shared, third);

        assertThat(recording(shared, second)).isSameAs(newer);
        assertThat(recording(shared, first)).isNotSameAs(older);
    }

    @Test
    void whatIsInUseIsNotPutAwayAndWhoFindsNoRoomWaitsForIt() throws JobFailedException {
        SharedBenchmarks shared = room(bytes);
        CountDownLatch waiting = new CountDownLatch(1);
        CompletableFuture<Recording> other;
        try (var use = shared.use(first, () -> {})) {
            other = later(shared, second, waiting::countDown);
            await().atMost(Duration.ofSeconds(20)).until(() -> waiting.getCount() == 0);

            assertThat(other).isNotDone();
            assertThat(recording(shared, firstAgain))
                    .as("jobs of the recording in use need no more room")
                    .isSameAs(use.benchmark().recording());
        }

        assertThat(other).succeedsWithin(Duration.ofSeconds(20));
    }

    @Test
    void whoWaitsForRoomCanBeCancelled() throws JobFailedException {
        SharedBenchmarks shared = room(bytes);
        try (var use = shared.use(first, () -> {})) {
            CompletableFuture<Recording> other = later(shared, second, () -> {
                throw new JobCancelledException();
            });

            assertThatThrownBy(other::join)
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(JobCancelledException.class);
            assertThat(use.benchmark().recording().neurons()).hasSize(SmallRecording.NEURONS);
        }
    }

    @Test
    void aRecordingThatIsLargerThanTheRoomIsReadAlone() throws JobFailedException {
        SharedBenchmarks shared = room(bytes / 2);
        Recording alone = recording(shared, first);

        recording(shared, second);

        assertThat(recording(shared, first)).as("there was no room for both").isNotSameAs(alone);
    }
}
