package org.tonotopy.registry.model;

import java.util.List;

/**
 * What a worker brings back from the fit of one network.
 *
 * @param network what it is and how its fit went
 * @param curve one point per epoch
 */
public record NetworkOutcome(FittedNetwork network, List<LearningCurvePoint> curve) {
    /** Copies the list. */
    public NetworkOutcome {
        curve = List.copyOf(curve);
    }
}
