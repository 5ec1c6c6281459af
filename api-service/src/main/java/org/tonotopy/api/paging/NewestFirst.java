package org.tonotopy.api.paging;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a page of a list begins that has the newest first.
 *
 * @param createdAt only what is older than this,
 * @param id or as old and with a smaller id
 */
public record NewestFirst(Instant createdAt, UUID id) {
    /** Later than everything: where the first page begins. */
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final NewestFirst BEGINNING = new NewestFirst(LATEST, new UUID(0, 0));

    /** Refuses a year that the database does not know. */
    public NewestFirst {
        if (createdAt.isBefore(EARLIEST) || createdAt.isAfter(LATEST)) {
            throw new DateTimeException("A year from 1 to 9999 is meant");
        }
    }

    /** Where the page of a token begins; without one, the first page. */
    public static NewestFirst read(Optional<String> token, String query) {
        return PageToken.read(
                        token,
                        query,
                        2,
                        parts -> new NewestFirst(Instant.parse(parts.get(0)), UUID.fromString(parts.get(1))))
                .orElse(BEGINNING);
    }

    /** For {@link Page#cut}. */
    public List<String> cursor() {
        return List.of(createdAt.toString(), id.toString());
    }
}
