package org.tonotopy.registry.visibility;

import java.util.Optional;
import java.util.UUID;

/** Knows for whom the current thread reads. */
@FunctionalInterface
public interface CurrentReader {
    /** Somebody without an account: an id that no account has. */
    UUID NOBODY_KNOWN = new UUID(0, 0);

    /** The account, or {@link #NOBODY_KNOWN}; empty: the platform itself or an admin, who see everything. */
    Optional<UUID> id();
}
