package org.tonotopy.client;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often and after what pauses a request is sent again.
 *
 * @param attempts how often at most, the first time included
 * @param first longest pause after the first failure; it doubles with every further one
 * @param longest longest pause, where the server asks for none
 * @param patience longest that all pauses together may last, those that the server asks for included; what was waited
 *     for longer than that is not sent again either
 */
public record RetryPolicy(int attempts, Duration first, Duration longest, Duration patience) {
    /** For a person who waits for an answer: gives up within two seconds, or five where the server asks for them. */
    public static final RetryPolicy BRIEF =
            new RetryPolicy(4, Duration.ofMillis(200), Duration.ofSeconds(1), Duration.ofSeconds(5));

    /** For long work, which outlasts a restart of the server: gives up after some minutes. */
    public static final RetryPolicy PATIENT =
            new RetryPolicy(20, Duration.ofMillis(500), Duration.ofSeconds(15), Duration.ofMinutes(10));

    /**
     * The pause after a failed attempt: random between half and the whole of the doubled first pause, so that clients
     * that failed together do not come back together.
     *
     * @param attempt which attempt failed, from 1
     */
    Duration pause(int attempt) {
        long doubled = first.toMillis() << Math.min(attempt - 1, 20);
        long most = Math.min(doubled, longest.toMillis());
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most + 1));
    }

    /** The pause after an answer, which may ask for one in seconds or name a time. */
    Duration pause(int attempt, HttpHeaders headers) {
        return asked(headers).orElseGet(() -> pause(attempt));
    }

    /** How long an answer says to wait. */
    static Optional<Duration> asked(HttpHeaders headers) {
        return headers.firstValue("Retry-After").flatMap(RetryPolicy::read);
    }

    private static Optional<Duration> read(String value) {
        try {
            return Optional.of(Duration.ofSeconds(Math.max(0, Long.parseLong(value.strip()))));
        } catch (NumberFormatException noSeconds) {
            return askedUntil(value);
        }
    }

    private static Optional<Duration> askedUntil(String value) {
        try {
            Instant until = ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration left = Duration.between(Instant.now(), until);
            return Optional.of(left.isNegative() ? Duration.ZERO : left);
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }
}
