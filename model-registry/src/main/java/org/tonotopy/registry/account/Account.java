package org.tonotopy.registry.account;

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

/** Who did what. */
@Entity
public class Account {
    @Id
    @GeneratedValue
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    private String name;

    @Enumerated(EnumType.STRING)
    private Role role;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "lab_id")
    private @Nullable Lab lab;

    private @Nullable Integer jobCap;

    private Instant createdAt;

    /** For JPA. */
    protected Account() {}

    /** A new account. */
    public Account(String name, Role role, Instant createdAt) {
        this.name = name;
        this.role = role;
        this.createdAt = createdAt;
    }

    /** Identity. */
    public UUID id() {
        return id;
    }

    /** Name shown beside what the account made. */
    public String name() {
        return name;
    }

    /** What it may do. */
    public Role role() {
        return role;
    }

    /** The lab that it belongs to. */
    public Optional<Lab> lab() {
        return Optional.ofNullable(lab);
    }

    /** Jobs of it that may be at workers at a time; empty: as many as the platform's setting says. */
    public Optional<Integer> jobCap() {
        return Optional.ofNullable(jobCap);
    }

    /** When it was made. */
    public Instant createdAt() {
        return createdAt;
    }

    /** Gives it another role. */
    public void become(Role other) {
        role = other;
    }

    /** Moves it into a lab, or out of all. */
    public void belongTo(Optional<Lab> other) {
        lab = other.orElse(null);
    }

    /** Sets {@link #jobCap()}. */
    public void capAt(Optional<Integer> jobs) {
        jobCap = jobs.orElse(null);
    }
}
