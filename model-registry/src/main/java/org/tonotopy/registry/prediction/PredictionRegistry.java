package org.tonotopy.registry.prediction;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.registry.store.ObjectKey;
import org.tonotopy.registry.store.StoredObject;
import org.tonotopy.registry.store.StoredObjectRepository;
import org.tonotopy.registry.store.WrittenObject;

/** Knows where the predictions of models are, and the responses that they are of. */
public class PredictionRegistry {
    private final JdbcClient database;
    private final StoredObjectRepository objects;

    /** A registry of the predictions in a database. */
    public PredictionRegistry(JdbcClient database, StoredObjectRepository objects) {
        this.database = database;
        this.objects = objects;
    }

    /** Keeps what was written beside the score of a model version; part of the caller's transaction. */
    @Transactional
    public void insert(UUID version, UUID benchmark, KeptPredictions kept, Instant now) {
        kept.predictions().ifPresent(written -> insert("model_prediction (model_version_id", version, written, now));
        // Where two jobs wrote it at once, the first one's stays, and nothing points to the other's.
        kept.excerpt().ifPresent(written -> insert("test_excerpt (benchmark_id", benchmark, written, now));
    }

    private void insert(String where, UUID whose, WrittenObject written, Instant now) {
        objects.record(written.key(), written.content(), now);
        database.sql("insert into " + where
                        + ", object_key, created_at) values (:whose, :key, :now) on conflict do nothing")
                .param("whose", whose)
                .param("key", written.key().path())
                .param("now", Timestamp.from(now))
                .update();
    }

    /** The predictions of a model version, an NPZ file; empty where none were kept. */
    @Transactional(readOnly = true)
    public Optional<StoredObject> predictions(UUID version) {
        return find("model_prediction where model_version_id = :whose", version);
    }

    /**
     * Sounds and responses of the test stimuli of a benchmark, an NPZ file; empty where none were kept. The responses may be
     * hidden ones: whoever shows any of them asks first who may see them.
     */
    @Transactional(readOnly = true)
    public Optional<StoredObject> excerpt(UUID benchmark) {
        return find("test_excerpt where benchmark_id = :whose", benchmark);
    }

    private Optional<StoredObject> find(String where, UUID whose) {
        return database.sql("select object_key from " + where)
                .param("whose", whose)
                .query(String.class)
                .optional()
                .flatMap(key -> objects.find(new ObjectKey(key)));
    }
}
