package org.tonotopy.encoding.network;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Clips of given lengths with inputs and cotangents between -1 and 1.
 *
 * @param clips the inputs
 * @param cotangents one per clip, shaped as its response
 */
public record RandomBatch(List<Clip> clips, List<float[]> cotangents) {

    /** Draws a batch. */
    public static RandomBatch draw(NetworkShape shape, long seed, int... bins) {
        SplittableRandom random = new SplittableRandom(seed);
        return new RandomBatch(
                IntStream.of(bins)
                        .mapToObj(length -> new Clip(length, values(length * shape.bands(), random)))
                        .toList(),
                IntStream.of(bins)
                        .mapToObj(length -> values(length * shape.neurons(), random))
                        .toList());
    }

    private static float[] values(int length, SplittableRandom random) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) (random.nextDouble() * 2 - 1);
        }
        return values;
    }
}
