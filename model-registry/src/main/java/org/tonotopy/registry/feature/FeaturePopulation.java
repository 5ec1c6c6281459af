package org.tonotopy.registry.feature;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import java.util.UUID;
import org.tonotopy.registry.job.Attempt;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.store.StoredObject;

/** One figure of the summary numbers of all neurons of a feature job; never changed. */
@Entity
public class FeaturePopulation {
    @Id
    @Column(name = "job_id")
    private UUID jobId;

    private int attempt;

    @Column(name = "model_version_id")
    private UUID modelVersionId;

    private String kind;
    private int neurons;

    @ManyToOne(fetch = FetchType.EAGER, optional = false)
    @JoinColumn(name = "png_key")
    private StoredObject png;

    @ManyToOne(fetch = FetchType.EAGER, optional = false)
    @JoinColumn(name = "svg_key")
    private StoredObject svg;

    private Instant createdAt;

    /** For JPA. */
    protected FeaturePopulation() {}

    FeaturePopulation(
            JobSpec.Feature spec, Attempt attempt, int neurons, StoredObject png, StoredObject svg, Instant createdAt) {
        this.jobId = attempt.jobId();
        this.attempt = attempt.number();
        this.modelVersionId = spec.modelVersionId();
        this.kind = spec.feature().kind();
        this.neurons = neurons;
        this.png = png;
        this.svg = svg;
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

    /** Kind of feature. */
    public String kind() {
        return kind;
    }

    /** Neurons in the figure. */
    public int neurons() {
        return neurons;
    }

    /** The figure as PNG. */
    public StoredObject png() {
        return png;
    }

    /** The figure as SVG. */
    public StoredObject svg() {
        return svg;
    }

    /** When the job succeeded. */
    public Instant createdAt() {
        return createdAt;
    }
}
