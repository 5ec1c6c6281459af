package org.tonotopy.registry.export;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.tonotopy.registry.dataset.ExportFormat;
import org.tonotopy.registry.job.Attempt;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.store.StoredObject;
import tools.jackson.databind.JsonNode;

/** A dataset's recording as a file of one format; never changed. */
@Entity
public class DatasetExport {
    @Id
    @Column(name = "job_id")
    private UUID jobId;

    private int attempt;

    @Column(name = "dataset_id")
    private UUID datasetId;

    @Enumerated(EnumType.STRING)
    private ExportFormat format;

    @ManyToOne(fetch = FetchType.EAGER, optional = false)
    @JoinColumn(name = "recording_key")
    private StoredObject recording;

    @JdbcTypeCode(SqlTypes.JSON)
    private JsonNode metadata;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<Integer> hiddenStimuli;

    private Instant createdAt;

    /** For JPA. */
    protected DatasetExport() {}

    DatasetExport(JobSpec.Export spec, Attempt attempt, StoredObject recording, JsonNode metadata, Instant createdAt) {
        this.jobId = attempt.jobId();
        this.attempt = attempt.number();
        this.datasetId = spec.datasetId();
        this.format = spec.format();
        this.recording = recording;
        this.metadata = metadata;
        this.hiddenStimuli = spec.hiddenStimuli();
        this.createdAt = createdAt;
    }

    /** The job that made it. */
    public UUID jobId() {
        return jobId;
    }

    /** The attempt that finished it. */
    public int attempt() {
        return attempt;
    }

    /** Form of the file. */
    public ExportFormat format() {
        return format;
    }

    /** The file. */
    public StoredObject recording() {
        return recording;
    }

    /** The metadata of the recording, complete. */
    public JsonNode metadata() {
        return metadata;
    }

    /** Indices of the stimuli whose responses were left out because they are hidden, ascending. */
    public List<Integer> hiddenStimuli() {
        return List.copyOf(hiddenStimuli);
    }

    /** When the job succeeded. */
    public Instant createdAt() {
        return createdAt;
    }
}
