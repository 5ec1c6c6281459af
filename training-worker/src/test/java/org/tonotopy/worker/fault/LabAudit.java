package org.tonotopy.worker.fault;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.tonotopy.registry.job.JobLedger;
import org.tonotopy.registry.store.ObjectKey;
import org.tonotopy.registry.store.ObjectStore;
import org.tonotopy.registry.store.StoredObjectRepository;
import org.tonotopy.registry.store.VerifiedRead;
import org.tonotopy.worker.Lab;

/** Looks through a lab in which every job should have ended, and finds what was lost, done twice or left behind. */
final class LabAudit {
    private static final int EVENTS = 100_000;

    private final Lab lab;
    private final JdbcClient database;

    LabAudit(Lab lab) {
        this.lab = lab;
        this.database = lab.part(JdbcClient.class);
    }

    /**
     * What was found.
     *
     * @param jobs number by state, failures by kind
     * @param lost jobs that somebody was told of and that are not there, or that have not ended
     * @param doubled jobs with more than one success or more than one result
     * @param attempts number by outcome
     * @param compared succeeded fits whose spec and seed another one shares
     * @param comparedDisturbed those of them that took more than one attempt
     * @param objects that rows point to, read back whole
     * @param problems all that should not be, lost and doubled jobs included
     */
    record Findings(
            Map<String, Integer> jobs,
            int lost,
            int doubled,
            Map<String, Integer> attempts,
            int compared,
            int comparedDisturbed,
            int objects,
            List<String> problems) {}

    /**
     * Looks at everything.
     *
     * @param acknowledged jobs whose submission was confirmed
     */
    Findings look(Set<UUID> acknowledged) {
        List<String> problems = new ArrayList<>();
        int lost = lost(acknowledged, problems);
        int doubled = doubled(problems);
        nothingIsLeft(problems);
        events(problems);
        int objects = objects(problems);
        differences(problems);
        return new Findings(
                counts(
                        "select state || coalesce(' ' || failure_kind, '') as what, count(*) as number from job group by 1"),
                lost,
                doubled,
                counts("select coalesce(outcome, 'open') as what, count(*) as number from job_attempt group by 1"),
                number("select count(*) from (" + FITS + ") f where twins > 1"),
                number("select count(*) from (" + FITS + ") f where twins > 1 and attempt > 1"),
                objects,
                List.copyOf(problems));
    }

    private int lost(Set<UUID> acknowledged, List<String> problems) {
        List<UUID> known = database.sql("select id from job").query(UUID.class).list();
        List<UUID> vanished =
                acknowledged.stream().filter(id -> !known.contains(id)).toList();
        vanished.forEach(id -> problems.add("job " + id + " was confirmed and is not there"));
        List<String> open = strings(
                "select id || ' is ' || state from job" + " where state not in ('SUCCEEDED', 'FAILED', 'CANCELLED')");
        open.forEach(job -> problems.add("job " + job));
        return vanished.size() + open.size();
    }

    private int doubled(List<String> problems) {
        List<String> doubled =
                strings("select j.id || ' (' || j.kind || ') has ' || a.n || ' successful attempts, ' || e.n"
                        + " || ' events of success, ' || v.n || ' models' from job j"
                        + " cross join lateral (select count(*) as n from job_attempt x where x.job_id = j.id"
                        + " and x.outcome = 'SUCCEEDED') a"
                        + " cross join lateral (select count(*) as n from job_event x where x.job_id = j.id"
                        + " and x.type = 'succeeded') e"
                        + " cross join lateral (select count(*) as n from model_version x where x.job_id = j.id) v"
                        + " where a.n <> (j.state = 'SUCCEEDED')::int or e.n <> (j.state = 'SUCCEEDED')::int"
                        + " or v.n <> (j.state = 'SUCCEEDED' and j.kind = 'FIT')::int");
        doubled.forEach(job -> problems.add("job " + job));
        return doubled.size();
    }

    private void nothingIsLeft(List<String> problems) {
        strings(
                        "select job_id || ' of attempt ' || number from job_attempt where finished_at is null or outcome is null")
                .forEach(attempt -> problems.add("still open: job " + attempt));
        strings("select task_name || ' ' || task_instance from scheduled_tasks")
                .forEach(execution -> problems.add("left in the queue: " + execution));
        strings("select id || ' (' || state || ')' from job where worker_id is not null or admission is not null")
                .forEach(job -> problems.add("still held or admitted: job " + job));
        strings("select name || ' is ' || state from dataset d where state = 'VALIDATING'"
                        + " and exists (select 1 from job j where j.dataset_id = d.id)")
                .forEach(dataset -> problems.add("dataset " + dataset));
        strings("select job_id || ' has ' || count(*) from (select job_id, number, lead(number, 1, number + 1)"
                        + " over (partition by job_id order by number) as next from job_attempt) a"
                        + " where next <> number + 1 group by job_id")
                .forEach(gap -> problems.add("gaps in the attempts: job " + gap));
    }

    private void events(List<String> problems) {
        JobLedger ledger = lab.part(JobLedger.class);
        for (UUID job : database.sql("select id from job").query(UUID.class).list()) {
            LegalOrder.breach(ledger.events(job, 0, EVENTS))
                    .ifPresent(breach -> problems.add("order of events of job " + job + ": " + breach));
        }
        strings("select id || ' has ' || last_event from job j where last_event <>"
                        + " (select count(*) from job_event e where e.job_id = j.id)")
                .forEach(job -> problems.add("events are missing: job " + job));
    }

    /** Every object that any row points to is there and has its hash. */
    private int objects(List<String> problems) {
        List<String> pointers = strings(
                "select 'select ' || a.attname || ' as key from ' || c.conrelid::regclass || ' where '"
                        + " || a.attname || ' is not null' from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid"
                        + " and a.attnum = c.conkey[1] where c.contype = 'f' and c.confrelid = 'stored_object'::regclass");
        List<String> keys = strings("select distinct key from (" + String.join(" union all ", pointers) + ") p");
        for (String key : keys) {
            try {
                VerifiedRead.bytes(
                        lab.part(ObjectStore.class),
                        lab.part(StoredObjectRepository.class)
                                .find(new ObjectKey(key))
                                .orElseThrow());
            } catch (IOException | RuntimeException failure) {
                problems.add("object " + key + ": " + failure);
            }
        }
        return keys.size();
    }

    private static final String FITS = "select j.id, j.attempt, j.spec_sha256, o.sha256 as weights,"
            + " (select md5(string_agg(concat_ws(' ', c.network, c.epoch, c.train_loss, c.validation_loss,"
            + " c.validation_score, c.learning_rate), ',' order by c.network, c.epoch))"
            + " from learning_curve_point c where c.model_version_id = v.id) as curve,"
            + " (select md5(string_agg(concat_ws(' ', n.neuron, n.cc, n.cc_norm, n.fve, n.mse, n.poisson_nll), ','"
            + " order by n.neuron)) from score s join neuron_score n on n.score_id = s.id"
            + " where s.model_version_id = v.id) as metrics,"
            + " count(*) over (partition by j.spec_sha256) as twins"
            + " from job j join model_version v on v.job_id = j.id join stored_object o on o.object_key = v.weights_key"
            + " where j.kind = 'FIT' and j.state = 'SUCCEEDED'";

    /** Fits of one spec and seed agree in every bit of their weights, learning curves and metrics. */
    private void differences(List<String> problems) {
        strings("select count(*) || ' fits of one spec have ' || count(distinct weights) || ' weights, '"
                        + " || count(distinct curve) || ' learning curves and ' || count(distinct metrics) || ' metrics: '"
                        + " || string_agg(id::text || ' ' || attempt, ', ') from (" + FITS + ") f group by spec_sha256"
                        + " having count(distinct weights) > 1 or count(distinct curve) > 1"
                        + " or count(distinct metrics) > 1")
                .forEach(problems::add);
    }

    private Map<String, Integer> counts(String query) {
        Map<String, Integer> counts = new TreeMap<>();
        database.sql(query).query(row -> {
            counts.put(row.getString("what"), row.getInt("number"));
        });
        return counts;
    }

    private int number(String query) {
        return database.sql(query).query(Integer.class).single();
    }

    private List<String> strings(String query) {
        return database.sql(query).query(String.class).list();
    }
}
