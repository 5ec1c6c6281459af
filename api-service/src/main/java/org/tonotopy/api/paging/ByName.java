package org.tonotopy.api.paging;

import java.util.List;
import java.util.Optional;
import org.tonotopy.registry.reference.VersionedName;

/**
 * Where a page of a list begins that is ordered by name and version.
 *
 * @param name only what has a later name,
 * @param version or this one and a higher version
 */
public record ByName(String name, int version) {
    /** Before every name: where the first page begins. */
    private static final ByName BEGINNING = new ByName("", 0);

    /** Where the page of a token begins; without one, the first page. */
    public static ByName read(Optional<String> token, String query) {
        // A token names a version that was on a page.
        return PageToken.read(token, query, 2, parts -> new VersionedName(parts.get(0), Integer.parseInt(parts.get(1))))
                .map(last -> new ByName(last.name(), last.version()))
                .orElse(BEGINNING);
    }

    /**
     * For {@link Page#cut}.
     *
     * @param last on the page
     */
    public static List<String> cursor(VersionedName last) {
        return List.of(last.name(), String.valueOf(last.version()));
    }
}
