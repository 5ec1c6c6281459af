package org.tonotopy.encoding.cochleagram;

import java.util.SplittableRandom;

/** Sounds whose cochleagrams are known beforehand. */
final class Sounds {
    private Sounds() {}

    static Waveform tone(double hz, double amplitude, double rateHz, int samples) {
        float[] tone = new float[samples];
        for (int i = 0; i < samples; i++) {
            tone[i] = (float) (amplitude * Math.sin(2 * Math.PI * hz * i / rateHz));
        }
        return new Waveform(rateHz, tone);
    }

    static Waveform noise(double amplitude, double rateHz, int samples) {
        SplittableRandom random = new SplittableRandom(5);
        float[] noise = new float[samples];
        for (int i = 0; i < samples; i++) {
            noise[i] = (float) (amplitude * random.nextDouble(-1, 1));
        }
        return new Waveform(rateHz, noise);
    }

    static Waveform clicks(double rateHz, int samples, int... at) {
        float[] clicks = new float[samples];
        for (int sample : at) {
            clicks[sample] = 1;
        }
        return new Waveform(rateHz, clicks);
    }
}
