package org.tonotopy.api.deprecation;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.util.UriUtils;

/**
 * What is announced of an operation that will go away.
 *
 * @param since day from which it is deprecated
 * @param sunset first day on which it may be gone
 * @param successor address that takes its place, if there is one
 */
record Deprecation(LocalDate since, LocalDate sunset, Optional<String> successor) {
    /** How long a deprecated operation stays at least. */
    private static final int MONTHS = 6;

    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy '00:00:00 GMT'", Locale.ENGLISH);

    /** Refuses what breaks the promise that docs/http.md makes. */
    Deprecation {
        if (sunset.isBefore(since.plusMonths(MONTHS))) {
            throw new IllegalArgumentException("Deprecated since " + since + ", it may not be gone on " + sunset
                    + ": it stays at least " + MONTHS + " months.");
        }
    }

    /** Of a handler; empty where it stays. */
    static Optional<Deprecation> of(HandlerMethod handler) {
        return Optional.ofNullable(
                        AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), DeprecatedSince.class))
                .map(said -> new Deprecation(
                        LocalDate.parse(said.value()),
                        LocalDate.parse(said.sunset()),
                        Optional.of(said.successor()).filter(address -> !address.isEmpty())));
    }

    /** For the header {@code Deprecation} of RFC 9745: a date as RFC 9651 writes it, in seconds. */
    String sinceHeader() {
        return "@" + since.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    }

    /** For the header {@code Sunset} of RFC 8594: a date as HTTP writes it. */
    String sunsetHeader() {
        return HTTP_DATE.format(sunset);
    }

    /**
     * For the header {@code Link}: the place in the API's description that says more, by which programs also tell one operation from
     * another, and what takes its place.
     *
     * @param method of the operation
     * @param path of the operation, with the names of its parameters
     */
    List<String> links(String method, String path) {
        String place = "paths/" + path.replace("~", "~0").replace("/", "~1") + "/" + method.toLowerCase(Locale.ROOT);
        List<String> links = new ArrayList<>();
        links.add("</v3/api-docs#/" + UriUtils.encodeFragment(place, StandardCharsets.UTF_8)
                + ">; rel=\"deprecation\"; type=\"application/json\"");
        successor.ifPresent(address -> links.add("<" + address + ">; rel=\"successor-version\""));
        return links;
    }

    /** For the API's description. */
    String sentence() {
        return "**Deprecated** since " + since + "; it may be gone from " + sunset + " on."
                + successor.map(address -> " Use `" + address + "` instead.").orElse("");
    }
}
