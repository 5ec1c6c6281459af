package org.tonotopy.registry.model;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.registry.job.Attempt;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.score.ScoreRegistry;
import org.tonotopy.registry.store.StoredObject;
import org.tonotopy.registry.store.StoredObjectRepository;

/** Registers fitted models. */
public class ModelRegistry {
    private final ModelRepository models;
    private final ModelVersionRepository versions;
    private final StoredObjectRepository objects;
    private final ScoreRegistry scores;
    private final JdbcTemplate database;
    private final Clock clock;

    /** A registry of the models in a database. */
    public ModelRegistry(
            ModelRepository models,
            ModelVersionRepository versions,
            StoredObjectRepository objects,
            ScoreRegistry scores,
            JdbcTemplate database,
            Clock clock) {
        this.models = models;
        this.versions = versions;
        this.objects = objects;
        this.scores = scores;
        this.database = database;
        this.clock = clock;
    }

    /**
     * Registers what an attempt of a fit job brought back: the version, its learning curve and its score.
     *
     * @param job the fit
     * @param spec its spec
     * @param attempt the attempt; the caller's transaction holds the job for it
     * @param outcome what came out
     * @return the new version
     */
    @Transactional
    public ModelVersion register(Job job, JobSpec.Fit spec, Attempt attempt, FitOutcome outcome) {
        Instant now = clock.instant();
        models.claim(UUID.randomUUID(), spec.modelName(), job.owner().id(), now);
        Model model = models.findByName(spec.modelName()).orElseThrow();
        objects.record(outcome.weightsKey(), outcome.weights(), now);
        StoredObject weights = objects.find(outcome.weightsKey()).orElseThrow();
        ModelVersion version = versions.saveAndFlush(new ModelVersion(
                model,
                versions.highestVersion(model) + 1,
                job,
                spec,
                attempt,
                job.benchmark().orElseThrow(),
                weights,
                outcome,
                now));
        insertCurve(version.id(), outcome.curve());
        scores.insert(version.id(), version.benchmark().id(), outcome.score(), now);
        return version;
    }

    private void insertCurve(UUID version, List<LearningCurvePoint> curve) {
        database.batchUpdate(
                "insert into learning_curve_point (model_version_id, epoch, train_loss, validation_loss, validation_score,"
                        + " learning_rate, seconds) values (?, ?, ?, ?, ?, ?, ?)",
                curve,
                1000,
                (row, point) -> {
                    row.setObject(1, version);
                    row.setInt(2, point.epoch());
                    setOptional(row, 3, point.trainLoss());
                    setOptional(row, 4, point.validationLoss());
                    setOptional(row, 5, point.validationScore());
                    setOptional(row, 6, point.learningRate());
                    row.setDouble(7, point.seconds());
                });
    }

    private static void setOptional(PreparedStatement row, int column, OptionalDouble value) throws SQLException {
        if (value.isPresent()) {
            row.setDouble(column, value.getAsDouble());
        } else {
            row.setNull(column, Types.DOUBLE);
        }
    }

    /** The learning curve of a model version, by epoch. */
    @Transactional(readOnly = true)
    public List<LearningCurvePoint> curve(UUID version) {
        RowMapper<LearningCurvePoint> point = (row, number) -> new LearningCurvePoint(
                row.getInt("epoch"),
                optional(row, "train_loss"),
                optional(row, "validation_loss"),
                optional(row, "validation_score"),
                optional(row, "learning_rate"),
                row.getDouble("seconds"));
        return database.query(
                "select * from learning_curve_point where model_version_id = ? order by epoch", point, version);
    }

    private static OptionalDouble optional(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
