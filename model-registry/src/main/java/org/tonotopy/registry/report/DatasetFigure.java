package org.tonotopy.registry.report;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;
import org.tonotopy.registry.dataset.Dataset;
import org.tonotopy.registry.job.Attempt;
import org.tonotopy.registry.store.StoredObject;

/** A picture of a dataset's validation report; never changed. */
@Entity
public class DatasetFigure {
    @Id
    @GeneratedValue
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @Column(name = "dataset_id")
    private UUID datasetId;

    @Enumerated(EnumType.STRING)
    private DatasetFigureKind kind;

    private @Nullable Integer subject;
    private int place;

    @Column(name = "job_id")
    private UUID jobId;

    private int attempt;

    @ManyToOne(fetch = FetchType.EAGER, optional = false)
    @JoinColumn(name = "png_key")
    private StoredObject png;

    @ManyToOne(fetch = FetchType.EAGER, optional = false)
    @JoinColumn(name = "svg_key")
    private StoredObject svg;

    @ManyToOne(fetch = FetchType.EAGER, optional = false)
    @JoinColumn(name = "data_key")
    private StoredObject data;

    private Instant createdAt;

    /** For JPA. */
    protected DatasetFigure() {}

    DatasetFigure(
            Dataset dataset,
            DrawnDatasetFigure drawn,
            int place,
            Attempt attempt,
            StoredObject png,
            StoredObject svg,
            StoredObject data,
            Instant createdAt) {
        this.datasetId = dataset.id();
        this.kind = drawn.kind();
        this.subject = drawn.subject().orElse(null);
        this.place = place;
        this.jobId = attempt.jobId();
        this.attempt = attempt.number();
        this.png = png;
        this.svg = svg;
        this.data = data;
        this.createdAt = createdAt;
    }

    /** Identity. */
    public UUID id() {
        return id;
    }

    /** The dataset. */
    public UUID datasetId() {
        return datasetId;
    }

    /** What it shows. */
    public DatasetFigureKind kind() {
        return kind;
    }

    /** Index of the stimulus or neuron; empty where it is of all. */
    public Optional<Integer> subject() {
        return Optional.ofNullable(subject);
    }

    /** Where it stands among the pictures of its dataset. */
    public int place() {
        return place;
    }

    /** The ingest job that drew it. */
    public UUID jobId() {
        return jobId;
    }

    /** The attempt of that job. */
    public int attempt() {
        return attempt;
    }

    /** The picture as PNG. */
    public StoredObject png() {
        return png;
    }

    /** The picture as SVG. */
    public StoredObject svg() {
        return svg;
    }

    /** The numbers in it, as CSV. */
    public StoredObject data() {
        return data;
    }

    /** When the dataset was accepted. */
    public Instant createdAt() {
        return createdAt;
    }
}
