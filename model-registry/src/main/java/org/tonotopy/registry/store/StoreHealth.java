package org.tonotopy.registry.store;

import java.util.stream.Stream;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Says whether the object store answers, by beginning to list it. */
public final class StoreHealth extends AbstractHealthIndicator {
    private final ObjectStore store;

    /** The health of a store. */
    public StoreHealth(ObjectStore store) {
        super("The object store does not answer");
        this.store = store;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) throws Exception {
        try (Stream<ObjectKey> keys = store.keys()) {
            var unused = keys.findFirst();
        }
        health.up();
    }
}
