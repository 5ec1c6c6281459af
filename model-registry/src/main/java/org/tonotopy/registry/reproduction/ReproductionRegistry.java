package org.tonotopy.registry.reproduction;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.registry.content.Sha256;
import org.tonotopy.registry.job.Attempt;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.json.RegistryJson;
import org.tonotopy.registry.model.Provenance;

/** Registers reproductions and finds them. */
public class ReproductionRegistry {
    private final JdbcClient database;
    private final Clock clock;

    /** The reproductions of a database. */
    public ReproductionRegistry(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Registers what an attempt brought back.
     *
     * @param spec of its job
     * @param attempt the caller's transaction holds the job for it
     */
    @Transactional
    public void register(JobSpec.Reproduce spec, Attempt attempt, Reproduction outcome) {
        database.sql("insert into reproduction (job_id, model_version_id, attempt, verdict, weights_difference,"
                        + " predictions_difference, spec_sha256, seed, fit_seconds, provenance, created_at)"
                        + " values (:job, :version, :attempt, :verdict, :weights, :predictions, :spec, :seed, :seconds,"
                        + " cast(:provenance as jsonb), :now)")
                .param("job", attempt.jobId())
                .param("version", spec.modelVersionId())
                .param("attempt", attempt.number())
                .param("verdict", outcome.verdict().name())
                .param("weights", outcome.weightsDifference().orElse(null))
                .param("predictions", outcome.predictionsDifference().orElse(null))
                .param("spec", Sha256.parseHex(outcome.specSha256()))
                .param("seed", outcome.seed())
                .param("seconds", outcome.fitSeconds())
                .param("provenance", RegistryJson.mapper().writeValueAsString(outcome.provenance()))
                .param("now", Timestamp.from(clock.instant()))
                .update();
    }

    /** The reproductions of a model version, by the job that made them. */
    @Transactional(readOnly = true)
    public Map<UUID, Reproduction> ofModel(UUID version) {
        Map<UUID, Reproduction> found = new HashMap<>();
        database.sql("select * from reproduction where model_version_id = :version")
                .param("version", version)
                .query(row -> {
                    found.put(row.getObject("job_id", UUID.class), read(row));
                });
        return found;
    }

    private static Reproduction read(ResultSet row) throws SQLException {
        return new Reproduction(
                ReproductionVerdict.valueOf(row.getString("verdict")),
                Optional.ofNullable(row.getObject("weights_difference", Double.class)),
                Optional.ofNullable(row.getObject("predictions_difference", Double.class)),
                Sha256.hex(row.getBytes("spec_sha256")),
                row.getLong("seed"),
                row.getDouble("fit_seconds"),
                RegistryJson.mapper().readValue(row.getString("provenance"), Provenance.class));
    }
}
