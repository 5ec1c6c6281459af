package org.tonotopy.api.download;

import java.io.IOException;
import java.io.InputStream;
import org.springframework.core.io.AbstractResource;
import org.tonotopy.registry.store.ObjectStore;
import org.tonotopy.registry.store.StoredObject;

/** A stored object as something that can be sent, whole or in ranges. */
final class StoredObjectResource extends AbstractResource {
    private final ObjectStore store;
    private final StoredObject object;

    StoredObjectResource(ObjectStore store, StoredObject object) {
        this.store = store;
        this.object = object;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return store.open(object.objectKey(), 0);
    }

    @Override
    public long contentLength() {
        return object.content().sizeBytes();
    }

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public String getDescription() {
        return "stored object " + object.objectKey();
    }
}
