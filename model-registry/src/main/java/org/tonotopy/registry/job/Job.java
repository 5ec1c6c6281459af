package org.tonotopy.registry.job;

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
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.tonotopy.registry.account.Account;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.content.Sha256;
import org.tonotopy.registry.dataset.Dataset;
import org.tonotopy.registry.dataset.RecordingMemory;
import org.tonotopy.registry.json.RegistryJson;
import org.tonotopy.registry.visibility.Visibility;
import org.tonotopy.registry.worker.MemoryClass;
import tools.jackson.databind.JsonNode;

/** Work that takes time, done by a worker. After it is created, only {@link JobLedger} changes it. */
@Entity
public class Job {
    /** After everything else. */
    public static final int LOWEST_PRIORITY = -100;
    /** Before everything else. */
    public static final int HIGHEST_PRIORITY = 100;

    /** What was sent is held twice while it is read, in single precision, and often comes in half of that. */
    private static final long BYTES_PER_SENT_BYTE = 4;

    @Id
    @GeneratedValue
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @Enumerated(EnumType.STRING)
    private JobKind kind;

    @Enumerated(EnumType.STRING)
    private JobState state;

    @JdbcTypeCode(SqlTypes.JSON)
    private JobSpec spec;

    @Column(name = "spec_sha256")
    private byte[] specSha256;

    @ManyToOne(fetch = FetchType.EAGER)
    @Fetch(FetchMode.SELECT)
    @JoinColumn(name = "dataset_id")
    private @Nullable Dataset dataset;

    @ManyToOne(fetch = FetchType.EAGER)
    @Fetch(FetchMode.SELECT)
    @JoinColumn(name = "benchmark_id")
    private @Nullable Benchmark benchmark;

    @Column(name = "model_version_id")
    private @Nullable UUID modelVersionId;

    /** Changed by {@link org.tonotopy.registry.visibility.Sharing} alone: what was read before must not come back with another change. */
    @Column(updatable = false)
    @Enumerated(EnumType.STRING)
    private Visibility visibility = Visibility.PUBLIC;

    @ManyToOne(fetch = FetchType.EAGER, optional = false)
    @JoinColumn(name = "owner_id")
    private Account owner;

    @Column(name = "sweep_id")
    private @Nullable UUID sweepId;

    private short priority;

    @Enumerated(EnumType.STRING)
    private JobDevice device;

    private short memoryClass;

    private @Nullable Long admission;
    private @Nullable Instant notBefore;
    private @Nullable UUID workerId;
    private @Nullable Integer pauseAtEpoch;

    private @Nullable Integer parkedAtEpoch;
    private int attempt;
    private @Nullable String worker;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable JsonNode progress;

    private int lastEvent;

    @Enumerated(EnumType.STRING)
    private @Nullable FailureKind failureKind;

    private @Nullable String failureMessage;
    private Instant createdAt;
    private @Nullable Instant startedAt;
    private @Nullable Instant lastProgressAt;
    private @Nullable Instant finishedAt;

    /** For JPA. */
    protected Job() {}

    private Job(
            JobSpec spec,
            Dataset dataset,
            @Nullable Benchmark benchmark,
            @Nullable UUID sweepId,
            Account owner,
            Instant createdAt) {
        this.kind = spec.kind();
        this.state = JobState.QUEUED;
        this.spec = spec;
        this.specSha256 = Sha256.of(RegistryJson.canonicalBytes(spec));
        this.dataset = dataset;
        this.benchmark = benchmark;
        this.sweepId = sweepId;
        this.device = JobDevice.ANY;
        this.memoryClass = (short) MemoryClass.needed(RecordingMemory.bytes(dataset));
        this.owner = owner;
        this.createdAt = createdAt;
    }

    /** A job that reads an uploaded recording. */
    public static Job ingest(JobSpec.Ingest spec, Dataset dataset, Account owner, Instant createdAt) {
        return new Job(spec, dataset, null, null, owner, createdAt);
    }

    /** A job that fits a model. */
    public static Job fit(JobSpec.Fit spec, Benchmark benchmark, Account owner, Instant createdAt) {
        return new Job(spec, benchmark.dataset(), benchmark, null, owner, createdAt);
    }

    /** A job that makes an ensemble. */
    public static Job ensemble(JobSpec.Ensemble spec, Benchmark benchmark, Account owner, Instant createdAt) {
        return new Job(spec, benchmark.dataset(), benchmark, null, owner, createdAt);
    }

    /** A fit or an ensemble that belongs to a sweep. */
    public static Job ofSweep(UUID sweepId, JobSpec spec, Benchmark benchmark, Account owner, Instant createdAt) {
        return new Job(spec, benchmark.dataset(), benchmark, sweepId, owner, createdAt);
    }

    /** A job that finds what a model listens for, on the benchmark that the model was fitted for. */
    public static Job feature(JobSpec.Feature spec, Benchmark benchmark, Account owner, Instant createdAt) {
        Job job = new Job(spec, benchmark.dataset(), benchmark, null, owner, createdAt);
        job.modelVersionId = spec.modelVersionId();
        return job;
    }

    /**
     * A job that scores what was made elsewhere, which it holds beside the recording.
     *
     * @param fileBytes size of the file with the predictions or weights
     */
    public static Job score(JobSpec.Score spec, Benchmark benchmark, long fileBytes, Account owner, Instant createdAt) {
        Job job = new Job(spec, benchmark.dataset(), benchmark, null, owner, createdAt);
        job.memoryClass = (short)
                MemoryClass.needed(RecordingMemory.bytes(benchmark.dataset()) + BYTES_PER_SENT_BYTE * fileBytes);
        return job;
    }

    /** A job that makes the fit of a model again, on the benchmark that the model was fitted for. */
    public static Job reproduce(JobSpec.Reproduce spec, Benchmark benchmark, Account owner, Instant createdAt) {
        Job job = new Job(spec, benchmark.dataset(), benchmark, null, owner, createdAt);
        job.modelVersionId = spec.modelVersionId();
        return job;
    }

    /**
     * A job that predicts the responses of a model to stimuli that somebody sent, which are all that it holds in memory.
     *
     * @param stimuliBytes size of their file
     */
    public static Job predict(
            JobSpec.Predict spec, Benchmark benchmark, long stimuliBytes, Account owner, Instant createdAt) {
        Job job = new Job(spec, benchmark.dataset(), benchmark, null, owner, createdAt);
        job.modelVersionId = spec.modelVersionId();
        job.memoryClass = (short) MemoryClass.needed(BYTES_PER_SENT_BYTE * stimuliBytes);
        return job;
    }

    /** A job that writes a recording in another form. */
    public static Job export(JobSpec.Export spec, Dataset dataset, Account owner, Instant createdAt) {
        return new Job(spec, dataset, null, null, owner, createdAt);
    }

    /**
     * Says before it is submitted how urgent it is and what it needs.
     *
     * @param urgency from {@link #LOWEST_PRIORITY} to {@link #HIGHEST_PRIORITY}; higher first
     * @param need what it needs to compute on
     */
    public Job asking(int urgency, JobDevice need) {
        if (urgency < LOWEST_PRIORITY || urgency > HIGHEST_PRIORITY) {
            throw new IllegalArgumentException("a priority is from " + LOWEST_PRIORITY + " to " + HIGHEST_PRIORITY);
        }
        priority = (short) urgency;
        device = need;
        return this;
    }

    /** Says before it is kept who may read it; everybody who may read what it stands on where nothing is said. */
    public Job visibleTo(Visibility readers) {
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

    /** What it does. */
    public JobKind kind() {
        return kind;
    }

    /** Where it stands. */
    public JobState state() {
        return state;
    }

    /** All that the worker needs to know. */
    public JobSpec spec() {
        return spec;
    }

    /** Hash of the spec. */
    public String specSha256() {
        return Sha256.hex(specSha256);
    }

    /** The dataset that it ingests, fits or exports, or that its model was fitted to. */
    public Optional<Dataset> dataset() {
        return Optional.ofNullable(dataset);
    }

    /** The benchmark that a fit is for, or that its model was fitted for. */
    public Optional<Benchmark> benchmark() {
        return Optional.ofNullable(benchmark);
    }

    /** The sweep that it belongs to. */
    public Optional<UUID> sweepId() {
        return Optional.ofNullable(sweepId);
    }

    /** The model version that a feature job is about, whose fit is made again, or that predicts. */
    public Optional<UUID> modelVersionId() {
        return Optional.ofNullable(modelVersionId);
    }

    /** Who asked for it. */
    public Account owner() {
        return owner;
    }

    /** Higher first, whoever asks. */
    public int priority() {
        return priority;
    }

    /** What it needs to compute on. */
    public JobDevice device() {
        return device;
    }

    /** Room that its recording needs, see {@link MemoryClass}. */
    public int memoryClass() {
        return memoryClass;
    }

    /** Whether it was admitted to the workers; the first that is free takes it. */
    public boolean admitted() {
        return admission != null;
    }

    /** When it is tried again after a failure that passes. */
    public Optional<Instant> notBefore() {
        return Optional.ofNullable(notBefore);
    }

    /** The life of the worker that holds it. */
    public Optional<UUID> workerId() {
        return Optional.ofNullable(workerId);
    }

    /** Whether it waits at the end of a rung for the other fits of its sweep. */
    public boolean isParked() {
        return state == JobState.PAUSED && parkedAtEpoch != null;
    }

    /** The epoch after which its worker parks it ({@link JobLedger#park}); empty: it runs through. */
    public Optional<Integer> pauseAtEpoch() {
        return Optional.ofNullable(pauseAtEpoch);
    }

    /** Number of the current attempt; 0 before the first. */
    public int attempt() {
        return attempt;
    }

    /** The worker of the current attempt. */
    public Optional<String> worker() {
        return Optional.ofNullable(worker);
    }

    /** The latest progress. */
    public Optional<JsonNode> progress() {
        return Optional.ofNullable(progress);
    }

    /** Sequence number of the latest event. */
    public int lastEvent() {
        return lastEvent;
    }

    /** Why it failed; empty unless it did. */
    public Optional<JobFailure> failure() {
        return failureKind == null || failureMessage == null
                ? Optional.empty()
                : Optional.of(new JobFailure(failureKind, failureMessage));
    }

    /** When it was asked for. */
    public Instant createdAt() {
        return createdAt;
    }

    /** When its current attempt began. */
    public Optional<Instant> startedAt() {
        return Optional.ofNullable(startedAt);
    }

    /** When it last moved. */
    public Optional<Instant> lastProgressAt() {
        return Optional.ofNullable(lastProgressAt);
    }

    /** When it reached a final state. */
    public Optional<Instant> finishedAt() {
        return Optional.ofNullable(finishedAt);
    }
}
