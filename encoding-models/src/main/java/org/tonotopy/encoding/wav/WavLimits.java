package org.tonotopy.encoding.wav;

/**
 * How much of a WAV file is believed.
 *
 * @param maxSamples samples of one channel
 * @param maxChannels channels
 */
public record WavLimits(int maxSamples, int maxChannels) {

    public WavLimits {
        if (maxSamples < 1 || maxChannels < 1) {
            throw new IllegalArgumentException("every limit must be at least 1");
        }
    }

    /** Twenty minutes at 48 kHz, which is 256 MiB of memory; 64 channels. */
    public static WavLimits standard() {
        return new WavLimits(1 << 26, 64);
    }
}
