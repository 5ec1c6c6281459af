package org.tonotopy.registry.account;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** A group of accounts. */
@Entity
public class Lab {
    @Id
    @GeneratedValue
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    private String name;
    private @Nullable Integer jobCap;
    private Instant createdAt;

    /** For JPA. */
    protected Lab() {}

    /** A new lab without a cap. */
    public Lab(String name, Instant createdAt) {
        this.name = name;
        this.createdAt = createdAt;
    }

    /** Identity. */
    public UUID id() {
        return id;
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** Jobs of all its accounts that may be at workers at a time; empty: no cap. */
    public Optional<Integer> jobCap() {
        return Optional.ofNullable(jobCap);
    }

    /** When it was made. */
    public Instant createdAt() {
        return createdAt;
    }

    /** Sets {@link #jobCap()}. */
    public void capAt(Optional<Integer> jobs) {
        jobCap = jobs.orElse(null);
    }
}
