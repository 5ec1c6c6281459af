package org.tonotopy.registry.account;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.EntityGraph;
import org.springframework.data.repository.Repository;

/** The accounts. */
public interface AccountRepository extends Repository<Account, UUID> {
    /** Inserts a new account. */
    Account save(Account account);

    /** By identity. */
    Optional<Account> findById(UUID id);

    /** By name. */
    Optional<Account> findByName(String name);

    /** The accounts whose names come after one, by name, with their labs. */
    @EntityGraph(attributePaths = "lab")
    List<Account> findByNameGreaterThanOrderByName(String after, Limit limit);

    /** How many have a role. */
    long countByRole(Role role);
}
