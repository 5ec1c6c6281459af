package org.tonotopy.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tonotopy.registry.checkpoint.Checkpoint;
import org.tonotopy.registry.checkpoint.CheckpointRegistry;
import org.tonotopy.registry.checkpoint.FitPoint;
import org.tonotopy.registry.job.Attempt;
import org.tonotopy.registry.job.AttemptSupersededException;
import org.tonotopy.registry.job.FailureKind;
import org.tonotopy.registry.job.FitProgress;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobFailure;
import org.tonotopy.registry.job.JobLedger;
import org.tonotopy.registry.store.ObjectKey;
import org.tonotopy.registry.store.StoredContent;
import org.tonotopy.registry.worker.WorkerLife;

@SpringBootTest(classes = {RegistryDatabase.class, RegistryFixture.class})
class CheckpointRegistryTest extends RegistryTest {
    private static final FitProgress HALFWAY = new FitProgress("fitting", 5, 10, Optional.of(0.5), Optional.empty(), 3);
    private static final StoredContent CONTENT = new StoredContent("ab".repeat(32), 7);

    @Autowired
    CheckpointRegistry checkpoints;

    @Autowired
    JobLedger ledger;

    @Autowired
    RegistryFixture fixture;

    @Autowired
    JdbcClient database;

    @Test
    void theLatestCheckpointOfEachNetworkIsFoundAndWhatItReplacedIsTold() {
        Attempt attempt = begin(submit());
        assertThat(keep(attempt, point(0, 5))).isEmpty();
        assertThat(keep(attempt, point(1, 2))).isEmpty();
        assertThat(keep(attempt, point(0, 9))).containsExactly(key(attempt, point(0, 5)));

        Map<Integer, Checkpoint> found = checkpoints.find(attempt.jobId());

        assertThat(found).containsOnlyKeys(0, 1);
        Checkpoint first = found.get(0);
        assertThat(first.point()).isEqualTo(point(0, 9));
        assertThat(first.attempt()).isEqualTo(attempt.number());
        assertThat(first.object().objectKey()).isEqualTo(key(attempt, point(0, 9)));
        assertThat(first.object().content()).isEqualTo(CONTENT);
    }

    @Test
    void anAttemptThatWasSupersededReplacesNothing() {
        Job job = submit();
        Attempt first = begin(job);
        keep(first, point(0, 5));
        Attempt second = begin(job);
        keep(second, point(0, 6));

        assertThatThrownBy(() -> keep(first, point(0, 50))).isInstanceOf(AttemptSupersededException.class);

        assertThat(checkpoints.find(job.id()).get(0).point().epoch()).isEqualTo(6);
        assertThat(database.sql("select count(*) from stored_object where object_key = :key")
                        .param("key", key(first, point(0, 50)).path())
                        .query(Integer.class)
                        .single())
                .isZero();
    }

    @Test
    void jobsThatSucceedOrAreCancelledKeepNoCheckpointAndThoseThatMayGoOnDo() {
        Attempt succeeded = withCheckpoint();
        ledger.succeed(succeeded, Map::of);
        Attempt cancelled = withCheckpoint();
        ledger.cancel(cancelled.jobId(), "ada");
        ledger.confirmCancel(cancelled);
        Attempt handedBack = withCheckpoint();
        ledger.handBack(handedBack);
        Attempt failed = withCheckpoint();
        ledger.fail(failed, new JobFailure(FailureKind.STORAGE, "The store failed."));

        assertThat(checkpoints.find(succeeded.jobId())).isEmpty();
        assertThat(checkpoints.find(cancelled.jobId())).isEmpty();
        assertThat(checkpoints.find(handedBack.jobId())).hasSize(1);
        assertThat(checkpoints.find(failed.jobId())).hasSize(1);

        ledger.cancel(handedBack.jobId(), "ada");
        assertThat(checkpoints.find(handedBack.jobId())).isEmpty();
    }

    @Test
    void checkpointsThatNobodyCameBackForAreForgottenAfterAMonth() {
        Attempt recent = withCheckpoint();
        ledger.fail(recent, new JobFailure(FailureKind.DIVERGED, "It diverged."));
        Attempt old = withCheckpoint();
        ledger.fail(old, new JobFailure(FailureKind.DIVERGED, "It diverged."));
        database.sql("update job set finished_at = now() - interval '31 days' where id = :id")
                .param("id", old.jobId())
                .update();

        checkpoints.forgetOld();

        assertThat(checkpoints.find(recent.jobId())).hasSize(1);
        assertThat(checkpoints.find(old.jobId())).isEmpty();
    }

    private Attempt withCheckpoint() {
        Attempt attempt = begin(submit());
        keep(attempt, point(0, 3));
        return attempt;
    }

    private List<ObjectKey> keep(Attempt attempt, FitPoint point) {
        List<ObjectKey> replaced = new ArrayList<>();
        ledger.advance(
                attempt,
                HALFWAY,
                () -> checkpoints
                        .record(attempt, point, key(attempt, point), CONTENT)
                        .ifPresent(replaced::add));
        return replaced;
    }

    private static FitPoint point(int network, int epoch) {
        return new FitPoint(network, epoch, 1.5 * epoch, 2.0 * epoch, "vector");
    }

    private static ObjectKey key(Attempt attempt, FitPoint point) {
        return ObjectKey.ofAttempt(
                attempt.jobId(), attempt.number(), "checkpoint-" + point.network() + "-" + point.epoch() + ".zip");
    }

    private Job submit() {
        return ledger.submit(fixture.fit(fixture.benchmark(2), "linear", 1));
    }

    private Attempt begin(Job job) {
        return ledger.begin(job.id(), WorkerLife.begin("worker")).orElseThrow();
    }
}
