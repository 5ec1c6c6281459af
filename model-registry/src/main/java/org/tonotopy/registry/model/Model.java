package org.tonotopy.registry.model;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;
import org.tonotopy.registry.account.Account;

/** A name under which versions of a fitted model are kept. */
@Entity
public class Model {
    @Id
    @GeneratedValue
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    private String name;

    @ManyToOne(fetch = FetchType.EAGER, optional = false)
    @JoinColumn(name = "owner_id")
    private Account owner;

    private Instant createdAt;

    /** For JPA. */
    protected Model() {}

    /** Identity. */
    public UUID id() {
        return id;
    }

    /** The name. */
    public String name() {
        return name;
    }

    /** Who made the first version. */
    public Account owner() {
        return owner;
    }

    /** When the first version was made. */
    public Instant createdAt() {
        return createdAt;
    }
}
