package org.tonotopy.registry.deletion;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.registry.dataset.Dataset;
import org.tonotopy.registry.job.JobKind;
import org.tonotopy.registry.job.JobLedger;
import org.tonotopy.registry.job.JobState;
import org.tonotopy.registry.json.RegistryJson;
import org.tonotopy.registry.visibility.Sight;

/**
 * Deletes datasets. The rows that stand on a dataset go with it because every foreign key on the way cascades; what they
 * had in the object store is left to the cleanup, which finds that nothing points to it any more.
 */
public class DatasetDeletion {
    private final JdbcClient database;
    private final JobLedger ledger;
    private final Sight sight;
    private final Clock clock;

    /** Deletes in a database, with its queue. */
    public DatasetDeletion(JdbcClient database, JobLedger ledger, Sight sight, Clock clock) {
        this.database = database;
        this.ledger = ledger;
        this.sight = sight;
        this.clock = clock;
    }

    private record LockedJob(UUID id, JobKind kind, JobState state) {
        boolean runs() {
            return state.isHeld();
        }

        boolean waits() {
            return !runs() && !state.isTerminal();
        }
    }

    /**
     * Counts what stands on a dataset. Until the caller's transaction ends, none of its jobs moves and nothing new is made
     * on it.
     *
     * @return empty where the dataset is gone
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Dependents> lock(UUID dataset) {
        return sight.ofEverything(() -> lockAll(dataset));
    }

    private Optional<Dependents> lockAll(UUID dataset) {
        // Jobs first: a worker that ends an ingest job holds the job when it asks for the dataset.
        lockJobs(dataset);
        lockRows("select id from benchmark where dataset_id = :dataset order by id for update", dataset);
        if (lockRows("select id from dataset where id = :dataset for update", dataset)
                .isEmpty()) {
            return Optional.empty();
        }
        // Again: the wait for the dataset was a wait for whoever had just made something on it.
        List<LockedJob> jobs = lockJobs(dataset);
        return Optional.of(new Dependents(
                count("select count(*) from benchmark where dataset_id = :dataset", dataset),
                count(
                        "select count(distinct o.suite_id) from benchmark_of_suite o join benchmark b on b.id = o.benchmark_id"
                                + " where b.dataset_id = :dataset",
                        dataset),
                count(
                        "select count(*) from model_version v join benchmark b on b.id = v.benchmark_id"
                                + " where b.dataset_id = :dataset",
                        dataset),
                count(
                        "select count(*) from feature f join model_version v on v.id = f.model_version_id"
                                + " join benchmark b on b.id = v.benchmark_id where b.dataset_id = :dataset",
                        dataset),
                count(
                        "select count(*) from sweep s join benchmark b on b.id = s.benchmark_id"
                                + " where b.dataset_id = :dataset",
                        dataset),
                Math.toIntExact(jobs.stream()
                        .filter(job -> job.waits() && job.kind() != JobKind.INGEST)
                        .count()),
                jobs.stream().filter(LockedJob::runs).map(LockedJob::id).toList(),
                Math.toIntExact(
                        jobs.stream().filter(job -> job.state().isTerminal()).count())));
    }

    private List<LockedJob> lockJobs(UUID dataset) {
        return database.sql("select id, kind, state from job where dataset_id = :dataset order by id for update")
                .param("dataset", dataset)
                .query((row, number) -> new LockedJob(
                        row.getObject("id", UUID.class),
                        JobKind.valueOf(row.getString("kind")),
                        JobState.valueOf(row.getString("state"))))
                .list();
    }

    private List<UUID> lockRows(String query, UUID dataset) {
        return database.sql(query).param("dataset", dataset).query(UUID.class).list();
    }

    private int count(String query, UUID dataset) {
        return database.sql(query)
                .param("dataset", dataset)
                .query(Integer.class)
                .single();
    }

    /**
     * Deletes a dataset with what stands on it, and takes its jobs that wait out of the queue.
     *
     * @param dataset is locked by the caller's transaction
     * @param dependents as {@link #lock} counted them
     * @param by the account that asks for it
     * @throws IllegalStateException if one of its jobs runs
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void delete(Dataset dataset, Dependents dependents, UUID by) {
        if (!dependents.runningJobs().isEmpty()) {
            throw new IllegalStateException("a job of the dataset " + dataset.reference() + " runs");
        }
        sight.withEverything(() -> deleteAll(dataset, dependents, by));
    }

    private void deleteAll(Dataset dataset, Dependents dependents, UUID by) {
        lockJobs(dataset.id()).stream().filter(LockedJob::waits).forEach(job -> ledger.withdraw(job.id()));
        bury(dataset, dependents, by);
        // Names before their versions, as whoever changes what is said of these.
        List<UUID> models = lockRows(
                "select m.id from model m where m.id in (select v.model_id from model_version v"
                        + " join benchmark b on b.id = v.benchmark_id where b.dataset_id = :dataset)"
                        + " order by m.id for update",
                dataset.id());
        database.sql("delete from dataset where id = :dataset")
                .param("dataset", dataset.id())
                .update();
        if (!models.isEmpty()) {
            database.sql("delete from model m where m.id in (:models)"
                            + " and not exists (select 1 from model_version v where v.model_id = m.id)")
                    .param("models", models)
                    .update();
        }
    }

    private void bury(Dataset dataset, Dependents dependents, UUID by) {
        Timestamp now = Timestamp.from(clock.instant());
        String counts = RegistryJson.mapper().writeValueAsString(dependents.counts());
        for (String what : List.of(
                "select 'DATASET', name, version, :reference, :by, cast(:now as timestamptz), cast(:counts as jsonb),"
                        + " visibility = 'PUBLIC' from dataset where id = :dataset",
                "select 'BENCHMARK', b.name, b.version, :reference, :by, cast(:now as timestamptz), '{}',"
                        + " b.visibility = 'PUBLIC' and d.visibility = 'PUBLIC'"
                        + " from benchmark b join dataset d on d.id = b.dataset_id where d.id = :dataset",
                "select 'SUITE', s.name, s.version, :reference, :by, cast(:now as timestamptz), '{}',"
                        + " not exists (select 1 from benchmark_of_suite o join benchmark b on b.id = o.benchmark_id"
                        + " join dataset d on d.id = b.dataset_id where o.suite_id = s.id"
                        + " and (b.visibility <> 'PUBLIC' or d.visibility <> 'PUBLIC')) from suite s where s.id in"
                        + " (select o.suite_id from benchmark_of_suite o join benchmark b on b.id = o.benchmark_id"
                        + " where b.dataset_id = :dataset)",
                "select 'MODEL', m.name, v.version, :reference, :by, cast(:now as timestamptz), '{}',"
                        + " v.visibility = 'PUBLIC' and b.visibility = 'PUBLIC' and d.visibility = 'PUBLIC'"
                        + " from model_version v join model m on m.id = v.model_id join benchmark b on b.id = v.benchmark_id"
                        + " join dataset d on d.id = b.dataset_id where d.id = :dataset")) {
            database.sql(
                            "insert into tombstone (kind, name, version, dataset, deleted_by_id, deleted_at, went_with_it, readable_by_all) "
                                    + what)
                    .param("reference", dataset.reference().toString())
                    .param("by", by)
                    .param("now", now)
                    .param("counts", counts)
                    .param("dataset", dataset.id())
                    .update();
        }
    }
}
