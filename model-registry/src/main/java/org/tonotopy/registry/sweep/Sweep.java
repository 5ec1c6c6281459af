package org.tonotopy.registry.sweep;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.JoinTable;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OrderColumn;
import java.time.Instant;
import java.util.ArrayList;
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
import org.tonotopy.registry.visibility.Visibility;

/** Fits that were asked for together. What each fits stands in its job. */
@Entity
public class Sweep {
    @Id
    @GeneratedValue
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @ManyToOne(fetch = FetchType.EAGER, optional = false)
    @JoinColumn(name = "benchmark_id")
    private Benchmark benchmark;

    @ManyToMany(fetch = FetchType.EAGER)
    @Fetch(FetchMode.SUBSELECT)
    @JoinTable(
            name = "benchmark_of_sweep",
            joinColumns = @JoinColumn(name = "sweep_id"),
            inverseJoinColumns = @JoinColumn(name = "benchmark_id"))
    @OrderColumn(name = "position")
    private List<Benchmark> benchmarks = List.of();

    private String modelName;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<String> varied = List.of();

    private boolean ensemble;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable Halving halving;

    private @Nullable Integer rungEpochs;

    /** Changed by {@link org.tonotopy.registry.visibility.Sharing} alone: what was read before must not come back with another change. */
    @Column(updatable = false)
    @Enumerated(EnumType.STRING)
    private Visibility visibility = Visibility.PUBLIC;

    @ManyToOne(fetch = FetchType.EAGER, optional = false)
    @JoinColumn(name = "owner_id")
    private Account owner;

    private Instant createdAt;
    private @Nullable Instant cancelledAt;

    /** For JPA. */
    protected Sweep() {}

    /** A sweep whose fits are yet to be submitted. */
    Sweep(SweepPlan plan, Account owner, Instant createdAt) {
        this.benchmark = plan.benchmarks().get(0);
        this.benchmarks = new ArrayList<>(plan.benchmarks());
        this.modelName = plan.modelName();
        this.varied = plan.varied();
        this.ensemble = plan.ensemble();
        this.halving = plan.halving().orElse(null);
        this.visibility = plan.visibility();
        this.rungEpochs = plan.halving().map(Halving::firstEpochs).orElse(null);
        this.owner = owner;
        this.createdAt = createdAt;
    }

    /** Says before it is kept who may read it; everybody who may read what it stands on where nothing is said. */
    public Sweep visibleTo(Visibility readers) {
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

    /** The first of its benchmarks. */
    public Benchmark benchmark() {
        return benchmark;
    }

    /** The benchmarks that its fits are for, all of one dataset. */
    public List<Benchmark> benchmarks() {
        return List.copyOf(benchmarks);
    }

    /** Paths of what its fits differ in, as {@link VariedValues} reads them. */
    public List<String> varied() {
        return List.copyOf(varied);
    }

    /** How weak fits are stopped early; empty: all run through. */
    public Optional<Halving> halving() {
        return Optional.ofNullable(halving);
    }

    /** Epochs at the end of the rung that its fits are in; empty: they run through. */
    public Optional<Integer> rungEpochs() {
        return Optional.ofNullable(rungEpochs);
    }

    /** The model name of its first fit. */
    public String modelName() {
        return modelName;
    }

    /** Whether an ensemble of its fits is made once all have succeeded. */
    public boolean ensemble() {
        return ensemble;
    }

    /** The model name of that ensemble. */
    public String ensembleName() {
        return ensembleName(modelName);
    }

    /**
     * The model name of the ensemble of fits of a name.
     *
     * @param modelName of the fits
     */
    public static String ensembleName(String modelName) {
        return modelName + "-ensemble";
    }

    /** Who asked for it. */
    public Account owner() {
        return owner;
    }

    /** When it was asked for. */
    public Instant createdAt() {
        return createdAt;
    }

    /** When somebody cancelled it. */
    public Optional<Instant> cancelledAt() {
        return Optional.ofNullable(cancelledAt);
    }
}
