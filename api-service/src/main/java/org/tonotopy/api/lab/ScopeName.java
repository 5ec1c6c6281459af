package org.tonotopy.api.lab;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.tonotopy.registry.account.TokenScope;

/** Scopes of tokens as clients write them. */
final class ScopeName {
    private ScopeName() {}

    static String of(TokenScope scope) {
        return scope.name().toLowerCase(Locale.ROOT);
    }

    static Optional<TokenScope> parse(String text) {
        return Arrays.stream(TokenScope.values())
                .filter(scope -> of(scope).equals(text))
                .findFirst();
    }
}
