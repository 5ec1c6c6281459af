package org.tonotopy.encoding.feature.dream;

import java.util.SplittableRandom;
import org.tonotopy.encoding.feature.ResponseTarget;

/** Where a climb's random numbers come from: seed, target and restart alone, so that no other climb moves them. */
final class DreamNoise {
    private DreamNoise() {}

    static SplittableRandom source(long seed, ResponseTarget target, int restart) {
        // Each draw scatters its key, so that neighbouring neurons and seeds have nothing in common.
        long key = new SplittableRandom(seed).nextLong() ^ restart;
        for (int neuron : target.neurons()) {
            key = new SplittableRandom(key).nextLong() ^ neuron;
        }
        return new SplittableRandom(new SplittableRandom(key).nextLong());
    }
}
