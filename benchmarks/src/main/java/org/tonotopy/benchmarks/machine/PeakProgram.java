package org.tonotopy.benchmarks.machine;

import java.util.Locale;
import java.util.stream.IntStream;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.tonotopy.encoding.parallel.ParallelLoop;

/**
 * Measures how many fused multiply-adds of floats a core can do, and two together, and prints one line of JSON: twelve
 * chains in registers, no memory.
 */
public final class PeakProgram {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int CHAINS = 12;
    private static final int LENGTH = 1_000_000;
    private static final int ROUNDS = 400;
    private static final int WARM_ROUNDS = 50;

    private PeakProgram() {}

    /** Runs the program. */
    public static void main(String[] arguments) {
        System.out.printf(
                Locale.ROOT,
                "{\"lanes\": %d, \"one_core_gigaflops\": %.1f, \"two_cores_gigaflops\": %.1f}%n",
                SPECIES.length(),
                gigaflops(1),
                gigaflops(2));
    }

    private static double gigaflops(int threads) {
        ParallelLoop loop = ParallelLoop.of(threads);
        float[] sums = new float[threads];
        loop.forEach(threads, thread -> sums[thread] += run(WARM_ROUNDS));
        long begin = System.nanoTime();
        loop.forEach(threads, thread -> sums[thread] += run(ROUNDS));
        double seconds = (System.nanoTime() - begin) / 1e9;
        if (IntStream.range(0, threads).anyMatch(thread -> Float.isNaN(sums[thread]))) {
            throw new IllegalStateException("the chains left the numbers");
        }
        return 2.0 * CHAINS * SPECIES.length() * LENGTH * ROUNDS * threads / seconds / 1e9;
    }

    private static float run(int rounds) {
        float sum = 0;
        for (int round = 0; round < rounds; round++) {
            sum += chains(LENGTH, 0.5f);
        }
        return sum;
    }

    private static float chains(int length, float factor) {
        FloatVector half = FloatVector.broadcast(SPECIES, factor);
        FloatVector c0 = half;
        FloatVector c1 = half;
        FloatVector c2 = half;
        FloatVector c3 = half;
        FloatVector c4 = half;
        FloatVector c5 = half;
        FloatVector c6 = half;
        FloatVector c7 = half;
        FloatVector c8 = half;
        FloatVector c9 = half;
        FloatVector c10 = half;
        FloatVector c11 = half;
        for (int i = 0; i < length; i++) {
            c0 = c0.fma(half, half);
            c1 = c1.fma(half, half);
            c2 = c2.fma(half, half);
            c3 = c3.fma(half, half);
            c4 = c4.fma(half, half);
            c5 = c5.fma(half, half);
            c6 = c6.fma(half, half);
            c7 = c7.fma(half, half);
            c8 = c8.fma(half, half);
            c9 = c9.fma(half, half);
            c10 = c10.fma(half, half);
            c11 = c11.fma(half, half);
        }
        FloatVector low = c0.add(c1).add(c2).add(c3).add(c4).add(c5);
        return low.add(c6).add(c7).add(c8).add(c9).add(c10).add(c11).lane(0);
    }
}
