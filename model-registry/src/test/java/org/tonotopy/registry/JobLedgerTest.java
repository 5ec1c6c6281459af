package org.tonotopy.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.dataset.Dataset;
import org.tonotopy.registry.dataset.DatasetRepository;
import org.tonotopy.registry.dataset.DatasetState;
import org.tonotopy.registry.job.Attempt;
import org.tonotopy.registry.job.AttemptSupersededException;
import org.tonotopy.registry.job.Direction;
import org.tonotopy.registry.job.EventRetention;
import org.tonotopy.registry.job.FailureKind;
import org.tonotopy.registry.job.FitProgress;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobEvent;
import org.tonotopy.registry.job.JobFailure;
import org.tonotopy.registry.job.JobLedger;
import org.tonotopy.registry.job.JobRepository;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.job.JobState;
import org.tonotopy.registry.job.Loss;
import org.tonotopy.registry.worker.WorkerLife;

@SpringBootTest(classes = {RegistryDatabase.class, RegistryFixture.class})
class JobLedgerTest extends RegistryTest {
    private static final FitProgress HALFWAY = new FitProgress("fitting", 5, 10, Optional.of(0.5), Optional.empty(), 3);

    @Autowired
    JobLedger ledger;

    @Autowired
    JobRepository jobs;

    @Autowired
    DatasetRepository datasets;

    @Autowired
    RegistryFixture fixture;

    @Autowired
    JdbcClient database;

    @Autowired
    TransactionTemplate transaction;

    private Benchmark benchmark;

    @BeforeEach
    void somethingToFit() {
        benchmark = fixture.benchmark(3);
    }

    @Test
    void aSubmittedJobWaitsWithItsFirstEventOrIsNotThereAtAll() {
        Job job = submit();
        assertThat(jobs.findById(job.id()).orElseThrow().state()).isEqualTo(JobState.QUEUED);
        assertThat(types(job)).containsExactly("queued");

        Job undone = transaction.execute(status -> {
            status.setRollbackOnly();
            return submit();
        });
        assertThat(jobs.findById(undone.id())).isEmpty();
    }

    @Test
    void aJobRunsAndSucceedsWithItsEventsInOrder() {
        Job job = submit();
        Attempt attempt = ledger.begin(job.id(), WorkerLife.begin("worker-1")).orElseThrow();
        assertThat(ledger.progress(attempt, HALFWAY)).isEqualTo(Direction.GO_ON);
        ledger.succeed(attempt, () -> Map.of("model", "linear@1"));

        Job done = jobs.findById(job.id()).orElseThrow();
        assertThat(done.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(done.finishedAt()).isPresent();
        List<JobEvent> events = ledger.events(job.id(), 0, 100);
        assertThat(events).extracting(JobEvent::type).containsExactly("queued", "started", "progress", "succeeded");
        assertThat(events).extracting(JobEvent::sequence).containsExactly(1, 2, 3, 4);
        assertThat(events.get(2).data().get("epoch").intValue()).isEqualTo(5);
        assertThat(events.get(2).data().get("validation_score").isNull())
                .as("an undefined score is null, not 0")
                .isTrue();
        assertThat(ledger.events(job.id(), 3, 100)).hasSize(1);
    }

    @Test
    void aPartOfAResultIsKeptWithItsProgressOrNeitherIs() {
        Job job = submit();
        Attempt attempt = ledger.begin(job.id(), WorkerLife.begin("worker-1")).orElseThrow();

        assertThatThrownBy(() -> ledger.advance(attempt, HALFWAY, () -> {
                    throw new IllegalStateException("the part cannot be written");
                }))
                .hasMessage("the part cannot be written");
        assertThat(ledger.events(job.id(), 0, 100)).extracting(JobEvent::type).containsExactly("queued", "started");

        ledger.cancel(job.id(), "ada");
        List<String> written = new ArrayList<>();
        assertThat(ledger.advance(attempt, HALFWAY, () -> written.add("part")))
                .as("what is finished is kept, also of a job that is being cancelled")
                .isEqualTo(Direction.CANCEL);
        assertThat(written).containsExactly("part");
    }

    @Test
    void aWorkerThatWasThoughtDeadCanChangeNothing() {
        Job job = submit();
        Attempt first = ledger.begin(job.id(), WorkerLife.begin("worker-1")).orElseThrow();
        Attempt second = ledger.begin(job.id(), WorkerLife.begin("worker-2")).orElseThrow();

        assertThat(second.number()).isEqualTo(first.number() + 1);
        assertThatThrownBy(() -> ledger.progress(first, HALFWAY)).isInstanceOf(AttemptSupersededException.class);
        assertThatThrownBy(() -> ledger.advance(first, HALFWAY, () -> {
                    throw new AssertionError("no part of its result must be written");
                }))
                .isInstanceOf(AttemptSupersededException.class);
        assertThatThrownBy(() -> ledger.succeed(first, () -> {
                    throw new AssertionError("its result must not be asked for");
                }))
                .isInstanceOf(AttemptSupersededException.class);
        assertThatThrownBy(() -> ledger.fail(first, new JobFailure(FailureKind.INTERNAL, "late")))
                .isInstanceOf(AttemptSupersededException.class);

        ledger.succeed(second, Map::of);
        assertThat(ledger.events(job.id(), 0, 100))
                .extracting(JobEvent::type)
                .containsExactly("queued", "started", "lost", "queued", "started", "succeeded");
        assertThat(database.sql("select outcome from job_attempt where job_id = :id order by number")
                        .param("id", job.id())
                        .query(String.class)
                        .list())
                .containsExactly("TAKEN_AWAY", "SUCCEEDED");
    }

    @Test
    void theExecutionOfAnEarlierAdmissionIsWorthNothing() {
        Job job = submit();
        database.sql("update job set admission = 7, admission_lane = 'cpu-0' where id = :id")
                .param("id", job.id())
                .update();
        WorkerLife worker = WorkerLife.begin("worker-1");
        assertThat(ledger.beginAdmitted(job.id(), 6, worker)).isEmpty();
        Attempt attempt = ledger.beginAdmitted(job.id(), 7, worker).orElseThrow();

        assertThat(ledger.beginAdmitted(job.id(), 6, WorkerLife.begin("worker-2")))
                .as("another worker found what was left of an earlier one")
                .isEmpty();
        assertThat(ledger.progress(attempt, HALFWAY)).isEqualTo(Direction.GO_ON);
        assertThat(ledger.beginAdmitted(job.id(), 7, worker))
                .as("it could not say how its attempt ended, and begins anew")
                .isPresent();
    }

    @Test
    void aJobThatWaitsOnItsWorkerDoesNotStandStill() {
        Job job = submit();
        Attempt attempt = ledger.begin(job.id(), WorkerLife.begin("worker-1")).orElseThrow();
        database.sql("update job set last_progress_at = now() - interval '2 hours' where id = :id")
                .param("id", job.id())
                .update();

        assertThat(ledger.waits(attempt)).isEqualTo(Direction.GO_ON);

        assertThat(database.sql("select last_progress_at > now() - interval '1 minute' from job where id = :id")
                        .param("id", job.id())
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void whatSomebodyAskedForIsDoneAlsoWhereTheStoreFailsMeanwhile() {
        Job job = submit();
        Attempt attempt = ledger.begin(job.id(), WorkerLife.begin("worker-1")).orElseThrow();
        ledger.pause(job.id(), "ada");

        ledger.failForNow(attempt, new JobFailure(FailureKind.STORAGE, "The disk is full."));

        assertThat(jobs.findById(job.id()).orElseThrow().state()).isEqualTo(JobState.PAUSED);
    }

    @Test
    void timeThatIsKeptByAPauseCountsAsUsed() {
        Job job = submit();
        Attempt attempt = ledger.begin(job.id(), WorkerLife.begin("worker-1")).orElseThrow();
        database.sql("update job set started_at = now() - interval '100 seconds' where id = :id")
                .param("id", job.id())
                .update();
        ledger.pause(job.id(), "ada");

        ledger.confirmPause(attempt);

        assertThat(database.sql("select seconds from recent_use where account_id = :owner")
                        .param("owner", job.owner().id())
                        .query(Double.class)
                        .single())
                .isBetween(99.0, 110.0);
    }

    @Test
    void aResultThatCannotBeWrittenLeavesTheJobRunning() {
        Job job = submit();
        Attempt attempt = ledger.begin(job.id(), WorkerLife.begin("worker-1")).orElseThrow();

        assertThatThrownBy(() -> ledger.succeed(attempt, () -> {
                    throw new IllegalStateException("no room");
                }))
                .hasMessage("no room");
        assertThat(jobs.findById(job.id()).orElseThrow().state()).isEqualTo(JobState.RUNNING);
    }

    @Test
    void aFailureSaysWhy() {
        Job job = submit();
        Attempt attempt = ledger.begin(job.id(), WorkerLife.begin("worker-1")).orElseThrow();
        ledger.fail(attempt, new JobFailure(FailureKind.DIVERGED, "The loss was not finite in epoch 3."));

        Job failed = jobs.findById(job.id()).orElseThrow();
        assertThat(failed.state()).isEqualTo(JobState.FAILED);
        assertThat(failed.failure())
                .contains(new JobFailure(FailureKind.DIVERGED, "The loss was not finite in epoch 3."));
        assertThat(ledger.begin(job.id(), WorkerLife.begin("worker-2")))
                .as("nothing is left to do")
                .isEmpty();
    }

    @Test
    void cancellingARunningJobStopsItAtItsNextSignOfLife() {
        Job job = submit();
        Attempt attempt = ledger.begin(job.id(), WorkerLife.begin("worker-1")).orElseThrow();

        assertThat(ledger.cancel(job.id(), "me")).isEqualTo(JobState.CANCELLING);
        assertThat(ledger.progress(attempt, HALFWAY)).isEqualTo(Direction.CANCEL);
        ledger.confirmCancel(attempt);
        assertThat(jobs.findById(job.id()).orElseThrow().state()).isEqualTo(JobState.CANCELLED);
        assertThat(ledger.cancel(job.id(), "me")).as("again").isEqualTo(JobState.CANCELLED);
    }

    @Test
    void cancellingAnIngestJobLeavesNoDatasetWaitingForIt() {
        Dataset dataset = fixture.uploaded();
        Job job = ledger.submit(Job.ingest(
                new JobSpec.Ingest(dataset.id(), dataset.reference()), dataset, dataset.owner(), dataset.createdAt()));

        assertThat(ledger.cancel(job.id(), "me")).isEqualTo(JobState.CANCELLED);

        Dataset rejected = datasets.findById(dataset.id()).orElseThrow();
        assertThat(rejected.state()).isEqualTo(DatasetState.REJECTED);
        assertThat(rejected.rejection().get(0).what()).contains("cancelled");
        assertThat(ledger.retry(job.id(), "me"))
                .as("it could not accept a dataset that was rejected")
                .isEqualTo(JobState.CANCELLED);
    }

    @Test
    void cancellingAQueuedJobEndsItAtOnce() {
        Job job = submit();

        assertThat(ledger.cancel(job.id(), "me")).isEqualTo(JobState.CANCELLED);
        assertThat(ledger.begin(job.id(), WorkerLife.begin("worker-1"))).isEmpty();
    }

    @Test
    void ofEachBenchmarkTheNewestJobsAreFoundThatAreNotOver() {
        Job old = submit();
        Job running = submit();
        ledger.begin(running.id(), WorkerLife.begin("worker-1"));
        ledger.cancel(submit().id(), "me");
        Benchmark first = benchmark;
        benchmark = fixture.benchmark(3);
        Job other = submit();

        assertThat(jobs.findOpen(List.of(first.id(), benchmark.id()), 1))
                .extracting(Job::id)
                .containsExactly(other.id(), running.id());
        assertThat(jobs.findOpen(List.of(first.id()), 9)).extracting(Job::id).containsExactly(running.id(), old.id());
        assertThat(jobs.findOpen(List.of(), 9)).isEmpty();
    }

    @Test
    void aWorkerThatTakesItsOwnJobAgainCountsAsNoLoss() {
        Job job = submit();
        WorkerLife worker = WorkerLife.begin("worker-1");
        ledger.begin(job.id(), worker);
        ledger.begin(job.id(), worker);

        assertThat(types(job)).containsExactly("queued", "started", "queued", "started");
    }

    @Test
    void aJobWhoseWorkerIsGoneWaitsAgainAndWhatSomebodyAskedForIsDone() {
        Job running = submit();
        Job pausing = submit();
        Job cancelling = submit();
        List<Attempt> attempts = List.of(begin(running), begin(pausing), begin(cancelling));
        ledger.pause(pausing.id(), "me");
        ledger.cancel(cancelling.id(), "me");

        attempts.forEach(attempt -> ledger.lose(attempt, Loss.VANISHED, "It is gone."));
        attempts.forEach(attempt -> ledger.lose(attempt, Loss.VANISHED, "Again changes nothing."));

        assertThat(state(running)).isEqualTo(JobState.QUEUED);
        assertThat(types(running)).containsExactly("queued", "started", "lost", "queued");
        assertThat(state(pausing)).isEqualTo(JobState.PAUSED);
        assertThat(state(cancelling)).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void aJobThatWorkersVanishWithIsGivenUpUnlessItKeptSomethingInBetween() {
        Job deadly = submit();
        Job slow = submit();
        for (int loss = 0; loss < 5; loss++) {
            ledger.lose(begin(deadly), Loss.VANISHED, "It is gone.");
            Attempt attempt = begin(slow);
            ledger.advance(attempt, HALFWAY, () -> {});
            ledger.lose(attempt, Loss.VANISHED, "It is gone.");
        }

        assertThat(state(deadly)).isEqualTo(JobState.FAILED);
        assertThat(jobs.findById(deadly.id()).orElseThrow().failure().map(JobFailure::kind))
                .contains(FailureKind.WORKER_LOST);
        assertThat(state(slow)).isEqualTo(JobState.QUEUED);
    }

    @Test
    void aJobIsNotGivenUpWhileWorkersVanishWithoutItAndOneThatKillsItsWorkersIsInTheEnd() {
        Job unlucky = submit();
        for (int loss = 0; loss < 8; loss++) {
            loseAfterAnother(unlucky);
        }
        assertThat(state(unlucky)).as("as many workers vanished without it").isEqualTo(JobState.QUEUED);

        Job deadly = submit();
        int losses = 0;
        while (state(deadly) != JobState.FAILED) {
            loseAfterAnother(deadly);
            losses++;
        }
        assertThat(losses).isEqualTo(25);
    }

    @Test
    void whatVanishedBeforeTheClockWasSetBackSpeaksForAJobAllTheSame() {
        Job unlucky = submit();
        for (int loss = 0; loss < 4; loss++) {
            loseAfterAnother(unlucky);
        }
        database.sql("update job_attempt set started_at = started_at + interval '1 day',"
                        + " finished_at = finished_at + interval '1 day' where job_id = :id")
                .param("id", unlucky.id())
                .update();

        ledger.lose(begin(unlucky), Loss.VANISHED, "It is gone.");

        assertThat(state(unlucky)).isEqualTo(JobState.QUEUED);
    }

    @Test
    void whatStandsStillOrIsTakenOverIsNoWorkerThatVanished() {
        Job deadly = submit();
        for (int loss = 0; loss < 5; loss++) {
            Job still = submit();
            ledger.lose(begin(still), Loss.STALLED, "It shows no progress.");
            ledger.succeed(begin(still), Map::of);
            Job taken = submit();
            begin(taken);
            ledger.succeed(begin(taken), Map::of);
            ledger.lose(begin(deadly), Loss.VANISHED, "It is gone.");
        }

        assertThat(state(deadly)).isEqualTo(JobState.FAILED);
    }

    @Test
    void whatVanishedAtTheFirstLossesSpeaksForAJobThatFailedInBetween() {
        Job unlucky = submit();
        for (int loss = 0; loss < 4; loss++) {
            loseAfterAnother(unlucky);
        }
        for (int failure = 0; failure < 4; failure++) {
            ledger.failForNow(begin(unlucky), new JobFailure(FailureKind.STORAGE, "The disk is full."));
        }

        ledger.lose(begin(unlucky), Loss.VANISHED, "It is gone.");

        assertThat(state(unlucky)).isEqualTo(JobState.QUEUED);
    }

    @Test
    void whatAlsoKillsItsWorkersSpeaksForNoOtherJob() {
        Job deadly = submit();
        Job alike = submit();
        for (int loss = 0; loss < 5; loss++) {
            WorkerLife both = WorkerLife.begin("with two slots");
            Job beside = submit();
            List<Attempt> lost = List.of(
                    ledger.begin(deadly.id(), both).orElseThrow(),
                    ledger.begin(beside.id(), both).orElseThrow(),
                    begin(alike));
            lost.forEach(attempt -> ledger.lose(attempt, Loss.VANISHED, "It is gone."));
            ledger.succeed(begin(beside), Map::of);
        }

        assertThat(state(deadly)).isEqualTo(JobState.FAILED);
        assertThat(state(alike)).isEqualTo(JobState.FAILED);
    }

    @Test
    void lossesAndFailuresOfTheStoreAreNotAddedUp() {
        Job job = submit();
        for (int time = 0; time < 4; time++) {
            ledger.lose(begin(job), Loss.VANISHED, "It is gone.");
            ledger.failForNow(begin(job), new JobFailure(FailureKind.STORAGE, "The disk is full."));
        }

        assertThat(state(job)).isEqualTo(JobState.QUEUED);
    }

    @Test
    void progressOfLongAgoGoesExceptForTheLastOfEachAttempt() {
        Job old = submit();
        Job recent = submit();
        for (Job job : List.of(old, recent)) {
            Attempt lost = begin(job);
            ledger.progress(lost, HALFWAY);
            ledger.progress(lost, HALFWAY);
            ledger.lose(lost, Loss.VANISHED, "It is gone.");
            Attempt attempt = begin(job);
            ledger.progress(attempt, HALFWAY);
            ledger.progress(attempt, HALFWAY);
            ledger.succeed(attempt, Map::of);
        }
        database.sql("update job set finished_at = now() - interval '91 days' where id = :id")
                .param("id", old.id())
                .update();
        EventRetention retention = new EventRetention(database, Duration.ofDays(90));

        while (retention.thin() > 0) {
            assertThat(types(recent)).hasSize(10);
        }

        assertThat(types(old))
                .containsExactly("queued", "started", "progress", "lost", "queued", "started", "progress", "succeeded");
        assertThat(ledger.events(old.id(), 3, 100))
                .as("what is read on from a place that is gone")
                .extracting(JobEvent::sequence)
                .startsWith(4);
        assertThat(types(recent)).hasSize(10);
    }

    /** A worker vanishes, and what it ran succeeds elsewhere. */
    /** A worker vanishes with another job, which succeeds then, and one with this job. */
    private void loseAfterAnother(Job job) {
        Job harmless = submit();
        ledger.lose(begin(harmless), Loss.VANISHED, "It is gone.");
        ledger.succeed(begin(harmless), Map::of);
        ledger.lose(begin(job), Loss.VANISHED, "It is gone.");
    }

    @Test
    void aFailureThatMayPassIsTriedAgainLaterAndInTheEndNoMore() {
        Job job = submit();
        JobFailure full = new JobFailure(FailureKind.STORAGE, "The disk is full.");
        for (int retry = 1; retry <= 4; retry++) {
            ledger.failForNow(begin(job), full);
            assertThat(state(job)).isEqualTo(JobState.QUEUED);
            assertThat(jobs.findById(job.id()).orElseThrow().notBefore()).isPresent();
        }
        ledger.failForNow(begin(job), full);

        assertThat(state(job)).isEqualTo(JobState.FAILED);
        assertThat(types(job)).filteredOn("retrying"::equals).hasSize(4);
        assertThat(ledger.retry(job.id(), "me")).as("somebody may know better").isEqualTo(JobState.QUEUED);
        assertThat(jobs.findById(job.id()).orElseThrow().failure()).isEmpty();
    }

    @Test
    void aPausedJobWaitsForSomebodyAndGoesOnWithANewAttempt() {
        Job job = submit();
        Attempt attempt = begin(job);

        assertThat(ledger.pause(job.id(), "me")).isEqualTo(JobState.PAUSING);
        assertThat(ledger.progress(attempt, HALFWAY)).isEqualTo(Direction.PAUSE);
        ledger.confirmPause(attempt);
        assertThat(state(job)).isEqualTo(JobState.PAUSED);
        assertThatThrownBy(() -> ledger.progress(attempt, HALFWAY)).isInstanceOf(AttemptSupersededException.class);
        assertThat(ledger.begin(job.id(), WorkerLife.begin("eager"))).isEmpty();

        assertThat(ledger.resume(job.id(), "me")).isEqualTo(JobState.QUEUED);
        assertThat(begin(job).number()).isEqualTo(2);
        assertThat(types(job))
                .containsExactly("queued", "started", "pausing", "progress", "paused", "resumed", "started");
    }

    @Test
    void aPauseThatHasNotComeAboutIsCalledOff() {
        Job job = submit();
        Attempt attempt = begin(job);
        ledger.pause(job.id(), "me");

        assertThat(ledger.resume(job.id(), "me")).isEqualTo(JobState.RUNNING);
        assertThat(ledger.progress(attempt, HALFWAY)).isEqualTo(Direction.GO_ON);
    }

    private Job submit() {
        return ledger.submit(fixture.fit(benchmark, "linear", 0));
    }

    private Attempt begin(Job job) {
        return ledger.begin(job.id(), WorkerLife.begin("worker")).orElseThrow();
    }

    private JobState state(Job job) {
        return jobs.findById(job.id()).orElseThrow().state();
    }

    private List<String> types(Job job) {
        return ledger.events(job.id(), 0, 100).stream().map(JobEvent::type).toList();
    }
}
