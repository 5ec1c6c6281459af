package org.tonotopy.registry.benchmark;

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
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.UuidGenerator;
import org.hibernate.type.SqlTypes;
import org.tonotopy.registry.account.Account;
import org.tonotopy.registry.content.Sha256;
import org.tonotopy.registry.dataset.Dataset;
import org.tonotopy.registry.json.RegistryJson;
import org.tonotopy.registry.reference.VersionedName;
import org.tonotopy.registry.visibility.Visibility;

/** A dataset version with a split, a response preparation and a ranking metric; never changed. */
@Entity
public class Benchmark {
    @Id
    @GeneratedValue
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    private String name;
    private int version;

    @ManyToOne(fetch = FetchType.EAGER, optional = false)
    @Fetch(FetchMode.SELECT)
    @JoinColumn(name = "dataset_id")
    private Dataset dataset;

    @JdbcTypeCode(SqlTypes.JSON)
    private BenchmarkDefinition definition;

    @Column(name = "definition_sha256")
    private byte[] definitionSha256;

    private boolean hiddenTest;
    private int neuronsBefore;
    private int neuronsAfter;

    /** Changed by {@link org.tonotopy.registry.visibility.Sharing} alone: what was read before must not come back with another change. */
    @Column(updatable = false)
    @Enumerated(EnumType.STRING)
    private Visibility visibility = Visibility.PUBLIC;

    @ManyToOne(fetch = FetchType.EAGER, optional = false)
    @JoinColumn(name = "owner_id")
    private Account owner;

    private Instant createdAt;

    /** For JPA. */
    protected Benchmark() {}

    /** A new version; the dataset is READY and the definition was checked against it. */
    public Benchmark(
            VersionedName reference,
            Dataset dataset,
            BenchmarkDefinition definition,
            int neuronsBefore,
            Account owner,
            Instant createdAt) {
        this.name = reference.name();
        this.version = reference.version();
        this.dataset = dataset;
        this.definition = definition;
        this.definitionSha256 = hash(dataset, definition);
        this.hiddenTest = definition.hidesTests();
        this.neuronsBefore = neuronsBefore;
        List<Integer> selected = definition.neuronFilter().neurons();
        this.neuronsAfter = selected.isEmpty() ? neuronsBefore : selected.size();
        this.owner = owner;
        this.createdAt = createdAt;
    }

    /** What makes two benchmarks of one name the same. */
    public static byte[] hash(Dataset dataset, BenchmarkDefinition definition) {
        return Sha256.of(RegistryJson.canonicalBytes(dataset.reference()), RegistryJson.canonicalBytes(definition));
    }

    /** Says before it is kept who may read it; everybody who may read what it stands on where nothing is said. */
    public Benchmark visibleTo(Visibility readers) {
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
        return new VersionedName(name, version);
    }

    /** The dataset version that it stands on. */
    public Dataset dataset() {
        return dataset;
    }

    /** What it asks for. */
    public BenchmarkDefinition definition() {
        return definition;
    }

    /** Whether nobody below admin may have the responses to its test stimuli. */
    public boolean hidesTests() {
        return hiddenTest;
    }

    /** Neurons in the dataset. */
    public int neuronsBefore() {
        return neuronsBefore;
    }

    /** Neurons that the filter keeps. */
    public int neuronsAfter() {
        return neuronsAfter;
    }

    /** Stimuli that take part: those of its split. */
    public int stimuliAfter() {
        return Math.toIntExact(definition.split().turns().stream()
                .flatMap(turn -> Stream.of(turn.train(), turn.validation(), turn.test()))
                .flatMap(List::stream)
                .distinct()
                .count());
    }

    /** Indices in the dataset of the neurons that count, ascending. */
    public List<Integer> neurons() {
        List<Integer> selected = definition.neuronFilter().neurons();
        return selected.isEmpty() ? IntStream.range(0, neuronsBefore).boxed().toList() : selected;
    }

    /** Who defined it. */
    public Account owner() {
        return owner;
    }

    /** When it was defined. */
    public Instant createdAt() {
        return createdAt;
    }
}
