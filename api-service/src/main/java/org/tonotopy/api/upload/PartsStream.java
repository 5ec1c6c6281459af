package org.tonotopy.api.upload;

import java.io.IOException;
import java.io.InputStream;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import org.tonotopy.registry.store.ObjectKey;
import org.tonotopy.registry.store.ObjectStore;

/** The parts of an upload, one after another; each is opened when the one before it is at its end. */
final class PartsStream extends InputStream {
    private final ObjectStore store;
    private final Iterator<ObjectKey> rest;
    private InputStream current = InputStream.nullInputStream();

    PartsStream(ObjectStore store, Collection<ObjectKey> parts) {
        this.store = store;
        this.rest = List.copyOf(parts).iterator();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int read = current.read(buffer, offset, length);
        while (read < 0 && rest.hasNext()) {
            current.close();
            current = store.open(rest.next(), 0);
            read = current.read(buffer, offset, length);
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        current.close();
    }
}
