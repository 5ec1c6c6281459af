package org.tonotopy.registry.model;

import java.util.List;
import org.tonotopy.registry.score.BenchmarkScore;
import org.tonotopy.registry.store.ObjectKey;
import org.tonotopy.registry.store.StoredContent;

/**
 * What a worker brings back from a fit.
 *
 * @param parameterCount number of fitted parameters
 * @param weightsKey where it stored the weights
 * @param weights what it stored there
 * @param summary how the fit went
 * @param curve one point per epoch
 * @param fitSeconds wall time of the fit in seconds
 * @param provenance where the model comes from
 * @param score the test stimuli, scored once
 */
public record FitOutcome(
        long parameterCount,
        ObjectKey weightsKey,
        StoredContent weights,
        FitSummary summary,
        List<LearningCurvePoint> curve,
        double fitSeconds,
        Provenance provenance,
        BenchmarkScore score) {
    /** Copies the list. */
    public FitOutcome {
        curve = List.copyOf(curve);
    }
}
