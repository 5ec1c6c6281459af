package org.tonotopy.registry.account;

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
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** A bearer token; the secret itself is kept nowhere. */
@Entity
public class ApiToken {
    @Id
    @GeneratedValue
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @ManyToOne(fetch = FetchType.EAGER, optional = false)
    @JoinColumn(name = "account_id")
    private Account account;

    private String prefix;

    @Column(name = "token_sha256")
    private byte[] tokenSha256;

    @Enumerated(EnumType.STRING)
    private TokenScope scope;

    private Instant createdAt;

    private @Nullable Instant lastUsedAt;
    private @Nullable Instant expiresAt;
    private @Nullable Instant revokedAt;

    /** For JPA. */
    protected ApiToken() {}

    /** A token that does not expire and may do all that its account may. */
    public ApiToken(Account account, TokenSecret secret, Instant createdAt) {
        this(account, secret, TokenScope.ADMIN, createdAt, Optional.empty());
    }

    /** A token that may do some of what its account may, and may be refused from a time on. */
    public ApiToken(
            Account account, TokenSecret secret, TokenScope scope, Instant createdAt, Optional<Instant> expiresAt) {
        this.account = account;
        this.scope = scope;
        this.expiresAt = expiresAt.orElse(null);
        this.prefix = secret.prefix();
        this.tokenSha256 = secret.sha256();
        this.createdAt = createdAt;
    }

    /** Identity. */
    public UUID id() {
        return id;
    }

    /** Whom it speaks for. */
    public Account account() {
        return account;
    }

    /** First characters of the secret. */
    public String prefix() {
        return prefix;
    }

    /** When it was made. */
    public Instant createdAt() {
        return createdAt;
    }

    /** What it may do of what its account may. */
    public TokenScope scope() {
        return scope;
    }

    /** When it was last used, to within a minute. */
    public Optional<Instant> lastUsedAt() {
        return Optional.ofNullable(lastUsedAt);
    }

    /** From when on it is refused. */
    public Optional<Instant> expiresAt() {
        return Optional.ofNullable(expiresAt);
    }

    /** From when on it is refused because somebody said so. */
    public Optional<Instant> revokedAt() {
        return Optional.ofNullable(revokedAt);
    }

    /** Refuses it from now on; one that was revoked before stays as it is. */
    public void revoke(Instant now) {
        if (revokedAt == null) {
            revokedAt = now;
        }
    }

    /** Whether it is good at a time. */
    public boolean isValid(Instant now) {
        return revokedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }
}
