package org.tonotopy.encoding.simulation;

import java.util.SplittableRandom;

/**
 * Random numbers that are the same on every machine: the algorithm of {@link SplittableRandom} is specified, and
 * {@link StrictMath} makes the rest of them.
 */
final class RandomNumbers {

    private final SplittableRandom source;

    RandomNumbers(long seed) {
        this(new SplittableRandom(seed));
    }

    private RandomNumbers(SplittableRandom source) {
        this.source = source;
    }

    /** An independent source, so that what is drawn here does not move what is drawn there. */
    RandomNumbers split() {
        return new RandomNumbers(source.split());
    }

    /** Uniform from {@code low} to {@code high}. */
    double between(double low, double high) {
        return low + (high - low) * source.nextDouble();
    }

    /** A whole number from {@code low} to {@code high}, both included. */
    int wholeBetween(int low, int high) {
        return source.nextInt(low, high + 1);
    }

    /** True with this probability. */
    boolean chance(double probability) {
        return source.nextDouble() < probability;
    }

    /** Normal with mean 0 and deviation 1 (Box and Muller 1958). */
    double normal() {
        double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - source.nextDouble()));
        return radius * StrictMath.cos(2 * StrictMath.PI * source.nextDouble());
    }

    /** Poisson with this mean (Knuth 1969), at most 255. */
    int poisson(double mean) {
        double limit = StrictMath.exp(-mean);
        double product = source.nextDouble();
        int count = 0;
        while (product > limit && count < 255) {
            product *= source.nextDouble();
            count++;
        }
        return count;
    }
}
