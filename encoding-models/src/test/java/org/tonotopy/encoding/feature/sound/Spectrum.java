package org.tonotopy.encoding.feature.sound;

/** What frequencies a stretch of a sound holds, by the definition of the Fourier transform, behind a Hann window. */
final class Spectrum {
    private final double[] windowed;

    Spectrum(Sound sound, double fromMs, double toMs) {
        int from = (int) (fromMs * Sound.SAMPLES_PER_SECOND / 1000);
        windowed = new double[(int) ((toMs - fromMs) * Sound.SAMPLES_PER_SECOND / 1000)];
        for (int sample = 0; sample < windowed.length; sample++) {
            double window = 1 - Math.cos(2 * Math.PI * sample / windowed.length);
            windowed[sample] = sound.samples()[from + sample] * window;
        }
    }

    /** Level at one frequency, in dB; a sine of amplitude 1 has 0. */
    double levelAt(double hz) {
        return decibels(powerAt(hz));
    }

    /** Level of all between two frequencies, in dB; the same for one sine and for several of the same power. */
    double levelBetween(double lowHz, double highHz) {
        double step = (double) Sound.SAMPLES_PER_SECOND / windowed.length;
        double power = 0;
        for (double hz = lowHz; hz < highHz; hz += step) {
            power += powerAt(hz);
        }
        // The window spreads the power of a sine over frequencies: one and a half times as much in all.
        return decibels(power / 1.5);
    }

    private double powerAt(double hz) {
        double turn = 2 * Math.PI * hz / Sound.SAMPLES_PER_SECOND;
        double turnCosine = Math.cos(turn);
        double turnSine = Math.sin(turn);
        double cosine = 1;
        double sine = 0;
        double even = 0;
        double odd = 0;
        for (double sample : windowed) {
            even += sample * cosine;
            odd += sample * sine;
            double turned = cosine * turnCosine - sine * turnSine;
            sine = sine * turnCosine + cosine * turnSine;
            cosine = turned;
        }
        double amplitude = 2 * Math.hypot(even, odd) / windowed.length;
        return amplitude * amplitude;
    }

    private static double decibels(double power) {
        return 10 * Math.log10(power);
    }
}
