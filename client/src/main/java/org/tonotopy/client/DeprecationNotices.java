package org.tonotopy.client;

import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Tells once of each operation that the server announces as deprecated, by the headers {@code Deprecation} (RFC 9745) and
 * {@code Sunset} (RFC 8594).
 */
final class DeprecationNotices {
    private static final String DEPRECATION = "Deprecation";
    private static final String SUNSET = "Sunset";

    private final Consumer<String> listener;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /**
     * Tells somebody.
     *
     * @param listener takes a sentence for people
     */
    DeprecationNotices(Consumer<String> listener) {
        this.listener = listener;
    }

    /** Writes to the log of the program that uses the client. */
    static void log(String notice) {
        System.getLogger(Tonotopy.class.getName()).log(System.Logger.Level.WARNING, notice);
    }

    /** Looks at an answer. An announcement that cannot be read is none: the request was answered. */
    void look(HttpResponse<?> response) {
        HttpHeaders headers = response.headers();
        headers.firstValue(DEPRECATION).flatMap(DeprecationNotices::since).ifPresent(since -> {
            Optional<LocalDate> sunset = headers.firstValue(SUNSET).flatMap(DeprecationNotices::sunset);
            // An address has names of things in it; the links name the operation, the same for all of them.
            if (told.add(response.request().method() + " " + since + " " + sunset + " " + headers.allValues("Link"))) {
                listener.accept(sentence(response.request(), since, sunset));
            }
        });
    }

    private static String sentence(HttpRequest request, LocalDate since, Optional<LocalDate> sunset) {
        return "The server says that " + request.method() + " " + request.uri().getPath() + " is deprecated since "
                + since
                + sunset.map(day -> " and may be gone from " + day + " on").orElse("")
                + ": use a newer version of this client.";
    }

    private static Optional<LocalDate> since(String header) {
        try {
            return Optional.of(LocalDate.ofInstant(
                    Instant.ofEpochSecond(Long.parseLong(header.replaceFirst("^@", ""))), ZoneOffset.UTC));
        } catch (NumberFormatException | DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<LocalDate> sunset(String header) {
        try {
            return Optional.of(LocalDate.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
