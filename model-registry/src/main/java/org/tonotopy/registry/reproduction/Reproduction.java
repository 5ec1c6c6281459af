package org.tonotopy.registry.reproduction;

import java.util.Optional;
import org.tonotopy.registry.model.Provenance;

/**
 * What came out when the fit of a model version was made again.
 *
 * @param verdict how it compares
 * @param weightsDifference largest difference of a weight, relative to the largest weight of its array; empty where the
 *     networks differ in form
 * @param predictionsDifference largest difference of a prediction of the test stimuli, relative to the largest of its neuron;
 *     empty where it is undefined
 * @param specSha256 hash of what was fitted and how, as of a model version
 * @param seed of the fit
 * @param fitSeconds wall time of the fit in seconds
 * @param provenance where it comes from
 */
public record Reproduction(
        ReproductionVerdict verdict,
        Optional<Double> weightsDifference,
        Optional<Double> predictionsDifference,
        String specSha256,
        long seed,
        double fitSeconds,
        Provenance provenance) {}
