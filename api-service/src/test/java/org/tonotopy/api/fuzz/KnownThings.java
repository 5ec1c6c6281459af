package org.tonotopy.api.fuzz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** What there is at the server, by kind, so that some requests reach beyond the first check. */
final class KnownThings {
    private static final int MOST = 40;

    private final Map<String, List<String>> things = new HashMap<>();

    /** Remembers one; of many, some are forgotten. */
    void add(String kind, String name, Random random) {
        List<String> known = things.computeIfAbsent(kind, fresh -> new ArrayList<>());
        if (known.size() < MOST) {
            known.add(name);
        } else {
            // The first stays: it is what the others stand on.
            known.set(1 + random.nextInt(MOST - 1), name);
        }
    }

    /** Any of a kind. */
    Optional<String> any(String kind, Random random) {
        List<String> known = things.getOrDefault(kind, List.of());
        return known.isEmpty() ? Optional.empty() : Optional.of(known.get(random.nextInt(known.size())));
    }

    /** Any of a kind but the first, which others stand on. */
    Optional<String> dispensable(String kind, Random random) {
        List<String> known = things.getOrDefault(kind, List.of());
        return known.size() < 2 ? Optional.empty() : Optional.of(known.get(1 + random.nextInt(known.size() - 1)));
    }
}
