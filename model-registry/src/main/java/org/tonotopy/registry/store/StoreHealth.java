package org.tonotopy.registry.store;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Says whether the object store answers. */
public final class StoreHealth extends AbstractHealthIndicator {
    private final ObjectStore store;

    /** The health of a store. */
    public StoreHealth(ObjectStore store) {
        super("The object store does not answer");
        this.store = store;
    }

    @Override
    protected void doHealthCheck(Health.Builder health) throws Exception {
        store.check();
        health.up();
    }
}
