package org.tonotopy.api.lab;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.tonotopy.registry.account.Role;

/** Roles as clients write them. */
final class RoleName {
    private RoleName() {}

    static String of(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }

    static Optional<Role> parse(String text) {
        return Arrays.stream(Role.values())
                .filter(role -> of(role).equals(text))
                .findFirst();
    }
}
