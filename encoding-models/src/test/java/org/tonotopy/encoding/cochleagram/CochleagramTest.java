package org.tonotopy.encoding.cochleagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tonotopy.encoding.cochleagram.Compression.Decibel;
import org.tonotopy.encoding.cochleagram.Compression.Power;
import org.tonotopy.encoding.cochleagram.FrontEnd.Alignment;
import org.tonotopy.encoding.recording.Finding.Code;

class CochleagramTest {
    private static final double RATE_HZ = 48_828.125;
    private static final double DT_MS = 5;
    private static final float FLOOR = -60;

    private static FrontEnd frontEnd(FrequencyScale scale) {
        return frontEnd(scale, 10, new Decibel(FLOOR));
    }

    private static FrontEnd frontEnd(FrequencyScale scale, double windowMs, Compression compression) {
        return new FrontEnd(scale, 34, 500, 20_000, windowMs, compression, Alignment.CAUSAL);
    }

    private static float[] of(Waveform sound, FrontEnd frontEnd) throws SoundRefusedException {
        return Cochleagram.of(sound, frontEnd, DT_MS, Cochleagram.bins(sound, DT_MS));
    }

    private static float[] bin(float[] cochleagram, int bin) {
        return Arrays.copyOfRange(cochleagram, bin * 34, (bin + 1) * 34);
    }

    private static int strongest(float[] levels) {
        return IntStream.range(0, levels.length)
                .reduce((a, b) -> levels[a] >= levels[b] ? a : b)
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(FrequencyScale.class)
    void aToneLightsItsBand(FrequencyScale scale) throws Exception {
        for (int band = 0; band < 34; band++) {
            double hz = frontEnd(scale).centerFrequenciesHz().get(band);
            float[] levels = bin(of(Sounds.tone(hz, 0.5, RATE_HZ, 5000), frontEnd(scale)), 15);
            assertThat(strongest(levels)).as("%s Hz", hz).isEqualTo(band);
            assertThat(levels[band]).isGreaterThan(levels[(band + 17) % 34] + 10);
        }
    }

    @ParameterizedTest
    @EnumSource(FrequencyScale.class)
    void nothingIsHeardBeforeAClickAndTheClickIsHeardInItsBin(FrequencyScale scale) throws Exception {
        int first = (int) Math.ceil(10 * DT_MS * RATE_HZ / 1000);
        float[] levels = of(Sounds.clicks(RATE_HZ, 6000, first), frontEnd(scale));
        for (int bin = 0; bin < 10; bin++) {
            assertThat(bin(levels, bin)).containsOnly(FLOOR);
        }
        for (int bin = 11; bin < 24; bin++) {
            assertThat(bin(levels, 10)[30]).isGreaterThan(bin(levels, bin)[30]);
        }
    }

    @Test
    void bandsAreNoLaterAfterFiveSecondsThanAtTheBeginning() throws Exception {
        int[] clicks = IntStream.rangeClosed(0, 9)
                .map(i -> (int) Math.ceil(111 * i * DT_MS * RATE_HZ / 1000) + 2)
                .toArray();
        int[] lastOfBins = IntStream.rangeClosed(0, 9)
                .map(i -> (int) Math.ceil((111 * i + 51) * DT_MS * RATE_HZ / 1000) - 2)
                .toArray();
        int[] all = IntStream.concat(Arrays.stream(clicks), Arrays.stream(lastOfBins))
                .toArray();
        Waveform sound = Sounds.clicks(RATE_HZ, 260_000, all);
        // A window as long as a bin hears nothing of the bin before.
        float[] levels = of(sound, frontEnd(FrequencyScale.LOG, 5, new Decibel(-200)));
        for (int bin = 0; bin < 1060; bin++) {
            boolean expected = bin % 111 == 0 && bin < 1000 || bin % 111 == 50 && bin < 1050;
            assertThat(bin(levels, bin)[20] > -200).as("bin %s", bin).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource(FrequencyScale.class)
    void whatComesAfterABinChangesNoBitOfIt(FrequencyScale scale) throws Exception {
        requireCausal(Sounds.noise(0.1, RATE_HZ, 6000), frontEnd(scale));
    }

    @ParameterizedTest
    @EnumSource(FrequencyScale.class)
    void whatComesAfterABinChangesNoBitOfItThroughResampling(FrequencyScale scale) throws Exception {
        requireCausal(Sounds.noise(0.1, 400_000, 32_000), frontEnd(scale));
    }

    private static void requireCausal(Waveform sound, FrontEnd frontEnd) throws Exception {
        float[] whole = of(sound, frontEnd);
        for (int bin : new int[] {0, 3, 10}) {
            int end = (int) Math.ceil((bin + 1) * DT_MS * sound.sampleRateHz() / 1000);
            float[] changed = sound.samples().clone();
            for (int i = end; i < changed.length; i++) {
                changed[i] = 1 - changed[i];
            }
            float[] found = of(new Waveform(sound.sampleRateHz(), changed), frontEnd);
            int levels = (bin + 1) * 34;
            assertThat(Arrays.copyOf(found, levels)).isEqualTo(Arrays.copyOf(whole, levels));
            assertThat(bin(found, bin + 1)).isNotEqualTo(bin(whole, bin + 1));
        }
    }

    @ParameterizedTest
    @EnumSource(FrequencyScale.class)
    void theLevelFollowsTheSound(FrequencyScale scale) throws Exception {
        Waveform quiet = Sounds.noise(0.01, RATE_HZ, 5000);
        float[] amplified = quiet.samples().clone();
        for (int i = 0; i < amplified.length; i++) {
            amplified[i] *= 10;
        }
        Waveform loud = new Waveform(RATE_HZ, amplified);
        float[] decibels = of(quiet, frontEnd(scale));
        float[] louder = of(loud, frontEnd(scale));
        float[] powers = of(quiet, frontEnd(scale, 10, new Power(0.3)));
        float[] louderPowers = of(loud, frontEnd(scale, 10, new Power(0.3)));
        for (int i = 34; i < decibels.length; i++) {
            // 20 dB more are ten times the magnitude, of which ten times the logarithm is taken.
            assertThat(louder[i] - decibels[i]).isCloseTo(10, within(1e-3f));
            assertThat(louderPowers[i] / powers[i]).isCloseTo((float) Math.pow(10, 0.3), within(1e-4f));
        }
    }

    @ParameterizedTest
    @EnumSource(value = FrequencyScale.class, mode = EnumSource.Mode.EXCLUDE, names = "GAMMATONE")
    void whiteNoiseIsEquallyStrongInAllTriangles(FrequencyScale scale) throws Exception {
        double[] mean = rootMeanSquares(Sounds.noise(0.1, RATE_HZ, 100_000), frontEnd(scale, 10, new Power(1)));
        for (double magnitude : mean) {
            assertThat(magnitude).isCloseTo(mean[17], within(0.1 * mean[17]));
        }
    }

    @Test
    void whiteNoiseIsStrongerInAGammatoneAsTheRootOfItsBandwidth() throws Exception {
        FrontEnd bank = frontEnd(FrequencyScale.GAMMATONE, 10, new Power(1));
        double[] mean = rootMeanSquares(Sounds.noise(0.1, RATE_HZ, 200_000), bank);
        for (int band = 0; band < 34; band++) {
            double erb = 24.7 * (1 + 0.00437 * bank.centerFrequenciesHz().get(band));
            // Uniform in [-0.1, 0.1]: a power of 0.01 / 3, evenly up to the Nyquist frequency.
            double expected = Math.sqrt(0.01 / 3 * erb / (RATE_HZ / 2));
            assertThat(mean[band]).as("band %s", band).isCloseTo(expected, within(0.08 * expected));
        }
    }

    private static double[] rootMeanSquares(Waveform sound, FrontEnd frontEnd) throws Exception {
        float[] levels = of(sound, frontEnd);
        int bins = levels.length / 34;
        double[] mean = new double[34];
        for (int bin = 10; bin < bins; bin++) {
            for (int band = 0; band < 34; band++) {
                mean[band] += Math.pow(levels[bin * 34 + band], 2) / (bins - 10);
            }
        }
        return Arrays.stream(mean).map(Math::sqrt).toArray();
    }

    @ParameterizedTest
    @EnumSource(FrequencyScale.class)
    void aToneHasTheSameLevelAtAnySamplingRate(FrequencyScale scale) throws Exception {
        double hz = frontEnd(scale).centerFrequenciesHz().get(20);
        float expected = bin(of(Sounds.tone(hz, 0.5, RATE_HZ, 5000), frontEnd(scale)), 15)[20];
        for (double rate : new double[] {44_100, 96_000, 192_000, 500_000}) {
            float found = bin(of(Sounds.tone(hz, 0.5, rate, (int) (rate / 10)), frontEnd(scale)), 15)[20];
            assertThat(found).as("%s Hz", rate).isCloseTo(expected, within(0.1f));
        }
    }

    @ParameterizedTest
    @EnumSource(FrequencyScale.class)
    void digitalSilenceIsTheFloor(FrequencyScale scale) throws Exception {
        assertThat(of(new Waveform(RATE_HZ, new float[2000]), frontEnd(scale))).containsOnly(FLOOR);
    }

    @Test
    void causalFramesAreThePublishedOnesOneHopLaterWhereABinIsAHop() throws Exception {
        Waveform sound = Sounds.noise(0.1, RATE_HZ, 20_000);
        FrontEnd published = FrontEnd.publishedNs1();
        FrontEnd causal = new FrontEnd(
                FrequencyScale.LOG, 34, 500, published.highestHz(), 10, new Decibel(-300), Alignment.CAUSAL);
        double hopMs = 1000 * 244 / RATE_HZ;
        float[] early = Cochleagram.of(sound, published, DT_MS, 70);
        float[] late = Cochleagram.of(sound, causal, hopMs, 71);
        assertThat(Arrays.copyOfRange(late, 34, late.length)).isEqualTo(early);
    }

    @ParameterizedTest
    @CsvSource({"1, LOG", "2, MEL", "200, LOG", "300, GREENWOOD", "64, GAMMATONE", "1, GAMMATONE"})
    void anyNumberOfBandsHearsNoise(int bands, FrequencyScale scale) throws Exception {
        FrontEnd many = new FrontEnd(scale, bands, 40, 20_000, 10, new Decibel(FLOOR), Alignment.CAUSAL);
        float[] levels = of(Sounds.noise(0.1, RATE_HZ, 2000), many);
        assertThat(levels).hasSize(8 * bands);
        for (int band = 0; band < bands; band++) {
            assertThat(levels[7 * bands + band]).isBetween(-45f, 30f);
        }
        assertThat(many.centerFrequenciesHz()).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void binsAreThoseThatTheSoundFills() {
        assertThat(Cochleagram.bins(new Waveform(RATE_HZ, new float[244_140]), 5))
                .isEqualTo(999);
        assertThat(Cochleagram.bins(new Waveform(RATE_HZ, new float[244_141]), 5))
                .isEqualTo(1000);
        assertThat(Cochleagram.bins(new Waveform(44_100, new float[441]), 10)).isEqualTo(1);
        assertThat(Cochleagram.bins(new Waveform(44_100, new float[440]), 10)).isZero();
    }

    @Test
    void aBandThatTheSoundCannotHoldIsRefusedWithTheSettingThatWould() {
        assertThatThrownBy(() -> of(new Waveform(32_000, new float[3200]), FrontEnd.standard()))
                .isInstanceOfSatisfying(
                        SoundRefusedException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(Code.UNSUITABLE_FRONT_END))
                .hasMessageContaining("highest_hz")
                .hasMessageContaining("below 16000.0");
    }

    @Test
    void aHopThatWouldDriftIsRefused() {
        Waveform sound = new Waveform(RATE_HZ, new float[244_140]);
        assertThatThrownBy(() -> Cochleagram.of(sound, FrontEnd.publishedNs1(), 1, 4999))
                .isInstanceOf(SoundRefusedException.class)
                .hasMessageContaining("alignment");
    }

    @Test
    void aSampleThatIsNoNumberIsRefused() {
        Waveform sound = Sounds.noise(0.1, RATE_HZ, 1000);
        sound.samples()[400] = Float.NaN;
        assertThatThrownBy(() -> of(sound, FrontEnd.standard()))
                .isInstanceOf(SoundRefusedException.class)
                .hasMessageContaining("Sample 400 is NaN");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 500, 20000, 10, bands",
        "34, 0, 20000, 10, lowest_hz",
        "34, 500, 500, 10, highest_hz",
        "34, 500, NaN, 10, highest_hz",
        "34, 500, 20000, 0, window_ms",
        "34, 500, 20000, 5000, window_ms"
    })
    void settingsOutOfRangeAreNamed(int bands, double lowest, double highest, double window, String name) {
        assertThatThrownBy(() -> new FrontEnd(
                        FrequencyScale.LOG, bands, lowest, highest, window, new Decibel(-60), Alignment.CAUSAL))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(name);
    }
}
