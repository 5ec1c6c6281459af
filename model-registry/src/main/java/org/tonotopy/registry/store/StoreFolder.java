package org.tonotopy.registry.store;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A folder of a file system.
 *
 * @param path created where there is none
 */
public record StoreFolder(Path path) implements StorePlace {
    @Override
    public ObjectStore open() throws IOException {
        return new FilesystemObjectStore(path);
    }
}
