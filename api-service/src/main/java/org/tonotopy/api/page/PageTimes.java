package org.tonotopy.api.page;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How pages write points in time. */
final class PageTimes {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private PageTimes() {}

    /** In UTC, to the second. */
    static String of(Instant at) {
        return FORMAT.format(at.atOffset(ZoneOffset.UTC));
    }

    /** The day, in UTC. */
    static String day(Instant at) {
        return DateTimeFormatter.ISO_LOCAL_DATE.format(at.atOffset(ZoneOffset.UTC));
    }
}
