package org.tonotopy.registry.sweep;

import jakarta.persistence.Entity;
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
import org.tonotopy.registry.account.Account;
import org.tonotopy.registry.benchmark.Benchmark;

/** Fits that were asked for together and differ by seed alone. What they fit stands in their jobs. */
@Entity
public class Sweep {
    @Id
    @GeneratedValue
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @ManyToOne(fetch = FetchType.EAGER, optional = false)
    @JoinColumn(name = "benchmark_id")
    private Benchmark benchmark;

    private String modelName;
    private boolean ensemble;

    @ManyToOne(fetch = FetchType.EAGER, optional = false)
    @JoinColumn(name = "owner_id")
    private Account owner;

    private Instant createdAt;
    private @Nullable Instant cancelledAt;

    /** For JPA. */
    protected Sweep() {}

    /** A sweep whose fits are yet to be submitted. */
    Sweep(Benchmark benchmark, String modelName, boolean ensemble, Account owner, Instant createdAt) {
        this.benchmark = benchmark;
        this.modelName = modelName;
        this.ensemble = ensemble;
        this.owner = owner;
        this.createdAt = createdAt;
    }

    /** Identity. */
    public UUID id() {
        return id;
    }

    /** The benchmark that all its fits are for. */
    public Benchmark benchmark() {
        return benchmark;
    }

    /** The model name of its fits. */
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
