package org.tonotopy.registry.feature;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.tonotopy.registry.catalogue.Specification;
import org.tonotopy.registry.job.Attempt;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.model.ModelVersion;
import org.tonotopy.registry.store.StoredObject;

/** One feature of one neuron of a model, of one of its hidden units, or of its population; never changed. */
@Entity
public class Feature {
    @Id
    @GeneratedValue
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @ManyToOne(fetch = FetchType.EAGER, optional = false)
    @JoinColumn(name = "model_version_id")
    private ModelVersion model;

    @Column(name = "job_id")
    private UUID jobId;

    private int attempt;
    private String kind;
    private @Nullable Integer neuron;
    private @Nullable Integer hiddenUnit;

    @JdbcTypeCode(SqlTypes.JSON)
    private Specification settings;

    private long seed;

    @JdbcTypeCode(SqlTypes.JSON)
    private JobSpec.@Nullable Counterpart counterpart;

    @Enumerated(EnumType.STRING)
    private FeatureOutcome outcome;

    private @Nullable String reason;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, Double> numbers;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> undefined;

    @ManyToOne(fetch = FetchType.EAGER, optional = false)
    @JoinColumn(name = "array_key")
    private StoredObject array;

    @ManyToOne(fetch = FetchType.EAGER)
    @JoinColumn(name = "png_key")
    private @Nullable StoredObject png;

    @ManyToOne(fetch = FetchType.EAGER)
    @JoinColumn(name = "svg_key")
    private @Nullable StoredObject svg;

    @Embedded
    private @Nullable StoredSound sound;

    private Instant createdAt;

    /** For JPA. */
    protected Feature() {}

    /**
     * A feature that an attempt finished.
     *
     * @param model the model that it is of
     * @param spec what was asked for
     * @param attempt the attempt that finished it
     * @param result what came out
     * @param array its arrays in the store
     * @param png its figure in the store; null where nothing is drawn
     * @param svg its figure in the store; null where nothing is drawn
     * @param sound in the store; null where there is none
     * @param createdAt now
     */
    Feature(
            ModelVersion model,
            JobSpec.Feature spec,
            Attempt attempt,
            FeatureResult result,
            StoredObject array,
            @Nullable StoredObject png,
            @Nullable StoredObject svg,
            @Nullable StoredSound sound,
            Instant createdAt) {
        this.model = model;
        this.jobId = attempt.jobId();
        this.attempt = attempt.number();
        this.kind = spec.feature().kind();
        this.neuron = result.subject().neuron().orElse(null);
        this.hiddenUnit = result.subject().hiddenUnit().orElse(null);
        this.settings = spec.feature();
        this.seed = spec.seed();
        this.counterpart = spec.counterpart().orElse(null);
        this.outcome = result.outcome();
        this.reason = result.reason().orElse(null);
        this.numbers = new TreeMap<>();
        result.numbers().forEach((number, value) -> numbers.put(number.key(), value));
        this.undefined = new TreeMap<>();
        result.undefined().forEach((number, why) -> undefined.put(number.key(), why));
        this.array = array;
        this.png = png;
        this.svg = svg;
        this.sound = sound;
        this.createdAt = createdAt;
    }

    /** Identity. */
    public UUID id() {
        return id;
    }

    /** The model that it is of. */
    public ModelVersion model() {
        return model;
    }

    /** The job that made it. */
    public UUID jobId() {
        return jobId;
    }

    /** The attempt of that job that finished it. */
    public int attempt() {
        return attempt;
    }

    /** Kind of feature. */
    public String kind() {
        return kind;
    }

    /** Whose it is. */
    public FeatureSubject subject() {
        return new FeatureSubject(Optional.ofNullable(neuron), Optional.ofNullable(hiddenUnit));
    }

    /** Kind and every setting. */
    public Specification settings() {
        return settings;
    }

    /** Seed of every random number in it. */
    public long seed() {
        return seed;
    }

    /** What a contrast compares with; empty for other kinds. */
    public Optional<JobSpec.Counterpart> counterpart() {
        return Optional.ofNullable(counterpart);
    }

    /** What became of it. */
    public FeatureOutcome outcome() {
        return outcome;
    }

    /** Why it is not complete; empty where it is. */
    public Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    /** Summary numbers that are defined. */
    public Map<FeatureNumber, Double> numbers() {
        return byNumber(numbers);
    }

    /** Why a summary number is undefined. */
    public Map<FeatureNumber, String> undefined() {
        return byNumber(undefined);
    }

    private static <V> Map<FeatureNumber, V> byNumber(Map<String, V> byKey) {
        Map<FeatureNumber, V> known = new EnumMap<>(FeatureNumber.class);
        byKey.forEach((key, value) -> FeatureNumber.ofKey(key).ifPresent(number -> known.put(number, value)));
        return known;
    }

    /** Its arrays in the object store. */
    public StoredObject array() {
        return array;
    }

    /** Its figure as PNG; empty where nothing is drawn. */
    public Optional<StoredObject> png() {
        return Optional.ofNullable(png);
    }

    /** Its figure as SVG; empty where nothing is drawn. */
    public Optional<StoredObject> svg() {
        return Optional.ofNullable(svg);
    }

    /** How it sounds, approximately; empty where there is nothing to hear. */
    public Optional<StoredSound> sound() {
        return Optional.ofNullable(sound);
    }

    /** When its neuron was finished. */
    public Instant createdAt() {
        return createdAt;
    }
}
