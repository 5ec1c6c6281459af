package org.tonotopy.worker.fit;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.stereotype.Component;
import org.tonotopy.encoding.fitting.FittedModel;
import org.tonotopy.registry.job.FailureKind;
import org.tonotopy.registry.store.ObjectKey;
import org.tonotopy.registry.store.ObjectStore;
import org.tonotopy.registry.store.StoredContent;
import org.tonotopy.worker.queue.JobFailedException;

/** Writes the weights of fitted models to the object store. */
@Component
class WeightsStore {
    /** Name of the weights among what an attempt makes. */
    static final String NAME = "weights.zip";

    private final ObjectStore store;

    WeightsStore(ObjectStore store) {
        this.store = store;
    }

    /**
     * Writes a model.
     *
     * @param key of the attempt that fitted it
     * @throws JobFailedException if the store or the worker's disk fails
     */
    StoredContent write(ObjectKey key, FittedModel model) throws JobFailedException {
        try {
            Path file = Files.createTempFile("tonotopy-weights-", ".zip");
            try {
                try (OutputStream output = new BufferedOutputStream(Files.newOutputStream(file))) {
                    model.writeTo(output);
                }
                try (InputStream input = Files.newInputStream(file)) {
                    return store.write(key, input, Files.size(file));
                }
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            throw new JobFailedException(
                    FailureKind.STORAGE,
                    "The weights could not be written to the object store (" + failure
                            + "): see that the store and the worker's disk are well and have space, and ask again.",
                    failure);
        }
    }
}
