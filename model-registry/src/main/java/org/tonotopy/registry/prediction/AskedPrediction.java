package org.tonotopy.registry.prediction;

import java.util.List;
import java.util.UUID;
import org.tonotopy.registry.store.StoredObject;

/**
 * What a model predicts of stimuli that somebody sent.
 *
 * @param jobId the job that made it
 * @param modelVersionId the model
 * @param stimuli in the order of the file that was sent
 * @param predictions an NPZ file in the form of submissions, {@code stimulus_i} for the i-th stimulus
 */
public record AskedPrediction(UUID jobId, UUID modelVersionId, List<Heard> stimuli, StoredObject predictions) {
    /** Copies the list. */
    public AskedPrediction {
        stimuli = List.copyOf(stimuli);
    }

    /**
     * A stimulus.
     *
     * @param name of its own in the file
     * @param bins its length in time bins
     */
    public record Heard(String name, int bins) {}
}
