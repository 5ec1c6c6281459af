package org.tonotopy.registry.account;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

/** The identities of accounts at providers. */
public interface AccountIdentityRepository extends Repository<AccountIdentity, UUID> {
    /** Inserts a new link. */
    AccountIdentity save(AccountIdentity identity);

    /** Forgets a link that was taken away. */
    void delete(AccountIdentity identity);

    /** Sends what was changed to the database. */
    void flush();

    /** By identity, with its account. */
    Optional<AccountIdentity> findById(UUID id);

    /** By what a provider calls somebody, with its account; also where it was taken away. */
    Optional<AccountIdentity> findByIssuerAndSubject(String issuer, String subject);

    /** The one that signs in to an account. */
    Optional<AccountIdentity> findByAccountAndRemovedAtIsNull(Account account);
}
