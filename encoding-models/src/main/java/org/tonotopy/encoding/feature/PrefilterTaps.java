package org.tonotopy.encoding.feature;

import java.util.Arrays;
import java.util.List;
import org.tonotopy.encoding.network.Clip;

/** The filters of a prefilter's bands before they are rectified, read from its slopes where the rectifier is open. */
final class PrefilterTaps {
    private final int kernelBins;
    private final ImageAxes axes;
    /** {@code [channel][lag * bands + band]}. */
    private final float[][] taps;

    private PrefilterTaps(int kernelBins, ImageAxes axes, float[][] taps) {
        this.kernelBins = kernelBins;
        this.axes = axes;
        this.taps = taps;
    }

    /**
     * Reads them.
     *
     * @param kernelBins length of the filters
     * @param axes of images over the cochleagram
     */
    static PrefilterTaps of(BehindPrefilter prefilter, int kernelBins, ImageAxes axes) {
        float[][] taps = new float[prefilter.channels().size()][kernelBins * prefilter.bands()];
        for (int level = -1; level <= 1; level += 2) {
            // A sudden change in the last bin opens the rectifier of each filter in one of the two directions.
            int bands = prefilter.bands();
            float[] change = new float[kernelBins * bands];
            Arrays.fill(change, (kernelBins - 1) * bands, kernelBins * bands, level);
            ResponsePass pass = prefilter.filter().respond(List.of(new Clip(kernelBins, change)));
            for (int channel = 0; channel < taps.length; channel++) {
                float[] cotangent = new float[kernelBins * taps.length * bands];
                int last = (kernelBins - 1) * taps.length * bands + channel * bands;
                Arrays.fill(cotangent, last, last + bands, 1);
                float[] slopes = pass.inputGradients(List.of(cotangent)).get(0);
                for (int i = 0; i < slopes.length; i++) {
                    // A closed rectifier has no slope, so one of the two directions adds nothing.
                    taps[channel][(kernelBins - 1 - i / bands) * bands + i % bands] += slopes[i];
                }
            }
        }
        return new PrefilterTaps(kernelBins, axes, taps);
    }

    /** The filter over the cochleagram that this and a filter over the channels make together. */
    FeatureImage before(FeatureImage filter) {
        int bands = axes.bands();
        int bins = filter.bins() + kernelBins - 1;
        float[] values = new float[bins * bands];
        for (int band = 0; band < bands; band++) {
            for (int lag = 0; lag < bins; lag++) {
                double sum = 0;
                for (int own = Math.max(0, lag - kernelBins + 1); own <= Math.min(lag, filter.bins() - 1); own++) {
                    for (int channel = 0; channel < taps.length; channel++) {
                        sum += (double) filter.at(channel, band, own) * taps[channel][(lag - own) * bands + band];
                    }
                }
                values[(bins - 1 - lag) * bands + band] = (float) sum;
            }
        }
        return new FeatureImage(axes, values);
    }
}
