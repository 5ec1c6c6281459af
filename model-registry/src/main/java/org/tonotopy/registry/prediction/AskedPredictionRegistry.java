package org.tonotopy.registry.prediction;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.registry.job.Attempt;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.json.RegistryJson;
import org.tonotopy.registry.store.ObjectKey;
import org.tonotopy.registry.store.StoredObjectRepository;
import org.tonotopy.registry.store.WrittenObject;
import tools.jackson.core.type.TypeReference;

/** The predictions of stimuli that people sent: asked for, made, found. */
public class AskedPredictionRegistry {
    private static final TypeReference<List<AskedPrediction.Heard>> STIMULI = new TypeReference<>() {};

    private final JdbcClient database;
    private final StoredObjectRepository objects;
    private final Clock clock;

    /** The predictions of a database. */
    public AskedPredictionRegistry(JdbcClient database, StoredObjectRepository objects, Clock clock) {
        this.database = database;
        this.objects = objects;
        this.clock = clock;
    }

    /**
     * Keeps the file of stimuli for a job that is queued in the same transaction.
     *
     * @param job that predicts
     * @param spec of it
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void insert(Job job, JobSpec.Predict spec) {
        database.sql("insert into asked_prediction (job_id, model_version_id, stimuli_key)"
                        + " values (:job, :version, :key)")
                .param("job", job.id())
                .param("version", spec.modelVersionId())
                .param("key", ObjectKey.ofContent(spec.stimuliSha256()).path())
                .update();
    }

    /**
     * Registers what an attempt predicted.
     *
     * @param attempt the caller's transaction holds the job for it
     */
    @Transactional
    public void register(Attempt attempt, List<AskedPrediction.Heard> stimuli, WrittenObject predictions) {
        objects.record(predictions.key(), predictions.content(), clock.instant());
        database.sql("update asked_prediction set attempt = :attempt, stimuli = cast(:stimuli as jsonb),"
                        + " predictions_key = :key, predicted_at = :now where job_id = :job")
                .param("attempt", attempt.number())
                .param("stimuli", RegistryJson.mapper().writeValueAsString(stimuli))
                .param("key", predictions.key().path())
                .param("now", Timestamp.from(clock.instant()))
                .param("job", attempt.jobId())
                .update();
    }

    /** What a job predicted; empty before its end, and of jobs of other kinds. */
    @Transactional(readOnly = true)
    public Optional<AskedPrediction> find(UUID jobId) {
        return database.sql("select model_version_id, stimuli, predictions_key from asked_prediction"
                        + " where job_id = :job and predictions_key is not null")
                .param("job", jobId)
                .query((row, number) -> new AskedPrediction(
                        jobId,
                        row.getObject("model_version_id", UUID.class),
                        RegistryJson.mapper().readValue(row.getString("stimuli"), STIMULI),
                        objects.find(new ObjectKey(row.getString("predictions_key")))
                                .orElseThrow()))
                .optional();
    }
}
