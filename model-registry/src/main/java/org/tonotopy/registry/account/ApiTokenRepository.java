package org.tonotopy.registry.account;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

/** The bearer tokens. */
public interface ApiTokenRepository extends Repository<ApiToken, UUID> {
    /** Inserts a new token. */
    ApiToken save(ApiToken token);

    /** The token with this hash, with its account. */
    Optional<ApiToken> findByTokenSha256(byte[] tokenSha256);

    /** By identity. */
    Optional<ApiToken> findById(UUID id);

    /** The tokens of an account, oldest first. */
    List<ApiToken> findByAccountOrderByCreatedAt(Account account);
}
