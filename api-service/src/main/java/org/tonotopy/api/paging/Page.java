package org.tonotopy.api.paging;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A page of a list.
 *
 * @param items in the list's order
 * @param nextPageToken to send as {@code page_token} for the next page; empty on the last
 * @param <T> what is listed
 */
public record Page<T>(
        @Schema(description = "In the list's order.") List<T> items,

        @Schema(description = "Send it as page_token for the next page; null on the last one.")
        Optional<String> nextPageToken) {
    /** Copies the list. */
    public Page {
        items = List.copyOf(items);
    }

    /**
     * Cuts a page from what a query returned.
     *
     * @param found at most one more than the page takes: the one more says that there is another page
     * @param query that the list answers
     * @param limit the most that the page takes
     * @param cursor where the next page begins, after an element
     */
    public static <T> Page<T> cut(List<T> found, String query, int limit, Function<T, List<String>> cursor) {
        if (found.size() <= limit) {
            return new Page<>(found, Optional.empty());
        }
        List<T> items = found.subList(0, limit);
        return new Page<>(items, Optional.of(PageToken.write(query, cursor.apply(items.get(limit - 1)))));
    }

    /** The same page of something else. */
    public <R> Page<R> map(Function<T, R> conversion) {
        return new Page<>(items.stream().map(conversion).toList(), nextPageToken);
    }
}
