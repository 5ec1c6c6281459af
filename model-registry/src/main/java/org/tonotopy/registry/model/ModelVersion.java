package org.tonotopy.registry.model;

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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.tonotopy.registry.account.Account;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.catalogue.AskedModel;
import org.tonotopy.registry.content.Sha256;
import org.tonotopy.registry.job.Attempt;
import org.tonotopy.registry.job.Units;
import org.tonotopy.registry.reference.VersionedName;
import org.tonotopy.registry.store.StoredObject;
import org.tonotopy.registry.visibility.Visibility;

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
    @Fetch(FetchMode.SELECT)
    @JoinColumn(name = "benchmark_id")
    private Benchmark benchmark;

    private String kind;

    @JdbcTypeCode(SqlTypes.JSON)
    private FittedSpec spec;

    @Column(name = "spec_sha256")
    private byte[] specSha256;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable List<Integer> neurons;

    private @Nullable Long seed;
    private @Nullable Long parameterCount;

    @ManyToOne(fetch = FetchType.EAGER)
    @JoinColumn(name = "weights_key")
    private @Nullable StoredObject weights;

    @ManyToOne(fetch = FetchType.EAGER)
    @JoinColumn(name = "tensors_key")
    private @Nullable StoredObject tensors;

    private @Nullable Double fitSeconds;

    @JdbcTypeCode(SqlTypes.JSON)
    private Provenance provenance;

    /** Changed by {@link org.tonotopy.registry.visibility.Sharing} alone: what was read before must not come back with another change. */
    @Column(updatable = false)
    @Enumerated(EnumType.STRING)
    private Visibility visibility = Visibility.PUBLIC;

    @ManyToOne(fetch = FetchType.EAGER, optional = false)
    @JoinColumn(name = "owner_id")
    private Account owner;

    private Instant createdAt;

    /** For JPA. */
    protected ModelVersion() {}

    /**
     * A version made by an attempt of a job.
     *
     * @param model its name, claimed in this transaction
     * @param version one more than the highest so far
     * @param attempt the attempt that made it
     * @param benchmark the job's benchmark
     * @param what what was made
     * @param owner who asked for it
     * @param createdAt now
     */
    ModelVersion(
            Model model,
            int version,
            Attempt attempt,
            Benchmark benchmark,
            Made what,
            Account owner,
            Instant createdAt) {
        this.model = model;
        this.version = version;
        this.jobId = attempt.jobId();
        this.attempt = attempt.number();
        this.benchmark = benchmark;
        this.kind = what.spec().model().kind();
        this.spec = what.spec();
        this.specSha256 = this.spec.sha256();
        this.neurons = what.neurons().isEmpty() ? null : what.neurons();
        this.seed = what.seed().orElse(null);
        this.parameterCount = what.parameterCount().orElse(null);
        this.weights = what.weights().orElse(null);
        this.tensors = what.tensors().orElse(null);
        this.fitSeconds = what.fitSeconds().orElse(null);
        this.provenance = what.provenance();
        this.owner = owner;
        this.createdAt = createdAt;
    }

    /**
     * What was made.
     *
     * @param spec what was fitted and how
     * @param seed of the fit; empty for an ensemble
     * @param neurons that it predicts; empty: all of the benchmark
     * @param parameterCount number of fitted parameters of all networks; empty where it is not known
     * @param weights in the object store; empty where they are elsewhere
     * @param tensors the same as safetensors
     * @param fitSeconds wall time of the fit in seconds; empty where it is not known
     * @param provenance where it comes from; of an external model, who scored it
     */
    record Made(
            FittedSpec spec,
            Optional<Long> seed,
            List<Integer> neurons,
            Optional<Long> parameterCount,
            Optional<StoredObject> weights,
            Optional<StoredObject> tensors,
            Optional<Double> fitSeconds,
            Provenance provenance) {}

    /** Says before it is kept who may read it; everybody who may read what it stands on where nothing is said. */
    public ModelVersion visibleTo(Visibility readers) {
        visibility = readers;
        return this;
    }

    /** Who may read it, of those who may read what it stands on. */
    public Visibility visibility() {
        return visibility;
    }

    /** Identity. */
    public UUID id() {
        return id;
    }

    /** Name and version. */
    public VersionedName reference() {
        return new VersionedName(model.name(), version);
    }

    /** Who made the first version of its name. */
    public Account modelOwner() {
        return model.owner();
    }

    /** The job that made it. */
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

    /** Seed of the fit; empty for an ensemble. */
    public Optional<Long> seed() {
        return Optional.ofNullable(seed);
    }

    /** Whether it predicts every neuron of its benchmark; one that does not is on no board. */
    public boolean coversItsBenchmark() {
        return neurons == null;
    }

    /** Indices in the dataset of the neurons that it predicts, ascending. */
    public List<Integer> neurons() {
        return neurons == null ? benchmark.neurons() : List.copyOf(neurons);
    }

    /** What is to be known of it before it is asked for features. */
    public AskedModel asked() {
        AskedModel.Networks networks = AskedModel.Networks.ONE;
        if (!spec.members().isEmpty() || benchmark.definition().split().hasFolds()) {
            networks = AskedModel.Networks.SEVERAL_FOR_EACH_NEURON;
        } else if (spec.units() == Units.EACH_NEURON && neurons().size() > 1) {
            networks = AskedModel.Networks.ONE_FOR_EACH_NEURON;
        }
        return new AskedModel(spec.model(), networks);
    }

    /** Whether it was fitted elsewhere: its predictions or its weights were sent to be scored, and it is not known how it was fitted. */
    public boolean isExternal() {
        return kind.equals(FittedSpec.EXTERNAL);
    }

    /** Number of fitted parameters of all its networks; where the weights are elsewhere, as its author claims; empty where nobody said. */
    public Optional<Long> parameterCount() {
        return Optional.ofNullable(parameterCount);
    }

    /** The weights in the object store; empty for an external model of which predictions alone were sent. */
    public Optional<StoredObject> weights() {
        return Optional.ofNullable(weights);
    }

    /** The weights as safetensors; empty where the weights are elsewhere, and for one registered before this form was kept. */
    public Optional<StoredObject> tensors() {
        return Optional.ofNullable(tensors);
    }

    /** Wall time of the fit in seconds; of an ensemble, of its members together; empty for an external model. */
    public Optional<Double> fitSeconds() {
        return Optional.ofNullable(fitSeconds);
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
