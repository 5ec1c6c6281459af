package org.tonotopy.registry.model;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What became of an alias once.
 *
 * @param id identity
 * @param model name of the model
 * @param alias the alias
 * @param kind what happened
 * @param from the version that it stood for before; empty where it was set anew
 * @param to the version that it stands for since; empty where it is gone
 * @param by name of who did it, or who deleted the version; empty where that is not known
 * @param at when
 */
public record AliasChange(
        UUID id,
        String model,
        String alias,
        Kind kind,
        Optional<Integer> from,
        Optional<Integer> to,
        Optional<String> by,
        Instant at) {
    /** What can happen to an alias. */
    public enum Kind {
        /** It was set where there was none. */
        SET,
        /** It stands for another version. */
        MOVED,
        /** Somebody removed it. */
        REMOVED,
        /** It went with its version. */
        VERSION_DELETED
    }
}
