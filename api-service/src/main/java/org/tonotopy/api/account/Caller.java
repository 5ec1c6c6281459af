package org.tonotopy.api.account;

import java.security.Principal;
import java.util.UUID;
import org.tonotopy.registry.account.Account;
import org.tonotopy.registry.account.Role;

/**
 * Who sent a request.
 *
 * @param accountId the account
 * @param name its name
 * @param role what it may do
 */
public record Caller(UUID accountId, String name, Role role) implements Principal {
    static Caller of(Account account) {
        return new Caller(account.id(), account.name(), account.role());
    }

    @Override
    public String getName() {
        return name;
    }
}
