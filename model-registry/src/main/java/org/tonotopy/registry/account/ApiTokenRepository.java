package org.tonotopy.registry.account;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The bearer tokens. */
public interface ApiTokenRepository extends Repository<ApiToken, UUID> {
    /** Inserts a new token. */
    ApiToken save(ApiToken token);

    /** The token with this hash, with its account. */
    Optional<ApiToken> findByTokenSha256(byte[] tokenSha256);

    /** Says that a token was used at a time. */
    @Modifying
    @Transactional
    @Query("update ApiToken set lastUsedAt = :now where id = :id")
    void touch(UUID id, Instant now);

    /** By identity. */
    Optional<ApiToken> findById(UUID id);

    /** The tokens of an account, oldest first. */
    List<ApiToken> findByAccountOrderByCreatedAt(Account account);
}
