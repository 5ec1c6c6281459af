package org.tonotopy.encoding.feature.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.List;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tonotopy.encoding.feature.FeatureImage;
import org.tonotopy.encoding.feature.ImageAxes;
import org.tonotopy.encoding.response.InputScaling;

class ResynthesisTest {
    private static final double BIN_MS = 10;
    private static final int BINS = 60;
    private static final double DECIBELS_PER_UNIT = 10;
    private static final List<Double> CENTRES = List.of(500.0, 1000.0, 2000.0, 4000.0);

    /** Levels in dB, [band][bin]. */
    private static FeatureImage image(List<Double> centres, double[][] levels) {
        int bins = levels[0].length;
        float[] values = new float[bins * centres.size()];
        for (int bin = 0; bin < bins; bin++) {
            for (int band = 0; band < centres.size(); band++) {
                values[bin * centres.size() + band] = (float) (levels[band][bin] / DECIBELS_PER_UNIT);
            }
        }
        return new FeatureImage(
                new ImageAxes(ImageAxes.COCHLEAGRAM, centres, BIN_MS, new InputScaling(70, DECIBELS_PER_UNIT)), values);
    }

    private static FeatureImage steady(List<Double> centres, double... levels) {
        return image(
                centres,
                Arrays.stream(levels)
                        .mapToObj(level -> {
                            double[] bins = new double[BINS];
                            Arrays.fill(bins, level);
                            return bins;
                        })
                        .toArray(double[][]::new));
    }

    private static Sound sound(FeatureImage image, Carrier carrier) {
        return Resynthesis.of(image, carrier, 1).orElseThrow();
    }

    /** Of the inner part of a band: the window of a short stretch reaches beyond its edges. */
    private static double level(Spectrum spectrum, int band) {
        return spectrum.levelBetween(CENTRES.get(band) / 1.3, CENTRES.get(band) * 1.3);
    }

    @ParameterizedTest
    @EnumSource(Carrier.class)
    void aBandThatIsLitForAWhileSoundsThenAndThereAndHardlyElsewhere(Carrier carrier) {
        double[][] levels = new double[CENTRES.size()][BINS];
        Arrays.stream(levels).forEach(band -> Arrays.fill(band, -80));
        Arrays.fill(levels[2], 30, 40, 0);

        Sound sound = sound(image(CENTRES, levels), carrier);

        assertThat(1000.0 * sound.samples().length / Sound.SAMPLES_PER_SECOND).isCloseTo(BINS * BIN_MS, within(0.02));
        Spectrum lit = new Spectrum(sound, 300, 400);
        Spectrum before = new Spectrum(sound, 150, 250);
        Spectrum after = new Spectrum(sound, 450, 550);
        double loud = level(lit, 2);
        for (int band = 0; band < CENTRES.size(); band++) {
            if (band != 2) {
                assertThat(level(lit, band)).as("band " + band).isLessThan(loud - 50);
            }
            assertThat(level(before, band)).isLessThan(loud - 60);
            assertThat(level(after, band)).isLessThan(loud - 60);
        }
    }

    @ParameterizedTest
    @EnumSource(Carrier.class)
    void differencesBetweenBandsAreThoseOfTheLevels(Carrier carrier) {
        Spectrum spectrum = new Spectrum(sound(steady(CENTRES, -20, 0, -6, -40), carrier), 50, 550);
        double root = Math.sqrt(2);
        double[] measured = CENTRES.stream()
                .mapToDouble(centre -> spectrum.levelBetween(centre / root, centre * root))
                .toArray();

        assertThat(measured[0] - measured[1]).isCloseTo(-20, within(1.0));
        assertThat(measured[2] - measured[1]).isCloseTo(-6, within(1.0));
        assertThat(measured[3] - measured[1]).isCloseTo(-40, within(1.0));
    }

    @Test
    void differencesBetweenTimesAreThoseOfTheLevels() {
        double[][] levels = new double[CENTRES.size()][BINS];
        Arrays.stream(levels).forEach(band -> Arrays.fill(band, -90));
        Arrays.fill(levels[1], 0, 20, -30);
        Arrays.fill(levels[1], 20, 40, 0);
        Arrays.fill(levels[1], 40, 60, -12);

        Sound sound = sound(image(CENTRES, levels), Carrier.TONES);

        double loud = new Spectrum(sound, 220, 380).levelAt(1000);
        assertThat(new Spectrum(sound, 20, 180).levelAt(1000) - loud).isCloseTo(-30, within(1.0));
        assertThat(new Spectrum(sound, 420, 580).levelAt(1000) - loud).isCloseTo(-12, within(1.0));
    }

    @ParameterizedTest
    @EnumSource(Carrier.class)
    void theAbsoluteLevelIsLostAndThePeakIsThreeDecibelsBelowFullScale(Carrier carrier) {
        Sound quiet = sound(steady(CENTRES, -1060, -1000, -1010, -1040), carrier);
        Sound loud = sound(steady(CENTRES, 5940, 6000, 5990, 5960), carrier);

        assertThat(loud.samples()).isEqualTo(quiet.samples());
        float largest = 0;
        for (float sample : loud.samples()) {
            largest = Math.max(largest, Math.abs(sample));
        }
        assertThat(20 * Math.log10(largest)).isCloseTo(-3, within(1e-4));
    }

    @ParameterizedTest
    @EnumSource(Carrier.class)
    void itBeginsAndEndsInSilence(Carrier carrier) {
        float[] samples = sound(steady(CENTRES, 0, 0, 0, 0), carrier).samples();

        for (int sample = 0; sample < 5; sample++) {
            assertThat(samples[sample]).isCloseTo(0, within(1e-3f));
            assertThat(samples[samples.length - 1 - sample]).isCloseTo(0, within(1e-3f));
        }
    }

    @Test
    void equalArgumentsGiveEqualFilesAndOnlyNoiseDependsOnTheSeed() {
        FeatureImage image = steady(CENTRES, 0, -3, -6, -9);

        for (Carrier carrier : Carrier.values()) {
            assertThat(sound(image, carrier).wav())
                    .isEqualTo(sound(image, carrier).wav());
        }
        assertThat(Resynthesis.of(image, Carrier.TONES, 2).orElseThrow().wav())
                .isEqualTo(sound(image, Carrier.TONES).wav());
        assertThat(Resynthesis.of(image, Carrier.NOISE, 2).orElseThrow().wav())
                .isNotEqualTo(sound(image, Carrier.NOISE).wav());
    }

    @ParameterizedTest
    @EnumSource(Carrier.class)
    void bandsFromTheNyquistFrequencyOnAreLeftOutAndCounted(Carrier carrier) {
        // The loudest is among those left out: what remains comes to the peak all the same.
        Sound sound = sound(steady(List.of(1000.0, 21_000.0, 22_050.0, 30_000.0), -30, -130, 0, 0), carrier);

        assertThat(sound.bandsLeftOut()).isEqualTo(2);
        Spectrum spectrum = new Spectrum(sound, 50, 550);
        // What lies above would be folded down to here.
        assertThat(spectrum.levelBetween(13_000, 15_000)).isLessThan(-90);
        assertThat(spectrum.levelBetween(200, 5000)).isGreaterThan(-20);
        assertThat(Resynthesis.of(steady(List.of(22_050.0, 30_000.0), 0, 0), carrier, 1))
                .isEmpty();
    }

    @Test
    void aCochleagramOfOneBandOrOneBinHasASound() {
        assertThat(sound(steady(List.of(1000.0), 0), Carrier.NOISE).bandsLeftOut())
                .isZero();
        assertThat(sound(image(List.of(1000.0), new double[][] {{0}}), Carrier.TONES)
                        .samples())
                .hasSize(441);
    }

    @Test
    void theFileIsSixteenBitPcmOfOneChannel() throws Exception {
        Sound sound = sound(steady(CENTRES, 0, -3, -6, -9), Carrier.TONES);

        try (AudioInputStream audio = AudioSystem.getAudioInputStream(new ByteArrayInputStream(sound.wav()))) {
            AudioFormat format = audio.getFormat();
            assertThat(format.getEncoding()).isEqualTo(AudioFormat.Encoding.PCM_SIGNED);
            assertThat(format.getSampleRate()).isEqualTo(44_100);
            assertThat(format.getSampleSizeInBits()).isEqualTo(16);
            assertThat(format.getChannels()).isOne();
            assertThat(format.isBigEndian()).isFalse();
            assertThat(audio.getFrameLength()).isEqualTo(sound.samples().length);
            byte[] pcm = audio.readAllBytes();
            for (int sample = 0; sample < sound.samples().length; sample++) {
                int value = pcm[2 * sample] & 0xff | pcm[2 * sample + 1] << 8;
                assertThat(value / 32_767f).isCloseTo(sound.samples()[sample], within(1 / 65_000f));
            }
        }
    }

    @Test
    void whatHasNoLevelsIsRefused() {
        FeatureImage notFinite = steady(CENTRES, 0, Double.NaN, 0, 0);
        FeatureImage behindPrefilter = new FeatureImage(
                new ImageAxes(List.of("on", "off"), CENTRES, BIN_MS, new InputScaling(0, 1)), new float[8]);

        assertThatThrownBy(() -> Resynthesis.of(notFinite, Carrier.TONES, 1)).hasMessageContaining("not finite");
        assertThatThrownBy(() -> Resynthesis.of(behindPrefilter, Carrier.TONES, 1))
                .hasMessageContaining("cochleagram");
    }
}
