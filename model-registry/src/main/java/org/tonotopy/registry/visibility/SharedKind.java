package org.tonotopy.registry.visibility;

/** What can be shared, and what may stand on it. */
public enum SharedKind {
    /** A dataset. */
    DATASET(
            "dataset",
            "dataset_id",
            "select id from benchmark where dataset_id = :id",
            "readable.dataset_reader r where r.dataset_id = :id"),
    /** A benchmark. */
    BENCHMARK(
            "benchmark",
            "benchmark_id",
            "select cast(:id as uuid)",
            "readable.benchmark_reader r where r.benchmark_id = :id"),
    /** A model version. */
    MODEL(
            "model_version",
            "model_version_id",
            "select benchmark_id from model_version where id = :id",
            "readable.model_reader r where r.model_version_id = :id");

    private static final String ADMIN = "exists (select 1 from account x where x.id = :by and x.role = 'ADMIN')";

    private final String table;
    private final String column;
    private final String benchmarks;
    private final String readers;

    SharedKind(String table, String column, String benchmarks, String readers) {
        this.table = table;
        this.column = column;
        this.benchmarks = benchmarks;
        this.readers = readers;
    }

    /** Where its rows are. */
    String table() {
        return table;
    }

    /** How other tables name it. */
    String column() {
        return column;
    }

    /** Selects the benchmarks on whose boards it may change something. */
    String benchmarks() {
        return benchmarks;
    }

    /**
     * Selects what stands on it and cannot be read by whoever made it: benchmarks, suites, sweeps, models, and jobs that have not ended. What
     * is told of it depends on whether :by may read it.
     */
    String unreadable() {
        String jobs = "select j.id, 'the job ' || j.id as what, o.name as owner,"
                + " (j.visibility = 'PUBLIC' or " + ADMIN + ") as told"
                + " from job j join account o on o.id = j.owner_id where j." + column
                + " = :id and j.finished_at is null"
                + " and j.owner_id not in (select r.account_id from " + readers + ")";
        String models = "select v.id, 'the model ' || m.name || '@' || v.version, o.name,"
                + " exists (select 1 from readable.member_reader g where g.model_version_id = v.id and g.account_id = :by)"
                + " from model_version v join model m on m.id = v.model_id join account o on o.id = v.owner_id"
                + " where not exists (select 1 from readable.model_reader r"
                + " where r.model_version_id = v.id and r.account_id = v.owner_id) and ";
        if (this == MODEL) {
            return jobs + " union all select j.id, 'the job ' || j.id, o.name,"
                    + " (j.visibility = 'PUBLIC' or " + ADMIN + ")"
                    + " from job j join account o on o.id = j.owner_id where j.kind = 'ENSEMBLE' and j.finished_at is null"
                    + " and j.spec -> 'members' @> (select to_jsonb(m.name || '@' || v.version)"
                    + " from model_version v join model m on m.id = v.model_id where v.id = :id)"
                    + " and j.owner_id not in (select r.account_id from " + readers + ")"
                    + " union all " + models
                    + "v.id in (select ensemble_id from ensemble_member where member_id = :id)";
        }
        String on = "(" + benchmarks + ")";
        return jobs + " union all " + models + "v.benchmark_id in " + on
                + " union all select b.id, 'the benchmark ' || b.name || '@' || b.version, o.name,"
                + " exists (select 1 from readable.benchmark_reader g where g.benchmark_id = b.id and g.account_id = :by)"
                + " from benchmark b join account o on o.id = b.owner_id where b.id in " + on
                + " and not exists (select 1 from readable.benchmark_reader r"
                + " where r.benchmark_id = b.id and r.account_id = b.owner_id)"
                + " union all select s.id, 'the suite ' || s.name || '@' || s.version, o.name, not exists (select 1"
                + " from benchmark_of_suite u where u.suite_id = s.id and not exists (select 1"
                + " from readable.benchmark_reader g where g.benchmark_id = u.benchmark_id and g.account_id = :by))"
                + " from suite s join account o on o.id = s.owner_id where exists (select 1 from benchmark_of_suite u"
                + " where u.suite_id = s.id and u.benchmark_id in " + on + " and not exists (select 1"
                + " from readable.benchmark_reader r where r.benchmark_id = u.benchmark_id and r.account_id = s.owner_id))"
                + " union all select s.id, 'the sweep ' || s.id, o.name,"
                + " (s.visibility = 'PUBLIC' or " + ADMIN + ")"
                + " from sweep s join account o on o.id = s.owner_id where exists (select 1 from benchmark_of_sweep u"
                + " where u.sweep_id = s.id and u.benchmark_id in " + on + " and not exists (select 1"
                + " from readable.benchmark_reader r where r.benchmark_id = u.benchmark_id and r.account_id = s.owner_id))";
    }
}
