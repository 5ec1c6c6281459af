package org.tonotopy.encoding.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What contrast is measured against, from the train stimuli alone, in the units in which the network sees them. One value
 * per band in each list.
 *
 * @param floor the level that counts as no sound: values above it are the non-negative cochleagram
 * @param least the least contrast
 * @param greatest the greatest contrast
 */
public record ContrastReference(List<Double> floor, List<Double> least, List<Double> greatest) {
    private static final double SILENT_SHARE = 0.01;

    /** Copies and checks. */
    public ContrastReference {
        floor = List.copyOf(floor);
        least = List.copyOf(least);
        greatest = List.copyOf(greatest);
        if (least.size() != floor.size() || greatest.size() != floor.size()) {
            throw new IllegalArgumentException("reference has " + floor.size() + " bands of floor, " + least.size()
                    + " of least and " + greatest.size() + " of greatest contrast: use one value for each band");
        }
        for (int band = 0; band < floor.size(); band++) {
            if (!Double.isFinite(floor.get(band)) || !(least.get(band) >= 0 && greatest.get(band) >= least.get(band))) {
                throw new IllegalArgumentException("reference is out of range in band " + band
                        + ": floor must be finite, and 0 <= least <= greatest contrast");
            }
        }
    }

    /** Number of bands. */
    int bands() {
        return floor.size();
    }

    /**
     * Measures train stimuli: the floor of a band is its first percentile (what dreams take for silence), the extremes of
     * its contrast are those over all bins with a whole window behind them.
     *
     * @param train the stimuli as the network will see them
     * @param bands bands of each
     * @param contrastBins length of the window
     * @throws IllegalArgumentException where no stimulus is as long as the window
     */
    public static ContrastReference measure(List<Clip> train, int bands, int contrastBins) {
        if (train.stream().allMatch(clip -> clip.bins() < contrastBins)) {
            throw new IllegalArgumentException(
                    "contrastBins is " + contrastBins + ": no train stimulus is as long as that");
        }
        List<Double> floor = new ArrayList<>();
        List<Double> least = new ArrayList<>();
        List<Double> greatest = new ArrayList<>();
        for (int band = 0; band < bands; band++) {
            double silence = silence(train, bands, band);
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (Clip clip : train) {
                for (int bin = contrastBins - 1; bin < clip.bins(); bin++) {
                    double contrast = contrast(clip, bands, band, bin, contrastBins, silence);
                    low = Math.min(low, contrast);
                    high = Math.max(high, contrast);
                }
            }
            floor.add(silence);
            least.add(low);
            greatest.add(high);
        }
        return new ContrastReference(floor, least, greatest);
    }

    private static double silence(List<Clip> train, int bands, int band) {
        double[] values = new double[train.stream().mapToInt(Clip::bins).sum()];
        int at = 0;
        for (Clip clip : train) {
            for (int bin = 0; bin < clip.bins(); bin++) {
                values[at++] = clip.input()[bin * bands + band];
            }
        }
        Arrays.sort(values);
        return values[(int) (SILENT_SHARE * values.length)];
    }

    private static double contrast(Clip clip, int bands, int band, int bin, int contrastBins, double silence) {
        double sum = 0;
        for (int i = bin - contrastBins + 1; i <= bin; i++) {
            sum += Math.max(clip.input()[i * bands + band] - silence, 0);
        }
        if (sum == 0) {
            return 0;
        }
        double mean = sum / contrastBins;
        double squares = 0;
        for (int i = bin - contrastBins + 1; i <= bin; i++) {
            double centred = Math.max(clip.input()[i * bands + band] - silence, 0) - mean;
            squares += centred * centred;
        }
        return Math.sqrt(squares / contrastBins) / mean;
    }
}
