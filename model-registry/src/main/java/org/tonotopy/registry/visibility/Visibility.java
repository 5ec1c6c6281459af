package org.tonotopy.registry.visibility;

import java.util.Comparator;
import java.util.stream.Stream;

/** Who may read a thing besides its owner, admins and those whom it is shared with; always only of those who may read what it stands on. */
public enum Visibility {
    /** Everybody who may read. */
    PUBLIC,
    /** The accounts of its owner's lab. */
    LAB,
    /** Nobody. */
    PRIVATE;

    /** The one of several that lets the fewest read. */
    public static Visibility narrowest(Stream<Visibility> several) {
        return several.max(Comparator.naturalOrder()).orElse(PUBLIC);
    }
}
