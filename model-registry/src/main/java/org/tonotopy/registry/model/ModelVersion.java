package org.tonotopy.registry.model;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.type.SqlTypes;
import org.tonotopy.registry.account.Account;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.content.Sha256;
import org.tonotopy.registry.job.Attempt;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.reference.VersionedName;
import org.tonotopy.registry.store.StoredObject;

/** A fitted model: its weights and all that is needed to make them again. */
@Entity
public class ModelVersion {
    @Id
    @GeneratedValue
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @ManyToOne(fetch = FetchType.EAGER, optional = false)
    @JoinColumn(name = "model_id")
    private Model model;

    private int version;

    @Column(name = "job_id")
    private UUID jobId;

    private int attempt;

    @ManyToOne(fetch = FetchType.EAGER, optional = false)
    @JoinColumn(name = "benchmark_id")
    private Benchmark benchmark;

    private String kind;

    @JdbcTypeCode(SqlTypes.JSON)
    private FittedSpec spec;

    @Column(name = "spec_sha256")
    private byte[] specSha256;

    private long seed;
    private long parameterCount;

    @ManyToOne(fetch = FetchType.EAGER, optional = false)
    @JoinColumn(name = "weights_key")
    private StoredObject weights;

    @JdbcTypeCode(SqlTypes.JSON)
    private FitSummary fit;

    private double fitSeconds;

    @JdbcTypeCode(SqlTypes.JSON)
    private Provenance provenance;

    @ManyToOne(fetch = FetchType.EAGER, optional = false)
    @JoinColumn(name = "owner_id")
    private Account owner;

    private Instant createdAt;

    /** For JPA. */
    protected ModelVersion() {}

    /**
     * A version made by an attempt of a fit job.
     *
     * @param model its name, claimed in this transaction
     * @param version one more than the highest so far
     * @param job the fit
     * @param spec the job's spec
     * @param attempt the attempt that made it
     * @param benchmark the job's benchmark
     * @param weights the weights in the object store
     * @param outcome what came out
     * @param createdAt now
     */
    public ModelVersion(
            Model model,
            int version,
            Job job,
            JobSpec.Fit spec,
            Attempt attempt,
            Benchmark benchmark,
            StoredObject weights,
            FitOutcome outcome,
            Instant createdAt) {
        this.model = model;
        this.version = version;
        this.jobId = job.id();
        this.attempt = attempt.number();
        this.benchmark = benchmark;
        this.kind = spec.model().kind();
        this.spec = new FittedSpec(spec.model(), spec.training());
        this.specSha256 = this.spec.sha256();
        this.seed = spec.seed();
        this.parameterCount = outcome.parameterCount();
        this.weights = weights;
        this.fit = outcome.summary();
        this.fitSeconds = outcome.fitSeconds();
        this.provenance = outcome.provenance();
        this.owner = job.owner();
        this.createdAt = createdAt;
    }

    /** Identity. */
    public UUID id() {
        return id;
    }

    /** Name and version. */
    public VersionedName reference() {
        return new VersionedName(model.name(), version);
    }

    /** The fit that made it. */
    public UUID jobId() {
        return jobId;
    }

    /** The attempt of that job. */
    public int attempt() {
        return attempt;
    }

    /** The benchmark whose training stimuli it was fitted to. */
    public Benchmark benchmark() {
        return benchmark;
    }

    /** Model kind. */
    public String kind() {
        return kind;
    }

    /** What was fitted and how. */
    public FittedSpec spec() {
        return spec;
    }

    /** Hash of the spec. */
    public String specSha256() {
        return Sha256.hex(specSha256);
    }

    /** Seed of the fit. */
    public long seed() {
        return seed;
    }

    /** Number of fitted parameters. */
    public long parameterCount() {
        return parameterCount;
    }

    /** The weights in the object store. */
    public StoredObject weights() {
        return weights;
    }

    /** How the fit went. */
    public FitSummary fit() {
        return fit;
    }

    /** Wall time of the fit in seconds. */
    public double fitSeconds() {
        return fitSeconds;
    }

    /** Where it comes from. */
    public Provenance provenance() {
        return provenance;
    }

    /** Who asked for the fit. */
    public Account owner() {
        return owner;
    }

    /** When it was registered. */
    public Instant createdAt() {
        return createdAt;
    }
}
