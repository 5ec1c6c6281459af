package org.tonotopy.encoding.feature.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.axis.NumberAxis;
import org.tonotopy.encoding.feature.FeatureImage;
import org.tonotopy.encoding.feature.FeatureRefusedException;
import org.tonotopy.encoding.feature.FeatureSummary;
import org.tonotopy.encoding.feature.FeatureValue;
import org.tonotopy.encoding.feature.ImageAxes;
import org.tonotopy.encoding.feature.dream.Dream;
import org.tonotopy.encoding.feature.dream.DreamContrast;
import org.tonotopy.figure.Figure;
import org.tonotopy.figure.FrequencyAxis;
import org.tonotopy.figure.Style;

/** The figures of features. */
public final class FeatureFigures {
    private FeatureFigures() {}

    /**
     * An image with what it is called.
     *
     * @param title neuron, model and feature
     * @param image its values, as {@link #slope} or {@link #distance} give them
     * @param unit of the values
     */
    public record TitledImage(String title, FeatureImage image, String unit) {}

    /**
     * A receptive field or gradient map, per decibel where it lies over the cochleagram.
     *
     * @param title neuron, model and feature
     * @param image in response per unit of the model's input
     */
    public static TitledImage slope(String title, FeatureImage image) {
        boolean sound = image.axes().channels().equals(ImageAxes.COCHLEAGRAM);
        return new TitledImage(
                title,
                sound ? scaled(image, 1 / image.axes().scaling().deviation()) : image,
                sound ? "response per dB" : "response per unit");
    }

    /**
     * A dream's distance from its base, in decibels.
     *
     * @param title neuron, model and feature
     * @param dream one that rose
     * @throws FeatureRefusedException if it did not: there is nothing to draw
     */
    public static TitledImage distance(String title, Dream dream) {
        if (!dream.best().rose()) {
            throw new FeatureRefusedException("dream", dream.outcome().message());
        }
        FeatureImage image = dream.distance();
        return new TitledImage(title, scaled(image, image.axes().scaling().deviation()), "level above the base (dB)");
    }

    /** Images beside each other, each with colours of its own; the channels of one beneath each other. */
    public static Figure beside(List<TitledImage> images) {
        List<List<Figure.Panel>> rows = new ArrayList<>();
        for (TitledImage titled : images) {
            List<String> channels = titled.image().axes().channels();
            for (int channel = 0; channel < channels.size(); channel++) {
                while (rows.size() <= channel) {
                    rows.add(new ArrayList<>());
                }
                String title = channels.equals(ImageAxes.COCHLEAGRAM)
                        ? titled.title()
                        : titled.title() + ", " + channels.get(channel);
                rows.get(channel)
                        .add(ImagePanel.of(title, titled.image(), channel, largest(titled.image()), titled.unit()));
            }
        }
        return new Figure(rows);
    }

    /** A dream and how its response rose. */
    public static Figure dream(String title, Dream dream) {
        TitledImage titled = distance(title, dream);
        return new Figure(List.of(List.of(
                ImagePanel.of(title, titled.image(), 0, largest(titled.image()), titled.unit()),
                LinePanel.trace("response while it was made", dream))));
    }

    /**
     * Two dreams with the same colours, and their correlation.
     *
     * @param first title of the one
     * @param second title of the other
     */
    public static Figure contrast(String first, String second, DreamContrast contrast) {
        FeatureImage one =
                scaled(contrast.first(), contrast.first().axes().scaling().deviation());
        FeatureImage other =
                scaled(contrast.second(), contrast.second().axes().scaling().deviation());
        double largest = Math.max(largest(one), largest(other));
        String correlation = contrast.correlation().isDefined()
                ? String.format(
                        Locale.ROOT, " (r = %.3f)", contrast.correlation().value())
                : "";
        String unit = "level above the base (dB)";
        return new Figure(List.of(List.of(
                ImagePanel.of(first, one, 0, largest, unit),
                ImagePanel.of(second + correlation, other, 0, largest, unit))));
    }

    /**
     * Best frequencies, latencies and memory horizons of all neurons.
     *
     * @param title model and feature
     * @param asked how many neurons were asked for
     * @param summaries one for each neuron that has numbers
     */
    public static Figure population(String title, int asked, List<FeatureSummary> summaries) {
        return new Figure(List.of(List.of(
                PointPanel.of(
                        title,
                        asked,
                        summaries,
                        frequencies(summaries),
                        FeatureFigures::place,
                        Style.milliseconds("latency (ms)"),
                        FeatureSummary::latencyMs),
                PointPanel.of(
                        "memory",
                        asked,
                        summaries,
                        frequencies(summaries),
                        FeatureFigures::place,
                        Style.milliseconds("horizon of 90 % (ms)"),
                        summary -> summary.horizon().ninetyMs()),
                PointPanel.of(
                        "latency and memory",
                        asked,
                        summaries,
                        Style.milliseconds("latency (ms)"),
                        FeatureSummary::latencyMs,
                        Style.milliseconds("horizon of 90 % (ms)"),
                        summary -> summary.horizon().ninetyMs()))));
    }

    private static NumberAxis frequencies(List<FeatureSummary> summaries) {
        double[] places = summaries.stream()
                .map(FeatureFigures::place)
                .filter(FeatureValue::isDefined)
                .mapToDouble(FeatureValue::value)
                .sorted()
                .toArray();
        return places.length == 0
                ? FrequencyAxis.of(-1, 1)
                : FrequencyAxis.of(places[0] - 0.5, places[places.length - 1] + 0.5);
    }

    /** Where a best frequency stands on its axis. */
    private static FeatureValue place(FeatureSummary summary) {
        FeatureValue hz = summary.bestFrequencyHz();
        return hz.isDefined() ? FeatureValue.of(FrequencyAxis.place(hz.value())) : hz;
    }

    /** The largest size of a value; 1 where all are zero, so that zero has its colour. */
    private static double largest(FeatureImage image) {
        double largest = 0;
        for (float value : image.values()) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest > 0 && Double.isFinite(largest) ? largest : 1;
    }

    private static FeatureImage scaled(FeatureImage image, double factor) {
        float[] values = new float[image.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (image.values()[i] * factor);
        }
        return new FeatureImage(image.axes(), values);
    }
}
