package org.tonotopy.encoding.feature;

import java.util.List;
import org.tonotopy.encoding.response.InputScaling;

/**
 * What the rows and columns of an image over frequency and time are.
 *
 * @param channels names of its channels; one for a cochleagram
 * @param centerFrequenciesHz centre of each band
 * @param dtMs width of a bin in milliseconds
 * @param scaling from decibels to the units of the model's input: one unit is {@code scaling.deviation()} dB
 */
public record ImageAxes(List<String> channels, List<Double> centerFrequenciesHz, double dtMs, InputScaling scaling) {
    /** The channel of an image that lies over the cochleagram itself. */
    public static final List<String> COCHLEAGRAM = List.of("cochleagram");

    /** Copies the lists. */
    public ImageAxes {
        channels = List.copyOf(channels);
        centerFrequenciesHz = List.copyOf(centerFrequenciesHz);
    }

    /** Number of bands. */
    public int bands() {
        return centerFrequenciesHz.size();
    }

    /** Values per bin. */
    public int width() {
        return channels.size() * bands();
    }

    /** The same over the output channels of a prefilter. */
    ImageAxes withChannels(List<String> names) {
        return new ImageAxes(names, centerFrequenciesHz, dtMs, scaling);
    }
}
