package org.tonotopy.api.account;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.io.Serializable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the sign-in page tells somebody who came back from the provider and was not let in.
 *
 * @param sentences why, and what to do
 * @param subject what the provider calls them; null where it did not say
 */
public record RefusedSignIn(String sentences, @Nullable String subject) implements Serializable {
    private static final String ATTRIBUTE = RefusedSignIn.class.getName();

    /** Keeps it for the page that comes next. */
    void keepFor(HttpServletRequest request) {
        request.getSession().setAttribute(ATTRIBUTE, this);
    }

    /** What was kept, once. */
    public static Optional<RefusedSignIn> take(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session == null || !(session.getAttribute(ATTRIBUTE) instanceof RefusedSignIn kept)) {
            return Optional.empty();
        }
        session.removeAttribute(ATTRIBUTE);
        return Optional.of(kept);
    }
}
