package org.tonotopy.registry.account;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Somebody as a provider that speaks OpenID Connect knows them, and the account that they sign in to. A link that was taken away stays
 * as removed: whoever it was is refused, and not taken for somebody new.
 */
@Entity
public class AccountIdentity {
    /** What OpenID Connect Core 1.0, section 2, lets a subject be. */
    public static final String SUBJECT_PATTERN = "[ -~]{1,255}";

    private static final Pattern SUBJECT = Pattern.compile(SUBJECT_PATTERN);

    @Id
    @GeneratedValue
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private UUID id;

    @ManyToOne(fetch = FetchType.EAGER, optional = false)
    @JoinColumn(name = "account_id")
    private Account account;

    private String issuer;
    private String subject;
    private Instant linkedAt;

    private @Nullable Instant lastSignInAt;
    private @Nullable Instant removedAt;

    /** For JPA. */
    protected AccountIdentity() {}

    /** A new link. */
    public AccountIdentity(Account account, String issuer, String subject, Instant linkedAt) {
        this.account = account;
        this.issuer = issuer;
        this.subject = subject;
        this.linkedAt = linkedAt;
    }

    /** Whether a provider may call somebody so. */
    public static boolean isSubject(String text) {
        return SUBJECT.matcher(text).matches();
    }

    /** Identity of the link. */
    public UUID id() {
        return id;
    }

    /** The account that it signs in to. */
    public Account account() {
        return account;
    }

    /** The provider, as its tokens name it. */
    public String issuer() {
        return issuer;
    }

    /** What the provider calls the person. */
    public String subject() {
        return subject;
    }

    /** When the link was made. */
    public Instant linkedAt() {
        return linkedAt;
    }

    /** When it was last signed in with. */
    public Optional<Instant> lastSignInAt() {
        return Optional.ofNullable(lastSignInAt);
    }

    /** Whether it signs anybody in. */
    public boolean holds() {
        return removedAt == null;
    }

    /** Says that somebody signed in with it. */
    public void signedIn(Instant now) {
        lastSignInAt = now;
    }

    /** Refuses it from now on. */
    public void remove(Instant now) {
        removedAt = now;
    }
}
