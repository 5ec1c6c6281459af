package org.tonotopy.registry.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * What is known of a neuron, by which benchmarks choose. What is not known is absent.
 *
 * @param publishedNoiseRatio noise power over signal power, as the laboratory published it
 * @param signalPower power that the repeats share, over all stimuli, as the validation report has it
 * @param noisePower power of one repeat beyond it
 * @param area brain area
 * @param singleUnit whether the unit is one cell
 * @param depthUm depth of the electrode below the surface in micrometres
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record NeuronAttributes(
        Optional<Double> publishedNoiseRatio,
        Optional<Double> signalPower,
        Optional<Double> noisePower,
        Optional<String> area,
        Optional<SingleUnit> singleUnit,
        Optional<Double> depthUm) {
    /** Noise power over signal power as measured; unknown where the signal power is not positive. */
    public Optional<Double> measuredNoiseRatio() {
        return signalPower.filter(power -> power > 0).flatMap(power -> noisePower.map(noise -> noise / power));
    }
}
