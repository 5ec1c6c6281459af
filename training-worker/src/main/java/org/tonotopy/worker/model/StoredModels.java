package org.tonotopy.worker.model;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.tonotopy.encoding.deeplearning4j.InvalidModelException;
import org.tonotopy.encoding.fitting.FittedAssembly;
import org.tonotopy.registry.job.FailureKind;
import org.tonotopy.registry.model.ModelVersion;
import org.tonotopy.registry.store.ContentMismatchException;
import org.tonotopy.registry.store.ObjectKey;
import org.tonotopy.registry.store.ObjectStore;
import org.tonotopy.registry.store.SpooledWrite;
import org.tonotopy.registry.store.StoredContent;
import org.tonotopy.registry.store.StoredObject;
import org.tonotopy.registry.store.VerifiedRead;
import org.tonotopy.registry.temporary.TemporaryFiles;
import org.tonotopy.worker.queue.JobFailedException;

/** Writes and reads the networks of model versions. */
@Component
public final class StoredModels {
    /** Name of the weights among what an attempt makes. */
    public static final String WEIGHTS = "weights.zip";

    /** Name of the weights as safetensors. */
    public static final String TENSORS = "weights.safetensors";

    private final ObjectStore store;

    StoredModels(ObjectStore store) {
        this.store = store;
    }

    /**
     * Writes a model.
     *
     * @param key of the attempt that made it
     * @throws JobFailedException if the store or the worker's disk fails
     */
    public StoredContent write(ObjectKey key, FittedAssembly model) throws JobFailedException {
        return write(key, model::writeTo);
    }

    /**
     * Writes a model as safetensors, for other programs.
     *
     * @param key of the attempt that made it
     * @param about what the header says of it, by name
     * @throws JobFailedException if the store or the worker's disk fails
     */
    public StoredContent writeTensors(ObjectKey key, FittedAssembly model, Map<String, String> about)
            throws JobFailedException {
        return write(key, output -> model.writeTensors(about, output));
    }

    private StoredContent write(ObjectKey key, SpooledWrite.Content content) throws JobFailedException {
        try {
            return SpooledWrite.write(store, key, content);
        } catch (IOException failure) {
            throw new JobFailedException(
                    FailureKind.STORAGE,
                    "The weights could not be written to the object store (" + failure
                            + "): see that the store and the worker's disk are well and have space, and ask again.",
                    failure);
        }
    }

    /**
     * Reads the networks of a model version, an ensemble's or any other's. For one neuron
     * {@link FittedAssembly#networksFor} tells which of them predict it, and {@link FittedAssembly#predict} their mean.
     *
     * @throws JobFailedException if the store or the worker's disk fails, or the weights are damaged
     */
    public FittedAssembly read(ModelVersion version) throws JobFailedException {
        StoredObject weights = version.weights()
                .orElseThrow(() -> new JobFailedException(
                        FailureKind.INVALID_INPUT,
                        version.reference() + " was fitted elsewhere, and its weights are not here."));
        try {
            Path file = TemporaryFiles.create("tonotopy-weights-", ".zip");
            try {
                VerifiedRead.toFile(store, weights, file);
                try (InputStream input = new BufferedInputStream(Files.newInputStream(file))) {
                    return FittedAssembly.read(input, version.neurons());
                }
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (ContentMismatchException | InvalidModelException damaged) {
            throw new JobFailedException(
                    FailureKind.STORAGE,
                    "The weights of " + version.reference()
                            + " are damaged in the object store: restore it from a backup, or fit again.",
                    damaged);
        } catch (IOException failure) {
            throw new JobFailedException(
                    FailureKind.STORAGE,
                    "The weights of " + version.reference() + " could not be brought from the object store (" + failure
                            + "): see that the store and the worker's disk are well, and ask again.",
                    failure);
        }
    }
}
