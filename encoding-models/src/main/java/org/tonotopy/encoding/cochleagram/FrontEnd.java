package org.tonotopy.encoding.cochleagram;

import java.util.ArrayList;
import java.util.List;

/**
 * The settings of a cochleagram.
 *
 * @param scale where the bands lie
 * @param bands number of bands
 * @param lowestHz centre of the lowest band
 * @param highestHz centre of the highest band
 * @param windowMs length of the window of a short-time level, which ends with its time bin
 * @param compression of the level
 * @param alignment which samples a time bin may use
 */
public record FrontEnd(
        FrequencyScale scale,
        int bands,
        double lowestHz,
        double highestHz,
        double windowMs,
        Compression compression,
        Alignment alignment) {
    private static final int MOST_BANDS = 2000;
    private static final double HIGHEST_HZ = 500_000;
    private static final double LONGEST_WINDOW_MS = 200;

    /** Which samples a time bin may use. */
    public enum Alignment {
        /** None after its end: bin {@code k} covers {@code [k * dt, (k + 1) * dt)}. */
        CAUSAL,
        /** One hop of look-ahead, and a hop of whole samples: how the NS1 cochleagrams were published. */
        PUBLISHED_NS1
    }

    /** @throws IllegalArgumentException where a setting is out of range; says which, and what would do */
    public FrontEnd {
        if (bands < 1 || bands > MOST_BANDS) {
            throw new IllegalArgumentException("bands is " + bands + ": give a number from 1 to " + MOST_BANDS);
        }
        if (!(lowestHz > 0 && lowestHz < HIGHEST_HZ)) {
            throw new IllegalArgumentException("lowest_hz is " + lowestHz + ": give a positive frequency");
        }
        if (!(highestHz > lowestHz && highestHz <= HIGHEST_HZ)) {
            throw new IllegalArgumentException("highest_hz is " + highestHz + ": give a frequency above lowest_hz, "
                    + lowestHz + ", and at most " + HIGHEST_HZ);
        }
        if (!(windowMs > 0 && windowMs <= LONGEST_WINDOW_MS)) {
            throw new IllegalArgumentException(
                    "window_ms is " + windowMs + ": give a length above 0, at most " + LONGEST_WINDOW_MS);
        }
        if (alignment == Alignment.PUBLISHED_NS1 && scale == FrequencyScale.GAMMATONE) {
            throw new IllegalArgumentException(
                    "alignment is PUBLISHED_NS1, which only a bank of triangles has: choose CAUSAL for GAMMATONE");
        }
    }

    /**
     * The bands and the window of the NS1 cochleagrams, causal: 34 bands, six per octave from 500 Hz, a window of 10 ms.
     * The floor lies below the quantisation noise of 16 bits. Needs a sampling rate above 45,255 Hz.
     */
    public static FrontEnd standard() {
        return naturalSounds(new Compression.Decibel(-60), Alignment.CAUSAL);
    }

    /**
     * How the NS1 cochleagrams were published (Harper 2016, Rahman 2020), with their look-ahead; at 5 ms and 48,828.125 Hz
     * the window has 488 samples, the hop 244, the Fourier transform 1952.
     */
    public static FrontEnd publishedNs1() {
        return naturalSounds(new Compression.Decibel(-300), Alignment.PUBLISHED_NS1);
    }

    private static FrontEnd naturalSounds(Compression compression, Alignment alignment) {
        return new FrontEnd(FrequencyScale.LOG, 34, 500, 500 * Math.pow(2, 33 / 6.0), 10, compression, alignment);
    }

    /**
     * The centre of every band, from low to high: equal steps on the scale from {@code lowestHz} to {@code highestHz}. A
     * single band lies halfway between them.
     */
    public List<Double> centerFrequenciesHz() {
        List<Double> centres = new ArrayList<>();
        for (int band = 0; band < bands; band++) {
            centres.add(scale.hz(position(band)));
        }
        return List.copyOf(centres);
    }

    /** Where the centre of a band lies on the scale; band -1 and band {@code bands} are those just outside. */
    double position(int band) {
        double lowest = scale.position(lowestHz);
        double highest = scale.position(highestHz);
        return bands == 1
                ? lowest + (band + 1) * (highest - lowest) / 2
                : lowest + band * (highest - lowest) / (bands - 1);
    }
}
