package org.tonotopy.api.account;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.api.lock.TransactionLock;
import org.tonotopy.registry.account.Account;
import org.tonotopy.registry.account.AccountIdentity;
import org.tonotopy.registry.account.AccountIdentityRepository;
import org.tonotopy.registry.account.AccountRepository;
import org.tonotopy.registry.account.Role;
import org.tonotopy.registry.reference.VersionedName;

/** The accounts that identities at the provider sign in to. */
@Component
class IdentityAccounts {
    private final AccountIdentityRepository identities;
    private final AccountRepository accounts;
    private final TransactionLock lock;
    private final Clock clock;

    IdentityAccounts(
            AccountIdentityRepository identities, AccountRepository accounts, TransactionLock lock, Clock clock) {
        this.identities = identities;
        this.accounts = accounts;
        this.lock = lock;
        this.clock = clock;
    }

    /**
     * The link of an identity, and that it was signed in with; empty: there never was one.
     *
     * @throws SignInRefused if it was taken away
     */
    @Transactional
    public Optional<AccountIdentity> signIn(String issuer, String subject) {
        Optional<AccountIdentity> link = identities.findByIssuerAndSubject(issuer, subject);
        link.filter(known -> !known.holds()).ifPresent(removed -> {
            throw new SignInRefused(SignInRefusal.REMOVED, subject);
        });
        link.ifPresent(known -> known.signedIn(clock.instant()));
        return link;
    }

    /**
     * Makes an account that reads for an identity that has none; of two sign-ins at once, the second finds what the first made.
     *
     * @throws SignInRefused if it cannot have that name: an account that is there is never given to whoever comes with its name
     */
    @Transactional
    public AccountIdentity make(String issuer, String subject, String name) {
        if (!VersionedName.isName(name)) {
            throw new SignInRefused(SignInRefusal.UNNAMED, subject);
        }
        lock.take("account", "");
        Optional<AccountIdentity> meanwhile = identities.findByIssuerAndSubject(issuer, subject);
        if (meanwhile.isPresent()) {
            return meanwhile.get();
        }
        if (accounts.findByName(name).isPresent()) {
            throw new SignInRefused(SignInRefusal.TAKEN, subject);
        }
        Instant now = clock.instant();
        Account account = accounts.save(new Account(name, Role.VIEWER, now));
        AccountIdentity link = identities.save(new AccountIdentity(account, issuer, subject, now));
        link.signedIn(now);
        return link;
    }
}
