package org.tonotopy.encoding.recording;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * One recorded neuron and what is known about it.
 *
 * @param name the laboratory's own name of the unit
 * @param depthUm depth of the electrode below the surface in micrometres; negative where the laboratory marks it unknown
 * @param noiseRatio noise power over signal power, as the laboratory published it
 * @param area brain area
 * @param singleUnit whether the unit is one cell
 */
public record Neuron(
        String name,
        OptionalDouble depthUm,
        OptionalDouble noiseRatio,
        Optional<String> area,
        Optional<SingleUnit> singleUnit) {

    /** A neuron of which only the name is known. */
    public static Neuron named(String name) {
        return new Neuron(name, OptionalDouble.empty(), OptionalDouble.empty(), Optional.empty(), Optional.empty());
    }
}
