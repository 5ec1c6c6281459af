package org.tonotopy.api.account;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** That somebody's first sign-in made an account, for the log of changes. */
public final class MadeAccount {
    private static final String ATTRIBUTE = MadeAccount.class.getName();

    private MadeAccount() {}

    static void rememberIn(HttpServletRequest request, String name) {
        request.setAttribute(ATTRIBUTE, name);
    }

    /** Name of the account that a request made by signing in. */
    public static Optional<String> by(HttpServletRequest request) {
        return Optional.ofNullable((String) request.getAttribute(ATTRIBUTE));
    }
}
