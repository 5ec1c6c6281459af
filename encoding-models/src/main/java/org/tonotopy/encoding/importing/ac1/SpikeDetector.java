package org.tonotopy.encoding.importing.ac1;

import java.util.Arrays;

/**
 * Finds the spikes in what an electrode on a cell records. The running median of 10 ms is taken away, which is the slow part;
 * a spike is where the rest goes beyond five times the noise to either side, and the next one comes at least 2 ms later. The
 * noise is the median of the rest without its sign, over 0.6745: the standard deviation, were there no spikes.
 *
 * <p>The median is that of Asari &amp; Zador (2009, J Neurophysiol 102:2638); the threshold that of Quiroga, Nadasdy &amp;
 * Ben-Shaul (2004, Neural Comput 16:1661).
 */
final class SpikeDetector {

    private static final double MEDIAN_MS = 10;
    private static final double REFRACTORY_MS = 2;
    private static final double NORMAL_QUARTILE = 0.6745;
    private static final double THRESHOLD = 5;

    private SpikeDetector() {}

    /**
     * The samples with which spikes begin, increasing.
     *
     * @param samples finite
     */
    static int[] detect(double[] samples, double rateHz) {
        double[] rest = withoutSlowPart(samples, (int) Math.round(MEDIAN_MS * rateHz / 2000));
        double threshold = THRESHOLD * noise(rest);
        int refractory = (int) Math.ceil(REFRACTORY_MS * rateHz / 1000);
        int[] spikes = new int[rest.length / refractory + 1];
        int count = 0;
        int next = 0;
        while (next < rest.length) {
            boolean spike = Math.abs(rest[next]) > threshold;
            if (spike) {
                spikes[count++] = next;
            }
            next += spike ? refractory : 1;
        }
        return Arrays.copyOf(spikes, count);
    }

    private static double noise(double[] rest) {
        double[] sizes = Arrays.stream(rest).map(Math::abs).sorted().toArray();
        return sizes.length == 0 ? 0 : sizes[sizes.length / 2] / NORMAL_QUARTILE;
    }

    /** @param reach samples to each side of which, with the one between, the median is taken; fewer at the ends */
    static double[] withoutSlowPart(double[] samples, int reach) {
        double[] rest = new double[samples.length];
        double[] window = new double[2 * reach + 1];
        int size = 0;
        for (int next = 0; next < samples.length + reach; next++) {
            int left = next - window.length;
            if (left >= 0) {
                remove(window, size--, samples[left]);
            }
            if (next < samples.length) {
                insert(window, size++, samples[next]);
            }
            int center = next - reach;
            if (center >= 0) {
                rest[center] = samples[center] - window[size / 2];
            }
        }
        return rest;
    }

    private static void insert(double[] sorted, int size, double value) {
        int found = Arrays.binarySearch(sorted, 0, size, value);
        int at = found < 0 ? -found - 1 : found;
        System.arraycopy(sorted, at, sorted, at + 1, size - at);
        sorted[at] = value;
    }

    private static void remove(double[] sorted, int size, double value) {
        int at = Arrays.binarySearch(sorted, 0, size, value);
        System.arraycopy(sorted, at + 1, sorted, at, size - at - 1);
    }
}
