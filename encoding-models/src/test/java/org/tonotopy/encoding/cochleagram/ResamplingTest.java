package org.tonotopy.encoding.cochleagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResamplingTest {

    /** Root mean square from a tenth of a second on, where the beginning has died away. */
    private static double level(Waveform sound) {
        int from = (int) (sound.sampleRateHz() / 10);
        double sum = 0;
        for (int i = from; i < sound.samples().length; i++) {
            sum += (double) sound.samples()[i] * sound.samples()[i];
        }
        return 10 * Math.log10(sum / (sound.samples().length - from));
    }

    /** What is left of a sound without the best fit of one frequency. */
    private static double levelBeside(double hz, Waveform sound) {
        int from = (int) (sound.sampleRateHz() / 10);
        double step = 2 * Math.PI * hz / sound.sampleRateHz();
        double cosine = 0;
        double sine = 0;
        int count = sound.samples().length - from;
        for (int i = from; i < sound.samples().length; i++) {
            cosine += 2 * sound.samples()[i] * Math.cos(step * i) / count;
            sine += 2 * sound.samples()[i] * Math.sin(step * i) / count;
        }
        float[] rest = sound.samples().clone();
        for (int i = 0; i < rest.length; i++) {
            rest[i] -= (float) (cosine * Math.cos(step * i) + sine * Math.sin(step * i));
        }
        return level(new Waveform(sound.sampleRateHz(), rest));
    }

    @ParameterizedTest
    @CsvSource({"96000, 44100, 30000", "96000, 44100, 22100", "48828.125, 16000, 8100", "400000, 96000, 150000"})
    void whatTheNewRateCannotHoldIsSuppressed(double from, double to, double hz) {
        Waveform tone = Sounds.tone(hz, 1, from, (int) (from / 2));
        assertThat(level(Resampling.to(tone, to))).isLessThan(level(tone) - 75);
    }

    @ParameterizedTest
    @CsvSource({"96000, 44100, 1000", "48828.125, 44100, 15000", "11025, 48828.125, 4000", "44100, 192000, 17000"})
    void whatBothRatesHoldIsKeptAndNothingElseAppears(double from, double to, double hz) {
        Waveform tone = Sounds.tone(hz, 1, from, (int) (from / 2));
        Waveform resampled = Resampling.to(tone, to);
        assertThat(level(resampled)).isCloseTo(level(tone), within(0.05));
        // Whole periods only in the long run: the fit leaks a little.
        assertThat(levelBeside(hz, resampled)).isLessThan(level(tone) - 60);
    }

    @Test
    void laterSamplesChangeNoBitOfEarlierOnes() {
        Waveform sound = Sounds.noise(1, 48_828.125, 5000);
        float[] changed = sound.samples().clone();
        int from = 2500;
        Arrays.fill(changed, from, changed.length, 0.5f);
        for (double rate : new double[] {44_100, 16_000, 96_000}) {
            float[] first = Resampling.to(sound, rate).samples();
            float[] second =
                    Resampling.to(new Waveform(48_828.125, changed), rate).samples();
            int before = (int) Math.ceil(from * rate / 48_828.125);
            assertThat(Arrays.copyOf(second, before)).isEqualTo(Arrays.copyOf(first, before));
            assertThat(second[before + 3]).isNotEqualTo(first[before + 3]);
        }
    }

    @Test
    void aSoundKeepsItsLengthAndItsOnset() {
        Waveform click = Sounds.clicks(96_000, 96_000, 48_000);
        float[] resampled = Resampling.to(click, 48_000).samples();
        assertThat(resampled).hasSize(48_000);
        assertThat(Arrays.copyOf(resampled, 24_000)).containsOnly(0);
        int strongest = 0;
        for (int i = 0; i < resampled.length; i++) {
            strongest = Math.abs(resampled[i]) > Math.abs(resampled[strongest]) ? i : strongest;
        }
        assertThat(strongest).isBetween(24_000, 24_005);
    }
}
