package org.tonotopy.registry.model;

import java.util.List;
import java.util.Optional;
import org.tonotopy.registry.prediction.KeptPredictions;
import org.tonotopy.registry.score.BenchmarkScore;
import org.tonotopy.registry.store.ObjectKey;
import org.tonotopy.registry.store.StoredContent;

/**
 * What a worker brings back from a job that makes a model.
 *
 * @param weightsKey where it stored the weights
 * @param weights what it stored there
 * @param tensorsKey where it stored the same weights as safetensors
 * @param tensors what it stored there
 * @param networks those that were fitted, in the order of the weights; empty for an ensemble, whose members fitted them, and for
 *     a model that was fitted elsewhere
 * @param fitSeconds wall time of the fit in seconds; of an ensemble, of its members together; empty where it is not known
 * @param parameterCount number of fitted parameters of all networks
 * @param provenance where the model comes from
 * @param score the test stimuli, scored once
 * @param predictions what was kept of the predictions that were scored
 */
public record FitOutcome(
        ObjectKey weightsKey,
        StoredContent weights,
        ObjectKey tensorsKey,
        StoredContent tensors,
        List<NetworkOutcome> networks,
        Optional<Double> fitSeconds,
        long parameterCount,
        Provenance provenance,
        BenchmarkScore score,
        KeptPredictions predictions) {
    /** Copies the list. */
    public FitOutcome {
        networks = List.copyOf(networks);
    }
}
