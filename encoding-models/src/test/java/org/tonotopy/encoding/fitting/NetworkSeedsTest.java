package org.tonotopy.encoding.fitting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NetworkSeedsTest {

    @Test
    void aPopulationWithoutFoldsKeepsTheSeedThatWasAskedFor() {
        assertThat(NetworkSeeds.ofPopulation(7, Optional.empty())).isEqualTo(7);
    }

    @Test
    void everyNeuronFoldAndSeedHasASeedOfItsOwn() {
        Set<Long> seeds = new HashSet<>();
        for (long seed = 0; seed < 10; seed++) {
            for (int fold = -1; fold < 10; fold++) {
                Optional<Integer> of = fold < 0 ? Optional.empty() : Optional.of(fold);
                seeds.add(NetworkSeeds.ofPopulation(seed, of));
                for (int neuron = 0; neuron < 100; neuron++) {
                    seeds.add(NetworkSeeds.ofNeuron(seed, of, neuron));
                }
            }
        }
        assertThat(seeds).hasSize(10 * 11 * 101);
    }
}
