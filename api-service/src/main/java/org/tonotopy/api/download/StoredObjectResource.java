package org.tonotopy.api.download;

import java.io.IOException;
import java.io.InputStream;
import org.springframework.core.io.AbstractResource;
import org.tonotopy.registry.store.StoredObject;

/** A stored object as something that can be sent, whole or in ranges. */
final class StoredObjectResource extends AbstractResource {
    private final StoredObject object;
    private final Content content;

    /** Where the bytes come from. */
    @FunctionalInterface
    interface Content {
        /** Begins to read the object, from its first byte. */
        InputStream open() throws IOException;
    }

    StoredObjectResource(StoredObject object, Content content) {
        this.object = object;
        this.content = content;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return content.open();
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
