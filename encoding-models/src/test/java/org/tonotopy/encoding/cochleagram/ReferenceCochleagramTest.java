package org.tonotopy.encoding.cochleagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.tonotopy.encoding.cochleagram.FrontEnd.Alignment;
import org.tonotopy.encoding.npz.NpzArchive;
import org.tonotopy.encoding.npz.ReferenceVectors;

/** Against an independent implementation in double precision, on a sound of tones, a click, a sweep and noise. */
class ReferenceCochleagramTest {
    private static final double RATE_HZ = 48_828.125;

    /** A bin of exactly one hop of 244 samples. */
    private static final double HOP_MS = 1000 * 244 / RATE_HZ;

    private static NpzArchive reference;
    private static Waveform sound;

    @BeforeAll
    static void read() throws Exception {
        reference = ReferenceVectors.bundled("cochleagram.npz");
        sound = new Waveform(RATE_HZ, reference.read("wav").toFloats());
    }

    private static FrontEnd frontEnd(FrequencyScale scale, Alignment alignment) {
        FrontEnd published = FrontEnd.publishedNs1();
        return new FrontEnd(
                scale,
                34,
                published.lowestHz(),
                published.highestHz(),
                published.windowMs(),
                published.compression(),
                alignment);
    }

    private static double[] expected(String array) throws Exception {
        return reference.read(array).toDoubles();
    }

    @ParameterizedTest
    @EnumSource(value = FrequencyScale.class, mode = Mode.EXCLUDE, names = "GAMMATONE")
    void centresAreThoseOfTheReference(FrequencyScale scale) throws Exception {
        double[] centres = expected("cf_" + scale.name().toLowerCase(java.util.Locale.ROOT));
        FrontEnd frontEnd = frontEnd(scale, Alignment.CAUSAL);
        for (int band = 0; band < 34; band++) {
            assertThat(frontEnd.centerFrequenciesHz().get(band)).isCloseTo(centres[band], within(1e-9));
        }
    }

    @ParameterizedTest
    @EnumSource(value = FrequencyScale.class, mode = Mode.EXCLUDE, names = "GAMMATONE")
    void publishedFramesAreThoseOfTheReference(FrequencyScale scale) throws Exception {
        double[] levels = expected("db_" + scale.name().toLowerCase(java.util.Locale.ROOT));
        float[] found = Cochleagram.of(sound, frontEnd(scale, Alignment.PUBLISHED_NS1), 5, 19);
        requireEqual(found, levels, 19);
    }

    @ParameterizedTest
    @EnumSource(value = FrequencyScale.class, mode = Mode.EXCLUDE, names = "GAMMATONE")
    void causalFramesAreThoseOfTheReference(FrequencyScale scale) throws Exception {
        double[] levels = expected("db_" + scale.name().toLowerCase(java.util.Locale.ROOT) + "_causal");
        assertThat(Cochleagram.bins(sound, HOP_MS)).isEqualTo(20);
        float[] found = Cochleagram.of(sound, frontEnd(scale, Alignment.CAUSAL), HOP_MS, 20);
        requireEqual(found, levels, 20);
    }

    /** The reference has bands by bins, and a sound in double precision. */
    private static void requireEqual(float[] found, double[] expected, int bins) {
        for (int bin = 0; bin < bins; bin++) {
            for (int band = 0; band < 34; band++) {
                assertThat((double) found[bin * 34 + band])
                        .as("bin %s, band %s", bin, band)
                        .isCloseTo(expected[band * bins + bin], within(1e-4));
            }
        }
    }
}
