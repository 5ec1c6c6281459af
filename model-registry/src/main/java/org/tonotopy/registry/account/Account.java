package org.tonotopy.registry.account;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;

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

    /** When it was made. */
    public Instant createdAt() {
        return createdAt;
    }
}
