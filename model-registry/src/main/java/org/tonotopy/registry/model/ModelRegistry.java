package org.tonotopy.registry.model;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.registry.board.BoardLedger;
import org.tonotopy.registry.job.Attempt;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.json.RegistryJson;
import org.tonotopy.registry.prediction.KeptPredictions;
import org.tonotopy.registry.prediction.PredictionRegistry;
import org.tonotopy.registry.score.BenchmarkScore;
import org.tonotopy.registry.score.ScoreRegistry;
import org.tonotopy.registry.store.StoredObjectRepository;
import tools.jackson.core.type.TypeReference;

/** Registers fitted models. */
public class ModelRegistry {
    private final ModelRepository models;
    private final ModelVersionRepository versions;
    private final StoredObjectRepository objects;
    private final ScoreRegistry scores;
    private final PredictionRegistry predictions;
    private final BoardLedger boards;
    private final JdbcTemplate database;
    private final Clock clock;

    /** A registry of the models in a database. */
    public ModelRegistry(
            ModelRepository models,
            ModelVersionRepository versions,
            StoredObjectRepository objects,
            ScoreRegistry scores,
            PredictionRegistry predictions,
            BoardLedger boards,
            JdbcTemplate database,
            Clock clock) {
        this.models = models;
        this.versions = versions;
        this.objects = objects;
        this.scores = scores;
        this.predictions = predictions;
        this.boards = boards;
        this.database = database;
        this.clock = clock;
    }

    /**
     * Registers what an attempt of a fit brought back: the version, its networks, their learning curves and its score.
     *
     * @param job the fit
     * @param spec its spec
     * @param attempt the attempt; the caller's transaction holds the job for it
     * @param outcome what came out
     * @return the new version
     */
    @Transactional
    public ModelVersion register(Job job, JobSpec.Fit spec, Attempt attempt, FitOutcome outcome) {
        OptionalDouble validationScore = outcome.networks().stream()
                .flatMap(made -> made.network().fit().validationScore().stream())
                .mapToDouble(Double::doubleValue)
                .average();
        database.update(
                "update job set validation_score = ? where id = ?",
                validationScore.isPresent() ? validationScore.getAsDouble() : null,
                job.id());
        return insert(
                job, spec.modelName(), attempt, FittedSpec.of(spec), Optional.of(spec.seed()), spec.neurons(), outcome);
    }

    /**
     * Registers an ensemble.
     *
     * @param job that made it
     * @param spec its spec
     * @param members the versions that the spec names, in its order; all predict the same neurons
     * @param attempt the attempt; the caller's transaction holds the job for it
     * @param outcome what came out
     * @return the new version
     */
    @Transactional
    public ModelVersion register(
            Job job, JobSpec.Ensemble spec, List<ModelVersion> members, Attempt attempt, FitOutcome outcome) {
        ModelVersion version = insert(
                job,
                spec.modelName(),
                attempt,
                FittedSpec.ofEnsemble(members),
                Optional.empty(),
                neurons(members),
                outcome);
        for (int position = 0; position < members.size(); position++) {
            database.update(
                    "insert into ensemble_member (ensemble_id, position, member_id) values (?, ?, ?)",
                    version.id(),
                    position,
                    members.get(position).id());
        }
        return version;
    }

    /**
     * Registers a model that was fitted elsewhere, with the score of its predictions.
     *
     * @param job that scored them
     * @param spec its spec
     * @param attempt the attempt; the caller's transaction holds the job for it
     * @param provenance who scored them
     * @param score of the test stimuli
     * @param kept what was kept of the predictions
     * @return the new version
     */
    @Transactional
    public ModelVersion register(
            Job job,
            JobSpec.Score spec,
            Attempt attempt,
            Provenance provenance,
            BenchmarkScore score,
            KeptPredictions kept) {
        return insert(
                job,
                spec.modelName(),
                attempt,
                new ModelVersion.Made(
                        FittedSpec.ofExternal(spec),
                        Optional.empty(),
                        List.of(),
                        spec.parameterCount(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        provenance),
                score,
                kept);
    }

    /**
     * Registers a model that was fitted elsewhere and whose weights were sent.
     *
     * @param job that scored it
     * @param spec its spec
     * @param attempt the attempt; the caller's transaction holds the job for it
     * @param outcome its weights and its score
     * @return the new version
     */
    @Transactional
    public ModelVersion register(Job job, JobSpec.Score spec, Attempt attempt, FitOutcome outcome) {
        return insert(
                job, spec.modelName(), attempt, FittedSpec.ofExternal(spec), Optional.empty(), List.of(), outcome);
    }

    /** An ensemble predicts what its members predict, so one of partial models is on no board either. */
    private static List<Integer> neurons(List<ModelVersion> members) {
        ModelVersion first = members.get(0);
        return first.coversItsBenchmark() ? List.of() : first.neurons();
    }

    private ModelVersion insert(
            Job job,
            String modelName,
            Attempt attempt,
            FittedSpec spec,
            Optional<Long> seed,
            List<Integer> neurons,
            FitOutcome outcome) {
        objects.record(outcome.weightsKey(), outcome.weights(), clock.instant());
        objects.record(outcome.tensorsKey(), outcome.tensors(), clock.instant());
        ModelVersion version = insert(
                job,
                modelName,
                attempt,
                new ModelVersion.Made(
                        spec,
                        seed,
                        neurons,
                        Optional.of(outcome.parameterCount()),
                        objects.find(outcome.weightsKey()),
                        objects.find(outcome.tensorsKey()),
                        outcome.fitSeconds(),
                        outcome.provenance()),
                outcome.score(),
                outcome.predictions());
        insertNetworks(version.id(), outcome.networks());
        for (int network = 0; network < outcome.networks().size(); network++) {
            insertCurve(version.id(), network, outcome.networks().get(network).curve());
        }
        return version;
    }

    private ModelVersion insert(
            Job job,
            String modelName,
            Attempt attempt,
            ModelVersion.Made what,
            BenchmarkScore score,
            KeptPredictions kept) {
        Instant now = clock.instant();
        models.claim(UUID.randomUUID(), modelName, job.owner().id(), now);
        Model model = models.findByName(modelName).orElseThrow();
        ModelVersion version = versions.saveAndFlush(new ModelVersion(
                        model,
                        versions.highestVersion(modelName) + 1,
                        attempt,
                        job.benchmark().orElseThrow(),
                        what,
                        job.owner(),
                        now)
                .visibleTo(job.visibility()));
        scores.insert(version.id(), version.benchmark().id(), score, now);
        predictions.insert(version.id(), version.benchmark().id(), kept, now);
        boards.scored(version.benchmark().id(), version.id());
        return version;
    }

    private void insertNetworks(UUID version, List<NetworkOutcome> networks) {
        List<Integer> numbers = IntStream.range(0, networks.size()).boxed().toList();
        database.batchUpdate(
                "insert into model_network (model_version_id, network, fold, neurons, seed, parameter_count, fit,"
                        + " fit_seconds) values (?, ?, ?, cast(? as jsonb), ?, ?, cast(? as jsonb), ?)",
                numbers,
                1000,
                (row, number) -> {
                    FittedNetwork network = networks.get(number).network();
                    row.setObject(1, version);
                    row.setInt(2, number);
                    row.setObject(3, network.fold().orElse(null), Types.INTEGER);
                    row.setString(4, network.neurons().isEmpty() ? null : json(network.neurons()));
                    row.setLong(5, network.seed());
                    row.setLong(6, network.parameterCount());
                    row.setString(7, json(network.fit()));
                    row.setDouble(8, network.fitSeconds());
                });
    }

    private void insertCurve(UUID version, int network, List<LearningCurvePoint> curve) {
        database.batchUpdate(
                "insert into learning_curve_point (model_version_id, network, epoch, train_loss, validation_loss,"
                        + " validation_score, learning_rate, seconds) values (?, ?, ?, ?, ?, ?, ?, ?)",
                curve,
                1000,
                (row, point) -> {
                    row.setObject(1, version);
                    row.setInt(2, network);
                    row.setInt(3, point.epoch());
                    setOptional(row, 4, point.trainLoss());
                    setOptional(row, 5, point.validationLoss());
                    setOptional(row, 6, point.validationScore());
                    setOptional(row, 7, point.learningRate());
                    row.setDouble(8, point.seconds());
                });
    }

    private static void setOptional(PreparedStatement row, int column, OptionalDouble value) throws SQLException {
        if (value.isPresent()) {
            row.setDouble(column, value.getAsDouble());
        } else {
            row.setNull(column, Types.DOUBLE);
        }
    }

    /** The networks that were fitted for a model version, in the order of its weights; none for an ensemble. */
    @Transactional(readOnly = true)
    public List<FittedNetwork> networks(UUID version) {
        RowMapper<FittedNetwork> network = (row, number) -> new FittedNetwork(
                Optional.ofNullable(row.getObject("fold", Integer.class)),
                Optional.ofNullable(row.getString("neurons"))
                        .map(json -> RegistryJson.mapper().readValue(json, new TypeReference<List<Integer>>() {}))
                        .orElse(List.of()),
                row.getLong("seed"),
                row.getLong("parameter_count"),
                RegistryJson.mapper().readValue(row.getString("fit"), FitSummary.class),
                row.getDouble("fit_seconds"));
        return database.query(
                "select * from model_network where model_version_id = ? order by network", network, version);
    }

    /**
     * The learning curve of a network of a model version, by epoch.
     *
     * @param network its number, from 0
     */
    @Transactional(readOnly = true)
    public List<LearningCurvePoint> curve(UUID version, int network) {
        RowMapper<LearningCurvePoint> point = (row, number) -> new LearningCurvePoint(
                row.getInt("epoch"),
                optional(row, "train_loss"),
                optional(row, "validation_loss"),
                optional(row, "validation_score"),
                optional(row, "learning_rate"),
                row.getDouble("seconds"));
        return database.query(
                "select * from learning_curve_point where model_version_id = ? and network = ? order by epoch",
                point,
                version,
                network);
    }

    private static String json(Object value) {
        return RegistryJson.mapper().writeValueAsString(value);
    }

    private static OptionalDouble optional(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
