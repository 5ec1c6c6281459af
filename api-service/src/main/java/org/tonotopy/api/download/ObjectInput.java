package org.tonotopy.api.download;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import org.tonotopy.registry.store.ObjectStore;
import org.tonotopy.registry.store.StoredObject;

/** The bytes of an object; what is skipped before the first of them is read is not asked of the store. */
final class ObjectInput extends InputStream {
    private final ObjectStore store;
    private final StoredObject object;
    private long begin;
    private @Nullable InputStream opened;

    ObjectInput(ObjectStore store, StoredObject object) {
        this.store = store;
        this.object = object;
    }

    private InputStream opened() throws IOException {
        if (opened == null) {
            opened = store.open(object.objectKey(), begin);
        }
        return opened;
    }

    @Override
    public int read() throws IOException {
        return opened().read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        return opened().read(buffer, offset, length);
    }

    @Override
    public long skip(long bytes) throws IOException {
        if (opened != null) {
            return opened.skip(bytes);
        }
        long skipped = Math.max(0, Math.min(bytes, object.content().sizeBytes() - begin));
        begin += skipped;
        return skipped;
    }

    @Override
    public void close() throws IOException {
        if (opened != null) {
            opened.close();
        }
    }
}
