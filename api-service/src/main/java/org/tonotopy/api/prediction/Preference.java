package org.tonotopy.api.prediction;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How long a client would rather wait for an answer than ask again: {@code Prefer: wait=N} of RFC 7240. */
final class Preference {
    /** The header. */
    static final String HEADER = "Prefer";

    /** Longer, and what stands between client and server may give up. */
    private static final int LONGEST_SECONDS = 30;

    private static final Pattern WAIT = Pattern.compile("(?i)(?:^|[,;\\s])wait\\s*=\\s*\"?([0-9]{1,9})(?![0-9])");

    /** No wait at all. */
    static final Duration NO_WAIT = Duration.ZERO;

    private Preference() {}

    /** The wait that a header asks for, at most 30 s; none where it asks for none. What is not understood is no preference. */
    static Duration wait(String header) {
        Matcher matcher = WAIT.matcher(header);
        return Duration.ofSeconds(matcher.find() ? Math.min(Integer.parseInt(matcher.group(1)), LONGEST_SECONDS) : 0);
    }
}
