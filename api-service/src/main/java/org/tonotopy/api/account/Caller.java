package org.tonotopy.api.account;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Optional;
import java.util.UUID;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.registry.account.Account;
import org.tonotopy.registry.account.ApiToken;
import org.tonotopy.registry.account.Role;
import org.tonotopy.registry.account.TokenScope;

/**
 * Who sent a request.
 *
 * @param accountId the account
 * @param name its name
 * @param role what it may do with this token
 * @param scope what the token may do of what the account may
 */
public record Caller(UUID accountId, String name, Role role, TokenScope scope) implements Principal {
    private static final String ATTRIBUTE = Caller.class.getName();

    static Caller of(ApiToken token) {
        Account account = token.account();
        return new Caller(account.id(), account.name(), token.scope().within(account.role()), token.scope());
    }

    /** Somebody who signed in themselves, and may all that their account may. */
    static Caller of(Account account) {
        return new Caller(account.id(), account.name(), account.role(), TokenScope.ADMIN);
    }

    /** Who sent a request, also after it was answered; empty: nobody known. */
    public static Optional<Caller> of(HttpServletRequest request) {
        return Optional.ofNullable((Caller) request.getAttribute(ATTRIBUTE));
    }

    /** Lets {@link #of(HttpServletRequest)} know. */
    void rememberIn(HttpServletRequest request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    /** Whether this is the owner of a thing, or an admin. */
    public boolean owns(UUID owner) {
        return role == Role.ADMIN || accountId.equals(owner);
    }

    /**
     * Refuses what only the owner of a thing, or an admin, may do with it.
     *
     * @param owner of the thing
     * @param what it is, at the beginning of a sentence
     * @param ownerName shown in the refusal
     * @throws ProblemException of {@link ProblemType#FORBIDDEN}
     */
    public void requireOwn(UUID owner, String what, String ownerName) {
        if (!owns(owner)) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN,
                    what + " belongs to " + ownerName + "; only its owner or an admin may do that.");
        }
    }

    /**
     * Refuses what every account may do, but not with a token that only reads.
     *
     * @throws ProblemException of {@link ProblemType#FORBIDDEN}
     */
    public void requireMoreThanReading() {
        if (scope == TokenScope.READ) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "This token only reads; send one of the scope write or admin.");
        }
    }

    @Override
    public String getName() {
        return name;
    }
}
