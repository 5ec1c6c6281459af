package org.tonotopy.worker.joblog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.job.Attempt;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobLedger;
import org.tonotopy.registry.job.JobState;
import org.tonotopy.registry.job.Units;
import org.tonotopy.registry.joblog.JobLog;
import org.tonotopy.registry.joblog.JobLogs;
import org.tonotopy.registry.joblog.LoggedAttempt;
import org.tonotopy.registry.store.StoredObjectRepository;
import org.tonotopy.worker.Lab;
import org.tonotopy.worker.SmallRecording;
import org.tonotopy.worker.WorkerProcess;
import org.tonotopy.worker.provenance.CodeVersion;

class JobLogTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Map<String, String> OFTEN = Map.of("TONOTOPY_WORKER_LOG_INTERVAL", "100ms");
    private static final String MODEL = "{\"kind\": \"statenet\", \"kernel_bands\": 3, \"channels\": 4}";
    private static final String LONG =
            "{\"kind\": \"gradient\", \"max_epochs\": 10000, \"patience\": 10000, \"dropout\": 0}";
    private static final String SHORT = "{\"kind\": \"gradient\", \"max_epochs\": 2}";

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

    private static Optional<JobLog> log(Job job, int attempt) {
        return lab.part(JobLogs.class).find(new Attempt(job.id(), attempt));
    }

    private static JobLog awaitTail(Job job) {
        await().atMost(PATIENCE).until(() -> log(job, 1).isPresent());
        return log(job, 1).orElseThrow();
    }

    private static String awaitWhole(Job job, int attempt) {
        await().atMost(PATIENCE)
                .until(() -> log(job, attempt).flatMap(JobLog::whole).isPresent());
        return new String(
                lab.content(lab.part(StoredObjectRepository.class)
                        .find(log(job, attempt).flatMap(JobLog::whole).orElseThrow())
                        .orElseThrow()),
                StandardCharsets.UTF_8);
    }

    @Test
    void theLastLinesAreThereWhileAFitRunsAndTheWholeLogAfterIt() {
        lab.startWorker("writer", OFTEN);
        Job job = lab.fit(benchmark, MODEL, LONG, 1);
        lab.awaitEpoch(job, 1);

        JobLog running = awaitTail(job);
        assertThat(running.tail()).contains("Worker writer, code ", "Begins: FIT for ada");
        assertThat(running.whole()).isEmpty();
        assertThat(lab.part(JobLogs.class).attempts(job.id())).singleElement().satisfies(attempt -> {
            assertThat(attempt.worker()).isEqualTo("writer");
            assertThat(attempt.finishedAt()).isEmpty();
            assertThat(attempt.log()).contains(LoggedAttempt.Kept.LAST_LINES);
        });

        lab.part(JobLedger.class).cancel(job.id(), "ada");
        lab.awaitEnd(job);
        String whole = awaitWhole(job, 1);

        assertThat(whole).startsWith(running.tail()).endsWith("INFO  AttemptRunner Cancelled\n");
        JobLog ended = log(job, 1).orElseThrow();
        assertThat(ended.tail()).isEmpty();
        assertThat(ended.leftOut()).isFalse();
        assertThat(ended.lines()).isEqualTo(whole.lines().count());
        assertThat(lab.part(JobLogs.class).attempts(job.id())).singleElement().satisfies(attempt -> {
            assertThat(attempt.outcome()).contains("CANCELLED");
            assertThat(attempt.log()).contains(LoggedAttempt.Kept.WHOLE);
        });
    }

    @Test
    void theFirstLinesSayWhoComputesWithWhatAndWhichJobItIs() {
        lab.startWorker("writer");
        Job job = lab.awaitEnd(lab.fit(benchmark, MODEL, SHORT, 2));

        List<String> lines = awaitWhole(job, 1).lines().toList();

        assertThat(lines.get(0))
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z INFO  Worker Worker writer, code .*")
                .contains(CodeVersion.ofThisProgram().version());
        assertThat(lines.get(1)).contains("Java " + System.getProperty("java.vendor"), System.getProperty("os.name"));
        assertThat(lines.get(2)).contains("Processor ", "1 thread(s) to compute with");
        assertThat(lines.get(3)).contains("Memory: heap up to ");
        assertThat(lines.get(4)).contains("Computes with vector 1, float32");
        assertThat(lines.get(5)).contains(job.id().toString(), "attempt 1: fit for ada", job.specSha256());
        assertThat(lines.get(6)).contains("Dataset small@1");
        assertThat(lines.get(7)).contains("Benchmark small-board@1");
        assertThat(lines).anyMatch(line -> line.contains("INFO  FitWork Fitted statenet"));
        assertThat(lines.get(lines.size() - 1)).endsWith("AttemptRunner Ended");
    }

    @Test
    void linesOfNetworksThatAreFittedSideBySideAreAllInIt() {
        lab.startWorker("writer", Map.of("TONOTOPY_WORKER_THREADS", "2"));
        Job job = lab.awaitEnd(lab.fit(benchmark, MODEL, SHORT, 3, Units.EACH_NEURON, List.of(0, 1)));

        assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(awaitWhole(job, 1).lines().filter(line -> line.contains("Fitted statenet")))
                .hasSize(2);
    }

    @Test
    void aFailureIsInItWithItsStackTrace() {
        lab.startWorker("writer");
        Job job = lab.awaitEnd(lab.upload("damaged", SmallRecording.ragged(0), SmallRecording.METADATA, file -> {
            try {
                Files.writeString(file, "no longer what it was");
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }));

        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(awaitWhole(job, 1))
                .contains("ERROR AttemptRunner Failed: STORAGE", "\n\tat org.tonotopy.worker.queue.AttemptRunner.run(");
    }

    @Test
    void anAttemptThatIsHandedBackKeepsItsLogBesideThatOfTheNext() {
        lab.startWorker("first");
        Job job = lab.fit(benchmark, MODEL, LONG, 4);
        lab.awaitEpoch(job, 1);
        lab.stopWorkers();
        assertThat(awaitWhole(job, 1)).contains("Worker first").contains("Handed back");

        lab.startWorker("second");
        await().atMost(PATIENCE).until(() -> lab.job(job.id()).attempt() == 2);
        lab.awaitEpoch(job, 1);
        lab.part(JobLedger.class).cancel(job.id(), "ada");
        lab.awaitEnd(job);
        assertThat(awaitWhole(job, 2))
                .contains("Worker second")
                .contains("attempt 2")
                .doesNotContain("Worker first");
    }

    @Test
    @Tag("slow")
    void aKilledWorkersAttemptKeepsTheLastLinesThatItSent() throws IOException, InterruptedException {
        Map<String, String> settings = new HashMap<>(lab.settings("killed"));
        settings.putAll(OFTEN);
        Job job;
        try (WorkerProcess killed = WorkerProcess.start(settings, "-Xmx512m")) {
            job = lab.fit(benchmark, MODEL, LONG, 5);
            lab.awaitEpoch(job, 1);
            awaitTail(job);
            killed.kill();
        }
        lab.startWorker("second", OFTEN);
        await().atMost(PATIENCE).until(() -> lab.job(job.id()).attempt() == 2);
        lab.awaitEpoch(job, 1);

        JobLog kept = log(job, 1).orElseThrow();
        assertThat(kept.whole()).isEmpty();
        assertThat(kept.tail()).contains("Worker killed", "Begins: FIT");
        assertThat(lab.part(JobLogs.class).keepTail(new Attempt(job.id(), 1), "a zombie\n", 999, false))
                .isFalse();
        assertThat(log(job, 1)).contains(kept);
        lab.part(JobLedger.class).cancel(job.id(), "ada");
        lab.awaitEnd(job);
        assertThat(awaitWhole(job, 2)).contains("Worker second");
    }

    @Test
    void aStoreThatDoesNotTakeTheLogDoesNotFailTheJobAndIsAskedOnceMore() throws IOException {
        lab.startWorker("writer", OFTEN);
        Job job = lab.fit(benchmark, MODEL, LONG, 6);
        lab.awaitEpoch(job, 1);
        awaitTail(job);
        Path inTheWay = Path.of(
                lab.settings("").get("TONOTOPY_STORE_FOLDER"), "job", job.id().toString(), "1");
        Files.createDirectories(inTheWay.getParent());
        Files.writeString(inTheWay, "");

        lab.part(JobLedger.class).cancel(job.id(), "ada");
        Job ended = lab.awaitEnd(job);
        lab.awaitEmptyQueue();

        assertThat(ended.state()).isEqualTo(JobState.CANCELLED);
        assertThat(log(job, 1).flatMap(JobLog::whole)).isEmpty();
        Files.delete(inTheWay);
        assertThat(awaitWhole(job, 1)).contains("Cancelled");
    }

    @Test
    void aLogThatIsLongerThanItsLimitKeepsItsBeginningAndItsEnd() {
        lab.startWorker("writer", Map.of("TONOTOPY_WORKER_LOG_LIMIT", "300B"));
        Job job = lab.awaitEnd(lab.fit(benchmark, MODEL, SHORT, 7));

        assertThat(awaitWhole(job, 1)).contains("Worker writer").endsWith("Ended\n");
    }
}
