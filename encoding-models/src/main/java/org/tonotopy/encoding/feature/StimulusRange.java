package org.tonotopy.encoding.feature;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.tonotopy.encoding.network.Clip;

/**
 * Between which values the train stimuli lie: 1st and 99th percentile, interpolated linearly.
 *
 * @param low of each band
 * @param high of each band
 * @param lowest of all bands together
 * @param highest of all bands together
 */
public record StimulusRange(List<Double> low, List<Double> high, double lowest, double highest) {
    private static final double PERCENT = 0.01;

    /** Copies the lists. */
    public StimulusRange {
        low = List.copyOf(low);
        high = List.copyOf(high);
    }

    /** Measures clips of the same number of bands. */
    public static StimulusRange of(List<Clip> clips, int bands) {
        int bins = clips.stream().mapToInt(Clip::bins).sum();
        float[] all = new float[bins * bands];
        float[][] byBand = new float[bands][bins];
        int bin = 0;
        for (Clip clip : clips) {
            System.arraycopy(clip.input(), 0, all, bin * bands, clip.input().length);
            for (int i = 0; i < clip.input().length; i++) {
                byBand[i % bands][bin + i / bands] = clip.input()[i];
            }
            bin += clip.bins();
        }
        Arrays.sort(all);
        IntStream.range(0, bands).forEach(band -> Arrays.sort(byBand[band]));
        return new StimulusRange(
                Arrays.stream(byBand).map(sorted -> quantile(sorted, PERCENT)).toList(),
                Arrays.stream(byBand)
                        .map(sorted -> quantile(sorted, 1 - PERCENT))
                        .toList(),
                quantile(all, PERCENT),
                quantile(all, 1 - PERCENT));
    }

    private static double quantile(float[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
