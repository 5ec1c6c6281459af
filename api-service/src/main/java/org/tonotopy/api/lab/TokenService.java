package org.tonotopy.api.lab;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.api.account.Caller;
import org.tonotopy.api.idempotency.Created;
import org.tonotopy.api.idempotency.IdempotentRequests;
import org.tonotopy.api.problem.FieldProblems;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.registry.account.Account;
import org.tonotopy.registry.account.ApiToken;
import org.tonotopy.registry.account.ApiTokenRepository;
import org.tonotopy.registry.account.TokenScope;
import org.tonotopy.registry.account.TokenSecret;

/** Makes, lists and revokes tokens. */
@Service
public class TokenService {
    static final int MOST_DAYS = 3650;

    private final AccountService accounts;
    private final ApiTokenRepository tokens;
    private final IdempotentRequests idempotent;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    TokenService(AccountService accounts, ApiTokenRepository tokens, IdempotentRequests idempotent, Clock clock) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.idempotent = idempotent;
        this.clock = clock;
    }

    static String path(String account) {
        return AccountController.PATH + "/" + account + "/tokens";
    }

    /** A token with its secret; without it where the request is a repetition. */
    @Transactional
    public TokenResponse create(Caller caller, Optional<String> key, String name, CreateTokenRequest request) {
        caller.requireMoreThanReading();
        Account account = accounts.require(caller, name);
        Instant now = clock.instant();
        FieldProblems problems = new FieldProblems();
        Optional<Instant> expiry = expiry(request.validDays(), now, problems);
        TokenScope scope = scope(request.scope(), caller, problems);
        problems.refuse();
        TokenSecret secret = TokenSecret.generate(random);
        Created created = idempotent.once(caller, key, path(name), request, () -> {
            ApiToken token = tokens.save(new ApiToken(account, secret, scope, now, expiry));
            return new Created(path(name) + "/" + token.id(), true);
        });
        UUID id = UUID.fromString(created.location().substring(path(name).length() + 1));
        return TokenResponse.of(
                tokens.findById(id).orElseThrow(), created.fresh() ? Optional.of(secret) : Optional.empty());
    }

    private static Optional<Instant> expiry(@Nullable Integer days, Instant now, FieldProblems problems) {
        if (days == null) {
            return Optional.empty();
        }
        if (days < 1 || days > MOST_DAYS) {
            problems.add("valid_days", "it is out of range", "It must be from 1 to " + MOST_DAYS + ", or left out.");
        }
        return Optional.of(now.plus(Duration.ofDays(days)));
    }

    /** A token makes none that may do more than itself: otherwise its own scope would bound nothing. */
    private static TokenScope scope(@Nullable String asked, Caller caller, FieldProblems problems) {
        if (asked == null) {
            return caller.scope();
        }
        Optional<TokenScope> scope = ScopeName.parse(asked);
        if (scope.isEmpty()) {
            problems.add("scope", "it is not a scope", "Use read, write or admin, or leave it out.");
        } else if (scope.get().compareTo(caller.scope()) > 0) {
            problems.add(
                    "scope",
                    "it is wider than that of the token that asks for it",
                    "Use at most " + ScopeName.of(caller.scope()) + ", or ask with another token.");
        }
        return scope.orElse(TokenScope.READ);
    }

    @Transactional(readOnly = true)
    public List<TokenResponse> list(Caller caller, String name) {
        return tokens.findByAccountOrderByCreatedAt(accounts.require(caller, name)).stream()
                .map(token -> TokenResponse.of(token, Optional.empty()))
                .toList();
    }

    /** Refuses a token from now on. */
    @Transactional
    public void revoke(Caller caller, String name, UUID id) {
        caller.requireMoreThanReading();
        Account account = accounts.require(caller, name);
        ApiToken token = tokens.findById(id)
                .filter(found -> found.account().id().equals(account.id()))
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NO_SUCH_TOKEN,
                        name + " has no token of this id; GET " + path(name) + " lists them."));
        token.revoke(clock.instant());
    }
}
