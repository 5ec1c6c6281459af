package org.tonotopy.encoding.cochleagram;

import org.tonotopy.encoding.recording.Finding;

/** From sound to what the models hear: the compressed level of every band in every time bin. */
public final class Cochleagram {
    private Cochleagram() {}

    /** How many time bins a sound covers from their beginning to their end; what is left over belongs to none. */
    public static int bins(Waveform sound, double dtMs) {
        requirePositive(dtMs);
        return Frames.covered(sound.samples().length, sound.sampleRateHz(), dtMs);
    }

    /**
     * The cochleagram of a sound. Bin {@code k} covers {@code [k * dtMs, (k + 1) * dtMs)}, with no drift where that is not a
     * whole number of samples. Aligned {@code CAUSAL}, it depends on no sample at or after its end, bit by bit. Before and
     * after the sound there is silence.
     *
     * @param dtMs width of a time bin in milliseconds
     * @param bins how many, counted from the beginning of the sound; {@link #bins} has those that the sound fills
     * @return {@code bins * bands} levels, time-major: band {@code i} at bin {@code k} stands at {@code k * bands + i}
     * @throws SoundRefusedException if the settings do not suit the sampling rate of the sound, or a sample is not finite
     */
    public static float[] of(Waveform sound, FrontEnd frontEnd, double dtMs, int bins) throws SoundRefusedException {
        requirePositive(dtMs);
        requireBelowNyquist(sound, frontEnd);
        requireFinite(sound.samples());
        if ((long) bins * frontEnd.bands() > Integer.MAX_VALUE - 8) {
            throw new SoundRefusedException(
                    Finding.Code.TOO_LARGE,
                    bins + " bins of " + frontEnd.bands() + " bands are more than can be held at once.",
                    "Cut the sound into shorter stimuli, or use fewer bands or wider bins.");
        }
        Frames frames = Frames.of(frontEnd, sound.sampleRateHz(), dtMs, bins);
        BandLevels bank = frontEnd.scale() == FrequencyScale.GAMMATONE
                ? new GammatoneBank(frontEnd, sound.sampleRateHz(), frames)
                : new TriangleBank(frontEnd, sound.sampleRateHz(), frames);
        double[] magnitudes = bank.of(sound.samples());
        float[] levels = new float[magnitudes.length];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (float) frontEnd.compression().of(magnitudes[i]);
        }
        return levels;
    }

    private static void requirePositive(double dtMs) {
        if (!(dtMs > 0) || Double.isInfinite(dtMs)) {
            throw new IllegalArgumentException("dt_ms is " + dtMs + ": give a positive number of milliseconds");
        }
    }

    /** A band whose centre the sound cannot hold would be silence for a reason that no listener has. */
    private static void requireBelowNyquist(Waveform sound, FrontEnd frontEnd) throws SoundRefusedException {
        if (frontEnd.highestHz() >= sound.nyquistHz()) {
            throw new SoundRefusedException(
                    Finding.Code.UNSUITABLE_FRONT_END,
                    "It is sampled at " + sound.sampleRateHz() + " Hz and holds nothing above " + sound.nyquistHz()
                            + " Hz, but highest_hz is " + frontEnd.highestHz() + ".",
                    "Set highest_hz below " + sound.nyquistHz() + ", or bring the sound at a higher sampling rate.");
        }
    }

    private static void requireFinite(float[] samples) throws SoundRefusedException {
        for (int i = 0; i < samples.length; i++) {
            if (!Float.isFinite(samples[i])) {
                throw new SoundRefusedException(
                        Finding.Code.NOT_FINITE_STIMULUS,
                        "Sample " + i + " is " + samples[i] + ".",
                        "Replace what is not a number by silence, or leave the stimulus out.");
            }
        }
    }
}
