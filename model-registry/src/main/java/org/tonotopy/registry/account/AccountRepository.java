package org.tonotopy.registry.account;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

/** The accounts. */
public interface AccountRepository extends Repository<Account, UUID> {
    /** Inserts a new account. */
    Account save(Account account);

    /** By identity. */
    Optional<Account> findById(UUID id);

    /** By name. */
    Optional<Account> findByName(String name);
}
