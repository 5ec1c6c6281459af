package org.tonotopy.encoding.cochleagram;

/**
 * Sounds at another sampling rate, without what the new rate cannot hold, and without look-ahead: a sample at time {@code t}
 * depends on no sample after {@code t}.
 *
 * <p>A windowed sinc would be symmetric and look ahead by half its length; delayed by as much it would set sounds late against
 * spikes. Its minimum-phase counterpart has the same magnitudes and begins at once: it is late by 3 samples of the lower rate
 * at low frequencies, by 10 at the edge of what it keeps. As in Smith's bandlimited interpolation (2002) the impulse response
 * is tabulated finely and read in between, so that any two rates go together.
 */
public final class Resampling {
    /** Made when it is first needed: that takes longer than most sounds do. */
    private static final class Shared {
        private static final MinimumPhaseLowpass LOWPASS = new MinimumPhaseLowpass();
    }

    private Resampling() {}

    /**
     * A sound at another rate. What lies below 0.8 times the lower of both Nyquist frequencies is kept, what lies above that
     * Nyquist frequency is at least 80 dB weaker.
     *
     * @param rateHz samples per second that are wanted
     * @return as long as the sound, up to a sample; the same sound where the rate is the one that it has
     */
    public static Waveform to(Waveform sound, double rateHz) {
        if (rateHz == sound.sampleRateHz()) {
            return sound;
        }
        double samples = Math.ceil(sound.samples().length * (rateHz / sound.sampleRateHz()) - 1e-6);
        if (!(rateHz > 0) || samples > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("a sound of " + sound.samples().length + " samples at "
                    + sound.sampleRateHz() + " Hz cannot be brought to " + rateHz + " Hz");
        }
        MinimumPhaseLowpass lowpass = Shared.LOWPASS;
        double lower = Math.min(rateHz, sound.sampleRateHz());
        // Measured in samples of the lower rate, the unit of the filter.
        double step = lower / sound.sampleRateHz();
        float[] resampled = new float[(int) samples];
        for (int i = 0; i < resampled.length; i++) {
            double time = i / rateHz * sound.sampleRateHz();
            int newest = (int) Math.floor(time + 1e-7);
            double age = Math.max(0, (time - newest) * step);
            resampled[i] = (float) filtered(sound.samples(), newest, age, step, lowpass);
        }
        return new Waveform(rateHz, resampled);
    }

    private static double filtered(float[] samples, int newest, double age, double step, MinimumPhaseLowpass lowpass) {
        double sum = 0;
        double lag = age;
        for (int sample = newest; sample >= 0 && lag < lowpass.length(); sample--) {
            if (sample < samples.length) {
                sum += samples[sample] * lowpass.at(lag);
            }
            lag += step;
        }
        return sum * step;
    }
}
