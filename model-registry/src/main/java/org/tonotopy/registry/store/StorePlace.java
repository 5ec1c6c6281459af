package org.tonotopy.registry.store;

import java.io.IOException;

/** Where objects are kept. */
public sealed interface StorePlace permits StoreFolder, Bucket {
    /**
     * Opens the store after trying whether it can be used.
     *
     * @throws IOException if it cannot, with a sentence that says why
     */
    ObjectStore open() throws IOException;
}
