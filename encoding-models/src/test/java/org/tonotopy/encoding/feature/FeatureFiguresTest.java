package org.tonotopy.encoding.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.tonotopy.encoding.feature.figure.FeatureFigures;
import org.tonotopy.encoding.response.InputScaling;
import org.tonotopy.figure.Figure;
import org.w3c.dom.Element;

class FeatureFiguresTest {
    private static final int BANDS = 6;
    private static final int BINS = 40;
    private static final double DEVIATION = 12;
    private static final int LIGHTEST = 0xFFF6B2;
    private static final int DARKEST = 0x081858;
    private static final int OF_ZERO = 0x8C8C8C;

    private static FeatureImage image(float[] values) {
        ImageAxes axes = new ImageAxes(
                ImageAxes.COCHLEAGRAM,
                IntStream.range(0, BANDS)
                        .mapToObj(band -> 500 * Math.pow(2, band))
                        .toList(),
                5,
                new InputScaling(40, DEVIATION));
        return new FeatureImage(axes, values);
    }

    private static Figure figure(float[] values) {
        return FeatureFigures.beside(List.of(FeatureFigures.slope("a neuron", image(values))));
    }

    /** Band 1 excites in the older half, band 4 suppresses in the newer. */
    private static float[] twoSpots() {
        float[] values = new float[BINS * BANDS];
        for (int bin = 0; bin < BINS; bin++) {
            values[bin * BANDS + 1] = bin < BINS / 2 ? 1 : 0;
            values[bin * BANDS + 4] = bin < BINS / 2 ? 0 : -1;
        }
        return values;
    }

    /** Share of a colour in a quarter of the picture. */
    private static double share(BufferedImage picture, int colour, boolean right, boolean low) {
        int left = right ? picture.getWidth() / 2 : 0;
        int top = low ? picture.getHeight() / 2 : 0;
        int found = 0;
        for (int y = top; y < top + picture.getHeight() / 2; y++) {
            for (int x = left; x < left + picture.getWidth() / 2; x++) {
                found += (picture.getRGB(x, y) & 0xFFFFFF) == colour ? 1 : 0;
            }
        }
        return found / (picture.getWidth() * picture.getHeight() / 4.0);
    }

    @Test
    void whatExcitesIsLightWhatSuppressesIsDarkAndZeroIsGrey() throws IOException {
        Figure figure = figure(twoSpots());
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(figure.png()));

        // 288 pixels to an inch.
        assertThat(picture.getWidth()).isEqualTo(4 * figure.width());
        assertThat(share(picture, LIGHTEST, false, true)).isGreaterThan(0.05);
        assertThat(share(picture, LIGHTEST, false, false)).isLessThan(0.01);
        assertThat(share(picture, DARKEST, true, false)).isGreaterThan(0.03);
        // The plot's middle is a little left of the picture's.
        assertThat(share(picture, DARKEST, false, false)).isLessThan(0.02);
        assertThat(share(picture, OF_ZERO, false, false)).isGreaterThan(0.3);
    }

    private static String text(Figure figure) throws Exception {
        DocumentBuilderFactory xml = DocumentBuilderFactory.newDefaultInstance();
        // The document type of SVG stands at an address.
        xml.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        Element root = xml.newDocumentBuilder()
                .parse(new ByteArrayInputStream(figure.svg()))
                .getDocumentElement();
        assertThat(root.getTagName()).isEqualTo("svg");
        return root.getTextContent();
    }

    @Test
    void anSvgHasItsTextAsTextAndTheFrequencyInHertz() throws Exception {
        assertThat(text(figure(twoSpots())))
                .contains("a neuron", "time before the response (ms)", "frequency (Hz)", "response per dB");
    }

    @Test
    void numbersAtAxesHaveTheDigitsThatTellThemApartInEveryLanguage() throws Exception {
        float[] small = twoSpots();
        for (int i = 0; i < small.length; i++) {
            small[i] *= 1e-3f;
        }
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertThat(text(figure(small))).contains("0.00002", "-0.00008", "-200");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void neuronsThatAreAlikeStandOnAnAxisThatCanBeRead() throws Exception {
        FeatureSummary summary = FeatureSummary.of(image(twoSpots()));

        assertThat(text(FeatureFigures.population("a model", 3, List.of(summary, summary))))
                .contains("2 of 3 neurons")
                .doesNotContain("999999", "000001");
    }

    @Test
    void equalFiguresAreEqualFiles() {
        assertThat(figure(twoSpots()).png()).isEqualTo(figure(twoSpots()).png());
        assertThat(figure(twoSpots()).svg()).isEqualTo(figure(twoSpots()).svg());
    }
}
