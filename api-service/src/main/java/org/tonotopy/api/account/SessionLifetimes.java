package org.tonotopy.api.account;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * A session that nobody has signed in on holds what a form or a way to the provider needs, and is kept for as long as that takes:
 * anybody can begin one, and each takes memory.
 */
@Component
class SessionLifetimes implements HttpSessionListener {
    static final Duration OF_NOBODY = Duration.ofMinutes(10);

    @Override
    public void sessionCreated(HttpSessionEvent begun) {
        begun.getSession().setMaxInactiveInterval((int) OF_NOBODY.toSeconds());
    }

    /** Keeps it for as long as the setting says. */
    static void signedIn(HttpSession session) {
        session.setMaxInactiveInterval(
                (int) Duration.ofMinutes(session.getServletContext().getSessionTimeout())
                        .toSeconds());
    }
}
