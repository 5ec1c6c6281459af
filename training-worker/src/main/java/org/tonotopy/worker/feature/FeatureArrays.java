package org.tonotopy.worker.feature;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.tonotopy.encoding.feature.FeatureImage;
import org.tonotopy.encoding.feature.ImageAxes;
import org.tonotopy.encoding.feature.MemoryHorizon;
import org.tonotopy.encoding.feature.dream.Dream;
import org.tonotopy.encoding.feature.dream.DreamRun;
import org.tonotopy.encoding.npz.NpyArray;
import org.tonotopy.encoding.npz.NpzWriter;

/**
 * The arrays of a feature as an NPZ file. Images are {@code [band, bin]}, oldest bin first, the bin of the response last;
 * behind a prefilter with several channels {@code [channel, band, bin]}. Equal arrays give equal files.
 */
final class FeatureArrays {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final NpzWriter writer = new NpzWriter(bytes);

    /**
     * Begins with the axes.
     *
     * @param image whose bands and bins they are
     */
    FeatureArrays(FeatureImage image) {
        ImageAxes axes = image.axes();
        doubles(
                "center_freq_hz",
                axes.centerFrequenciesHz().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray());
        doubles(
                "time_ms",
                IntStream.range(0, image.bins())
                        .mapToDouble(bin -> (bin - image.bins() + 1) * axes.dtMs())
                        .toArray());
    }

    /** Adds an image. */
    FeatureArrays image(String name, FeatureImage image) {
        int channels = image.axes().channels().size();
        int bands = image.axes().bands();
        float[] values = new float[image.values().length];
        for (int channel = 0; channel < channels; channel++) {
            for (int band = 0; band < bands; band++) {
                for (int bin = 0; bin < image.bins(); bin++) {
                    values[(channel * bands + band) * image.bins() + bin] =
                            image.at(channel, band, image.bins() - 1 - bin);
                }
            }
        }
        return write(
                name,
                channels == 1
                        ? NpyArray.ofFloats(values, bands, image.bins())
                        : NpyArray.ofFloats(values, channels, bands, image.bins()));
    }

    /**
     * Adds a dream: {@code dream} and {@code base} in units of the model's input, {@code dream_db} and {@code base_db} in
     * those of the recording, what each restart came to, and the response over steps ({@code trace}, NaN after the step in
     * which a restart diverged).
     *
     * @param prefix of every name; may be empty
     */
    FeatureArrays dream(String prefix, Dream dream) {
        image(prefix + "dream", dream.image());
        image(prefix + "base", dream.base());
        image(prefix + "dream_db", inDecibels(dream.image()));
        image(prefix + "base_db", inDecibels(dream.base()));
        List<DreamRun> runs = dream.runs();
        for (DreamRun run : runs) {
            image(
                    prefix + "restart_" + run.restart(),
                    new FeatureImage(dream.base().axes(), run.values()));
        }
        int steps = runs.stream().mapToInt(run -> run.trace().length).max().orElseThrow();
        float[] traces = new float[runs.size() * steps];
        Arrays.fill(traces, Float.NaN);
        for (int run = 0; run < runs.size(); run++) {
            float[] trace = runs.get(run).trace();
            System.arraycopy(trace, 0, traces, run * steps, trace.length);
        }
        write(prefix + "trace", NpyArray.ofFloats(traces, runs.size(), steps));
        return doubles(prefix + "response_at_base", dream.atBase())
                .doubles(prefix + "strongest_real_response", dream.strongestReal());
    }

    private static FeatureImage inDecibels(FeatureImage image) {
        double mean = image.axes().scaling().mean();
        double deviation = image.axes().scaling().deviation();
        float[] values = image.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (values[i] * deviation + mean);
        }
        return new FeatureImage(image.axes(), values);
    }

    /** Adds the energy at each lag, the bin of the response first. */
    FeatureArrays energy(FeatureImage image) {
        return doubles("energy_by_lag", MemoryHorizon.energyByLag(image));
    }

    /** Adds numbers. */
    FeatureArrays doubles(String name, double... values) {
        return write(name, NpyArray.ofDoubles(values, values.length));
    }

    private FeatureArrays write(String name, NpyArray array) {
        try {
            writer.write(name, array);
            return this;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** The file. */
    byte[] file() {
        try {
            writer.close();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
