package org.tonotopy.encoding.simulation;

import java.util.Arrays;

/**
 * Makes clips directly as cochleagrams: chords, bands of noise that may be modulated in amplitude, and sweeps, with
 * silences between them. Scenes that are busy and loud alternate with scenes that are sparse and quiet, about once a
 * second, so that there is a context to remember.
 */
final class SoundGenerator {

    /** Level of silence. */
    static final double FLOOR_DB = 10;

    /** Levels are rounded to this, so that the file stays small. */
    private static final double STEP_DB = 0.5;

    private static final int RAMP_BINS = 2;

    private final int bins;
    private final int bands;
    private final double dtMs;

    SoundGenerator(int bins, int bands, double dtMs) {
        this.bins = bins;
        this.bands = bands;
        this.dtMs = dtMs;
    }

    /** One clip in dB, time-major. */
    float[] clip(RandomNumbers random) {
        double[] energy = new double[bins * bands];
        Arrays.fill(energy, StrictMath.pow(10, FLOOR_DB / 10));
        int start = random.wholeBetween(10, 60);
        boolean busy = random.chance(0.5);
        int sceneEnd = random.wholeBetween(100, 300);
        while (start < bins) {
            if (start >= sceneEnd) {
                busy = !busy;
                sceneEnd = start + random.wholeBetween(140, 320);
            }
            int duration = random.wholeBetween(8, 50);
            addEvent(energy, start, duration, busy, random);
            if (busy) {
                addEvent(energy, start + random.wholeBetween(0, 15), random.wholeBetween(8, 50), true, random);
            }
            start += duration + (busy ? random.wholeBetween(0, 20) : random.wholeBetween(15, 90));
        }
        float[] levels = new float[energy.length];
        for (int i = 0; i < energy.length; i++) {
            double decibels = 10 * StrictMath.log10(energy[i]) + 0.7 * random.normal();
            levels[i] = (float) (Math.rint(decibels / STEP_DB) * STEP_DB);
        }
        return levels;
    }

    private void addEvent(double[] energy, int start, int duration, boolean busy, RandomNumbers random) {
        double decibels = busy ? random.between(48, 60) : random.between(40, 52);
        switch (random.wholeBetween(0, 3)) {
            case 0 -> addChord(energy, start, duration, decibels, random);
            case 1 -> addNoise(energy, start, duration, decibels, 0, random);
            case 2 -> addNoise(energy, start, duration, decibels, random.between(4, 20), random);
            default -> addSweep(energy, start, duration, decibels, random);
        }
    }

    private void addChord(double[] energy, int start, int duration, double decibels, RandomNumbers random) {
        int tones = random.wholeBetween(1, 3);
        for (int tone = 0; tone < tones; tone++) {
            double centre = random.between(0, bands - 1);
            for (int t = 0; t < duration; t++) {
                addBump(energy, start + t, centre, 0.8, decibels + ramp(t, duration));
            }
        }
    }

    private void addNoise(
            double[] energy, int start, int duration, double decibels, double modulationHz, RandomNumbers random) {
        double centre = random.between(0, bands - 1);
        double width = random.between(1.5, 5);
        for (int t = 0; t < duration; t++) {
            double phase = 2 * StrictMath.PI * modulationHz * t * dtMs / 1000;
            double modulation = modulationHz == 0 ? 0 : -12 * (1 - StrictMath.cos(phase));
            addBump(energy, start + t, centre, width, decibels + modulation + ramp(t, duration) + 2 * random.normal());
        }
    }

    private void addSweep(double[] energy, int start, int duration, double decibels, RandomNumbers random) {
        double from = random.between(0, bands - 1);
        double to = random.between(0, bands - 1);
        for (int t = 0; t < duration; t++) {
            addBump(energy, start + t, from + (to - from) * t / duration, 1, decibels + ramp(t, duration));
        }
    }

    private static double ramp(int t, int duration) {
        int fromEdge = Math.min(t, duration - 1 - t);
        return fromEdge >= RAMP_BINS ? 0 : -8.0 * (RAMP_BINS - fromEdge);
    }

    /** Energy around a centre frequency, which may lie between two bands. */
    private void addBump(double[] energy, int bin, double centre, double width, double decibels) {
        if (bin >= bins) {
            return;
        }
        for (int band = 0; band < bands; band++) {
            double distance = (band - centre) / width;
            // exp(-d^2/2) in energy, written in decibels.
            double level = decibels - 5 * distance * distance / StrictMath.log(10);
            if (level > 0) {
                energy[bin * bands + band] += StrictMath.pow(10, level / 10);
            }
        }
    }
}
