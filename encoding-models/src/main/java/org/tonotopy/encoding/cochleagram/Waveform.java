package org.tonotopy.encoding.cochleagram;

/**
 * One channel of sound.
 *
 * @param sampleRateHz samples per second
 * @param samples pressure in units of full scale; kept, not copied
 */
public record Waveform(double sampleRateHz, float[] samples) {

    /** @throws IllegalArgumentException where the rate is not a positive number */
    public Waveform {
        if (!(sampleRateHz > 0) || Double.isInfinite(sampleRateHz)) {
            throw new IllegalArgumentException("a sampling rate of " + sampleRateHz + " Hz is not possible");
        }
    }

    /** Above this frequency the samples say nothing. */
    public double nyquistHz() {
        return sampleRateHz / 2;
    }

    /** Length in milliseconds. */
    public double durationMs() {
        return 1000 * samples.length / sampleRateHz;
    }
}
