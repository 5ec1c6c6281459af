package org.tonotopy.worker.feature;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.tonotopy.encoding.feature.FeatureStimuli;
import org.tonotopy.encoding.feature.NetworkResponse;
import org.tonotopy.encoding.fitting.FittedModel;
import org.tonotopy.encoding.network.NetworkBackend;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.registry.job.FailureKind;
import org.tonotopy.registry.model.ModelVersion;
import org.tonotopy.registry.model.ModelVersionRepository;
import org.tonotopy.registry.store.ObjectStore;
import org.tonotopy.registry.store.VerifiedRead;
import org.tonotopy.worker.queue.JobFailedException;

/** Reads fitted models from the object store. */
@Component
class StoredModels {
    private final ModelVersionRepository versions;
    private final ObjectStore store;
    private final NetworkBackend backend;

    StoredModels(ModelVersionRepository versions, ObjectStore store, NetworkBackend backend) {
        this.versions = versions;
        this.store = store;
        this.backend = backend;
    }

    /**
     * A model, once its content was found to be what was stored.
     *
     * @param id the model version
     * @param recording that it was fitted to
     * @throws JobFailedException if the store or the worker's disk fails
     */
    ModelToAsk read(UUID id, Recording recording) throws JobFailedException {
        ModelVersion version = versions.findById(id).orElseThrow();
        FittedModel fitted = read(version);
        return new ModelToAsk(
                version.reference(),
                fitted,
                NetworkResponse.of(fitted, backend),
                FeatureStimuli.of(recording, ModelToAsk.train(version), fitted.inputScaling()),
                version.benchmark().neurons());
    }

    private FittedModel read(ModelVersion version) throws JobFailedException {
        try {
            Path file = Files.createTempFile("tonotopy-weights-", ".zip");
            try {
                VerifiedRead.toFile(store, version.weights(), file);
                try (InputStream input = new BufferedInputStream(Files.newInputStream(file))) {
                    return FittedModel.read(input);
                }
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException failure) {
            throw new JobFailedException(
                    FailureKind.STORAGE,
                    "The weights of " + version.reference() + " could not be brought from the object store (" + failure
                            + "): see that the store and the worker's disk are well, and ask again; fit again where they"
                            + " are damaged.",
                    failure);
        }
    }
}
