package org.tonotopy.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionTemplate;
import org.tonotopy.registry.account.Account;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.dispatch.DatabaseClock;
import org.tonotopy.registry.dispatch.Dispatcher;
import org.tonotopy.registry.dispatch.Outlook;
import org.tonotopy.registry.dispatch.QueueOutlook;
import org.tonotopy.registry.dispatch.Reconciler;
import org.tonotopy.registry.dispatch.WaitReason;
import org.tonotopy.registry.job.Attempt;
import org.tonotopy.registry.job.EventRetention;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobDevice;
import org.tonotopy.registry.job.JobLedger;
import org.tonotopy.registry.job.JobRepository;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.job.JobState;
import org.tonotopy.registry.worker.WorkerDevice;
import org.tonotopy.registry.worker.WorkerLife;
import org.tonotopy.registry.worker.WorkerOffer;
import org.tonotopy.registry.worker.Workers;

@SpringBootTest(classes = {RegistryDatabase.class, RegistryFixture.class})
class DispatchTest extends RegistryTest {
    @Autowired
    Dispatcher dispatcher;

    @Autowired
    Reconciler reconciler;

    @Autowired
    QueueOutlook outlook;

    @Autowired
    Workers workers;

    @Autowired
    JobLedger ledger;

    @Autowired
    JobRepository jobs;

    @Autowired
    RegistryFixture fixture;

    @Autowired
    JdbcClient database;

    @Autowired
    TransactionTemplate transaction;

    private Benchmark benchmark;
    private Account ada;
    private Account bob;

    @BeforeEach
    void emptyTheQueue() {
        database.sql("update job set state = 'CANCELLED', finished_at = now(), admission = null, admission_lane = null"
                        + " where finished_at is null")
                .update();
        database.sql("delete from worker").update();
        database.sql("delete from scheduled_tasks").update();
        benchmark = fixture.benchmark(3);
        ada = fixture.account();
        bob = fixture.account();
    }

    @Test
    void whoHasTenJobsDoesNotWaitForWhoHasMany() {
        WorkerLife worker = worker(WorkerDevice.CPU, 4, 0);
        submit(ada, 60);
        List<Job> few = submit(bob, 10);

        List<UUID> begun = play(worker, 24);

        assertThat(begun.subList(0, 20))
                .as("the owners take turns, so ten jobs are among the first twenty")
                .containsAll(few.stream().map(Job::id).toList());
    }

    @Test
    void thePositionIsThePlaceAtWhichJobsBegin() {
        List<Job> all = new ArrayList<>(submit(ada, 6));
        all.addAll(submit(bob, 3));
        all.add(submit(ada, 5, JobDevice.ANY));
        Map<UUID, Outlook> expected = outlook.of(all);
        List<UUID> byPosition = all.stream()
                .map(Job::id)
                .sorted((one, other) -> Long.compare(
                        expected.get(one).position().orElseThrow(),
                        expected.get(other).position().orElseThrow()))
                .toList();

        List<UUID> begun = play(worker(WorkerDevice.CPU, 10, 0), 10);

        assertThat(begun.get(0)).as("the higher priority").isEqualTo(byPosition.get(0));
        assertThat(expected.values()).extracting(found -> found.reason()).containsOnly(WaitReason.NO_WORKER);
        for (int place = 0; place < begun.size(); place++) {
            assertThat(Math.abs(byPosition.indexOf(begun.get(place)) - place))
                    .as("owners with the same use may change places")
                    .isLessThanOrEqualTo(1);
        }
    }

    @Test
    void onlyAFewJobsAreAdmittedAheadOfFreeWorkers() {
        worker(WorkerDevice.CPU, 2, 0);
        submit(ada, 20);

        assertThat(dispatcher.admit()).isEqualTo(3);
        assertThat(dispatcher.admit()).isZero();
        assertThat(count("select count(*) from scheduled_tasks where task_name = 'cpu-0'"))
                .isEqualTo(3);
    }

    @Test
    void aCapHoldsForAnOwnerAndForALab() {
        worker(WorkerDevice.CPU, 10, 0);
        database.sql("update account set job_cap = 2 where id = :id")
                .param("id", ada.id())
                .update();
        UUID lab = UUID.randomUUID();
        database.sql("insert into lab (id, name, job_cap, created_at) values (:id, :name, 3, now())")
                .param("id", lab)
                .param("name", "lab-" + lab)
                .update();
        database.sql("update account set lab_id = :lab where id in (:ids)")
                .param("lab", lab)
                .param("ids", List.of(ada.id(), bob.id()))
                .update();
        Job last = submit(ada, 5).get(4);
        Job capped = submit(bob, 5).get(4);

        assertThat(dispatcher.admit()).isEqualTo(3);
        Map<UUID, Outlook> why = outlook.of(List.of(last, capped));
        assertThat(count("select count(*) from job where owner_id = '" + ada.id() + "' and admission is not null"))
                .isLessThanOrEqualTo(2);
        assertThat(why.get(capped.id()).reason()).isEqualTo(WaitReason.LAB_CAP);
    }

    @Test
    void aJobThatNeedsAGpuWaitsVisiblyAndOneThatPrefersItDoesNot() {
        worker(WorkerDevice.CPU, 2, 0);
        Job needs = submit(ada, 0, JobDevice.GPU);
        Job prefers = submit(ada, 0, JobDevice.GPU_PREFERRED);

        assertThat(dispatcher.admit()).isOne();
        assertThat(lane(prefers)).isEqualTo("cpu-0");
        assertThat(outlook.of(List.of(needs)).get(needs.id()).reason()).isEqualTo(WaitReason.NO_GPU_WORKER);

        worker(WorkerDevice.GPU, 1, 0);
        assertThat(dispatcher.admit()).isOne();
        assertThat(lane(needs)).isEqualTo("gpu-0");
    }

    @Test
    void aFreeSlotOnAnotherDeviceIsBetterThanAPlaceBehindTheFavourite() {
        WorkerLife gpu = worker(WorkerDevice.GPU, 1, 0);
        Job first = submit(ada, 0, JobDevice.GPU);
        dispatcher.admit();
        ledger.begin(first.id(), gpu);
        worker(WorkerDevice.CPU, 1, 0);
        Job prefers = submit(ada, 0, JobDevice.GPU_PREFERRED);

        assertThat(dispatcher.admit()).isOne();
        assertThat(lane(prefers)).isEqualTo("cpu-0");
    }

    @Test
    void aLargeRecordingWaitsForAWorkerWithRoomAndHoldsUpNobody() {
        worker(WorkerDevice.CPU, 1, 1);
        Job large = submit(ada, 0, JobDevice.ANY);
        database.sql("update job set memory_class = 3 where id = :id")
                .param("id", large.id())
                .update();
        Job small = submit(ada, 0, JobDevice.ANY);

        assertThat(dispatcher.admit()).isOne();
        assertThat(lane(small)).isEqualTo("cpu-0");
        Job waiting = jobs.findById(large.id()).orElseThrow();
        assertThat(outlook.of(List.of(waiting)).get(large.id()).reason()).isEqualTo(WaitReason.NO_WORKER_WITH_MEMORY);

        worker(WorkerDevice.CPU, 1, 4);
        assertThat(dispatcher.admit()).isOne();
        assertThat(lane(large)).isEqualTo("cpu-3");
    }

    @Test
    void jobsOfAWorkerWithoutASignOfLifeWaitAgain() {
        WorkerLife worker = worker(WorkerDevice.CPU, 1, 0);
        Job job = submit(ada, 1).get(0);
        Attempt attempt = ledger.begin(job.id(), worker).orElseThrow();
        reconciler.reconcile(true);
        assertThat(state(job)).as("it is there").isEqualTo(JobState.RUNNING);

        database.sql("update worker set last_seen_at = now() - interval '61 seconds'")
                .update();
        reconciler.reconcile(false);
        assertThat(state(job)).as("nobody judges just after an outage").isEqualTo(JobState.RUNNING);
        reconciler.reconcile(true);

        assertThat(state(job)).isEqualTo(JobState.QUEUED);
        assertThat(workers.seen(worker)).as("it has to register again").isFalse();
        assertThat(jobs.findById(job.id()).orElseThrow().attempt()).isEqualTo(attempt.number());
    }

    @Test
    void aJumpThatCouldNotBeDealtWithIsFoundAgain() {
        WorkerLife worker = worker(WorkerDevice.CPU, 1, 0);
        Job job = submit(ada, 1).get(0);
        assertThat(ledger.begin(job.id(), worker)).isPresent();
        AtomicLong passing = new AtomicLong();
        AtomicBoolean outage = new AtomicBoolean();
        Reconciler watchful =
                watchful(passing, new TransactionTemplate(Objects.requireNonNull(transaction.getTransactionManager())) {
                    @Override
                    public <T extends @Nullable Object> T execute(TransactionCallback<T> action) {
                        if (outage.get()) {
                            throw new TransientDataAccessResourceException("the database is out of reach");
                        }
                        return super.execute(action);
                    }
                });
        watchful.reconcile(true);
        database.sql("update worker set last_seen_at = now() - interval '1 day'")
                .update();
        passing.addAndGet(-Duration.ofDays(1).toNanos());
        outage.set(true);
        assertThatThrownBy(() -> watchful.reconcile(true)).hasMessageContaining("out of reach");

        outage.set(false);
        watchful.reconcile(true);

        assertThat(state(job)).isEqualTo(JobState.RUNNING);
    }

    private Reconciler watchful(AtomicLong passing, TransactionTemplate transaction) {
        return new Reconciler(
                database,
                transaction,
                ledger,
                workers,
                Duration.ofHours(1),
                new DatabaseClock(database, Duration.ofSeconds(15), passing::get),
                new EventRetention(database, Duration.ofDays(90)));
    }

    @Test
    void aJumpOfTheDatabasesClockTakesNoJobFromAWorkerThatIsThere() {
        WorkerLife worker = worker(WorkerDevice.CPU, 1, 0);
        Job job = submit(ada, 1).get(0);
        Job later = submit(ada, 1).get(0);
        Attempt attempt = ledger.begin(job.id(), worker).orElseThrow();
        AtomicLong passing = new AtomicLong();
        Reconciler watchful = watchful(passing, transaction);
        watchful.reconcile(true);

        // A day passes there and not here, or here and not there: what was written is a day old, or of tomorrow.
        for (String written : List.of("now() - interval '1 day'", "now() + interval '1 day'")) {
            database.sql("update worker set last_seen_at = " + written).update();
            database.sql("update job set last_progress_at = " + written + " where id = :id")
                    .param("id", job.id())
                    .update();
            database.sql("update job set not_before = " + written + " where id = :id")
                    .param("id", later.id())
                    .update();
            passing.addAndGet(
                    written.contains("-")
                            ? -Duration.ofDays(1).toNanos()
                            : Duration.ofDays(1).toNanos());

            watchful.reconcile(true);

            assertThat(state(job)).isEqualTo(JobState.RUNNING);
            assertThat(jobs.findById(job.id()).orElseThrow().attempt()).isEqualTo(attempt.number());
            assertThat(count("select count(*) from worker where gone_at is null and last_seen_at between"
                            + " now() - interval '1 minute' and now()"))
                    .isOne();
            assertThat(count("select count(*) from job where not_before > now()"))
                    .isZero();
        }

        database.sql("update worker set last_seen_at = now() - interval '61 seconds'")
                .update();
        passing.addAndGet(Duration.ofSeconds(1).toNanos());
        watchful.reconcile(true);
        assertThat(state(job)).as("without a jump it is lost as ever").isEqualTo(JobState.QUEUED);
    }

    @Test
    void aWorkerThatComesBackUnderItsNameHoldsNothingOfItsEarlierLife() {
        WorkerLife before = worker(WorkerDevice.CPU, 1, 0);
        Job job = submit(ada, 1).get(0);
        ledger.begin(job.id(), before);

        workers.register(WorkerLife.begin(before.name()), offer(WorkerDevice.CPU, 1, 0));
        reconciler.reconcile(false);

        assertThat(state(job)).isEqualTo(JobState.QUEUED);
    }

    @Test
    void aJobThatShowsNoProgressIsTakenFromItsWorker() {
        WorkerLife worker = worker(WorkerDevice.CPU, 1, 0);
        Job job = submit(ada, 1).get(0);
        ledger.begin(job.id(), worker);
        database.sql("update job set last_progress_at = now() - interval '61 minutes' where id = :id")
                .param("id", job.id())
                .update();

        reconciler.reconcile(true);

        assertThat(state(job)).isEqualTo(JobState.QUEUED);
        assertThat(ledger.events(job.id(), 0, 10))
                .extracting(event -> event.type())
                .contains("stalled");
    }

    @Test
    void anAdmissionThatNoWorkerWillTakeIsWithdrawn() {
        worker(WorkerDevice.CPU, 3, 0);
        List<Job> admitted = submit(ada, 3);
        dispatcher.admit();
        database.sql("delete from scheduled_tasks where task_instance like :job")
                .param("job", admitted.get(0).id() + "%")
                .update();
        database.sql("update scheduled_tasks set picked = true, picked_by = 'nobody' where task_instance like :job")
                .param("job", admitted.get(1).id() + "%")
                .update();
        database.sql("insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version)"
                        + " values ('cpu-0', :instance, now(), false, 1)")
                .param("instance", UUID.randomUUID() + "/1")
                .update();

        reconciler.reconcile(true);

        assertThat(lanes(admitted)).containsExactly("", "", "cpu-0");
        assertThat(count("select count(*) from scheduled_tasks")).isOne();

        database.sql("update worker set draining = true").update();
        reconciler.reconcile(true);
        assertThat(lanes(admitted)).containsExactly("", "", "");
    }

    /** Plays a worker that begins what is admitted, in the order of db-scheduler. */
    private List<UUID> play(WorkerLife worker, int steps) {
        List<UUID> begun = new ArrayList<>();
        while (begun.size() < steps) {
            dispatcher.admit();
            UUID next = database.sql("select id from job where state = 'QUEUED' and admission is not null"
                            + " order by admission limit 1")
                    .query(UUID.class)
                    .single();
            Attempt attempt = ledger.begin(next, worker).orElseThrow();
            begun.add(next);
            ledger.succeed(attempt, Map::of);
            database.sql("update recent_use set seconds = seconds + 60 where account_id ="
                            + " (select owner_id from job where id = :id)")
                    .param("id", next)
                    .update();
        }
        return begun;
    }

    private WorkerLife worker(WorkerDevice device, int slots, int memoryClass) {
        WorkerLife life = WorkerLife.begin("worker-" + UUID.randomUUID());
        workers.register(life, offer(device, slots, memoryClass));
        return life;
    }

    private static WorkerOffer offer(WorkerDevice device, int slots, int memoryClass) {
        return new WorkerOffer(device, slots, memoryClass, Duration.ofSeconds(15), "1", "vector");
    }

    private List<Job> submit(Account owner, int count) {
        List<Job> submitted = new ArrayList<>();
        for (int job = 0; job < count; job++) {
            submitted.add(submit(owner, 0, JobDevice.ANY));
        }
        return submitted;
    }

    private Job submit(Account owner, int priority, JobDevice device) {
        JobSpec.Fit spec = (JobSpec.Fit) fixture.fit(benchmark, "linear", 0).spec();
        return ledger.submit(Job.fit(spec, benchmark, owner, Instant.now().truncatedTo(ChronoUnit.MICROS))
                .asking(priority, device));
    }

    private JobState state(Job job) {
        return jobs.findById(job.id()).orElseThrow().state();
    }

    private String lane(Job job) {
        return database.sql("select coalesce(admission_lane, '') from job where id = :id")
                .param("id", job.id())
                .query(String.class)
                .single();
    }

    private List<String> lanes(List<Job> admitted) {
        return admitted.stream().map(this::lane).toList();
    }

    private int count(String query) {
        return database.sql(query).query(Integer.class).single();
    }
}
