package org.tonotopy.registry.sweep;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.registry.job.JobState;
import org.tonotopy.registry.json.RegistryJson;

/** Finds fits of a sweep, a page at a time: each query reads an index as far as the page goes. */
public class SweepFits {
    private static final String SELECT = "select j.id, j.state, j.spec, j.validation_score, j.failure_message,"
            + " m.name as model, v.version from job j left join model_version v on v.job_id = j.id"
            + " left join model m on m.id = v.model_id where j.sweep_id = :sweep and j.kind = 'FIT'";

    private final JdbcClient database;

    /** The fits in a database. */
    public SweepFits(JdbcClient database) {
        this.database = database;
    }

    /**
     * Where a page of the best begins.
     *
     * @param score only what has a lower score than this,
     * @param jobId or the same and a greater id
     */
    public record AfterScore(double score, UUID jobId) {}

    /**
     * Fits in the order in which they were asked for.
     *
     * @param state only those in it
     * @param after only those behind this job
     */
    @Transactional(readOnly = true)
    public List<SweepFit> inOrder(UUID sweep, Optional<JobState> state, Optional<UUID> after, int limit) {
        return query(
                SELECT + inState(state) + (after.isPresent() ? " and j.id > :after" : "")
                        + " order by j.id limit :limit",
                sweep,
                state,
                after,
                Optional.empty(),
                limit);
    }

    /**
     * Fits that have a validation score, the best first.
     *
     * @param state only those in it
     * @param after only those behind this one
     */
    @Transactional(readOnly = true)
    public List<SweepFit> best(UUID sweep, Optional<JobState> state, Optional<AfterScore> after, int limit) {
        return query(
                SELECT + inState(state) + " and j.validation_score is not null"
                        + (after.isPresent()
                                ? " and (j.validation_score < :score or (j.validation_score = :score and j.id > :after))"
                                : "")
                        + " order by j.validation_score desc, j.id limit :limit",
                sweep,
                state,
                after.map(AfterScore::jobId),
                after.map(AfterScore::score),
                limit);
    }

    private static String inState(Optional<JobState> state) {
        return state.isPresent() ? " and j.state = :state" : "";
    }

    private List<SweepFit> query(
            String query,
            UUID sweep,
            Optional<JobState> state,
            Optional<UUID> after,
            Optional<Double> score,
            int limit) {
        return database.sql(query)
                .param("sweep", sweep)
                .param("state", state.map(JobState::name).orElse(null))
                .param("after", after.orElse(null))
                .param("score", score.orElse(null))
                .param("limit", limit)
                .query((row, number) -> {
                    double validation = row.getDouble("validation_score");
                    boolean scored = !row.wasNull();
                    int version = row.getInt("version");
                    return new SweepFit(
                            row.getObject("id", UUID.class),
                            JobState.valueOf(row.getString("state")),
                            RegistryJson.mapper().readTree(row.getString("spec")),
                            scored ? Optional.of(validation) : Optional.empty(),
                            Optional.ofNullable(row.getString("model")).map(name -> name + "@" + version),
                            Optional.ofNullable(row.getString("failure_message")));
                })
                .list();
    }
}
