package org.tonotopy.encoding.fitting;

import java.util.Optional;

/**
 * Seeds of the networks of an assembly, each a function of the assembly's seed and of what the network is for alone: a
 * network is the same whether it is fitted by itself, beside others or in another order.
 */
public final class NetworkSeeds {

    private NetworkSeeds() {}

    /** The seed of a network for a whole population: the assembly's own, unless it belongs to a fold. */
    public static long ofPopulation(long seed, Optional<Integer> fold) {
        return fold.map(index -> SeedMixing.mix(seed, index)).orElse(seed);
    }

    /**
     * The seed of a network for one neuron.
     *
     * @param neuron index in the recording
     */
    public static long ofNeuron(long seed, Optional<Integer> fold, int neuron) {
        // Complemented, so that the seed of a neuron is not that of the fold with its number.
        return SeedMixing.mix(ofPopulation(seed, fold), ~neuron);
    }
}
