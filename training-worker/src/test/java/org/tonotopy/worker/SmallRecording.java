package org.tonotopy.worker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.tonotopy.encoding.npz.NpyArray;
import org.tonotopy.encoding.npz.NpzWriter;
import org.tonotopy.registry.benchmark.StimulusSplit;

/**
 * A recording small enough to be fitted in a second: noise in a few bands, neurons that follow one band each with a
 * short delay, and a last neuron that never fires.
 */
public final class SmallRecording {
    public static final int STIMULI = 8;
    public static final int BINS = 150;
    public static final int BANDS = 8;
    public static final int NEURONS = 4;
    public static final int SILENT_NEURON = NEURONS - 1;

    public static final String METADATA = "{\"dt_ms\": 5.0, \"name\": \"small\", \"species\": \"none\"}";
    public static final StimulusSplit SPLIT = new StimulusSplit(List.of(0, 1, 2, 3, 4), List.of(5), List.of(6, 7));

    private static final int REPEATS = 5;

    private SmallRecording() {}

    /** The recording as it is uploaded. */
    public static byte[] npz() {
        return npz(levels());
    }

    /** One without what the neurons did. */
    public static byte[] withoutResponses() {
        return npz(levels(), Optional.empty(), "counts");
    }

    /** One with a hole in a sound. */
    public static byte[] withNanInStimulus() {
        float[] levels = levels();
        levels[3] = Float.NaN;
        return npz(levels);
    }

    /**
     * One whose sounds become ever shorter; neuron 1 did not hear stimulus 2, and of neuron 0 two repeats of stimulus 4 are
     * missing.
     *
     * @param padding bins and repeats of NaN that are added to what the arrays need
     */
    public static byte[] ragged(int padding) {
        int bins = BINS + padding;
        int repeats = REPEATS + padding;
        float[] whole = levels();
        byte[] counts = counts(whole);
        float[] levels = new float[STIMULI * BANDS * bins];
        float[] responses = new float[STIMULI * NEURONS * repeats * bins];
        Arrays.fill(levels, Float.NaN);
        Arrays.fill(responses, Float.NaN);
        for (int stimulus = 0; stimulus < STIMULI; stimulus++) {
            int length = BINS - 10 * stimulus;
            for (int band = 0; band < BANDS; band++) {
                int row = stimulus * BANDS + band;
                System.arraycopy(whole, row * BINS, levels, row * bins, length);
            }
            for (int neuron = 0; neuron < NEURONS; neuron++) {
                int recorded = stimulus == 2 && neuron == 1 ? 0 : stimulus == 4 && neuron == 0 ? REPEATS - 2 : REPEATS;
                for (int repeat = 0; repeat < recorded; repeat++) {
                    int from = ((stimulus * NEURONS + neuron) * REPEATS + repeat) * BINS;
                    int to = ((stimulus * NEURONS + neuron) * repeats + repeat) * bins;
                    for (int t = 0; t < length; t++) {
                        responses[to + t] = counts[from + t];
                    }
                }
            }
        }
        return npz(
                NpyArray.ofFloats(levels, STIMULI, BANDS, bins),
                Optional.of(NpyArray.ofFloats(responses, STIMULI, NEURONS, repeats, bins)),
                "counts");
    }

    private static byte[] npz(float[] levels) {
        NpyArray counts = NpyArray.ofUnsignedBytes(counts(levels), STIMULI, NEURONS, REPEATS, BINS);
        return npz(levels, Optional.of(counts), "counts");
    }

    /** Traces so large that the slope of a squared error does not fit into a float. */
    public static byte[] withEnormousTraces() {
        float[] traces = new float[STIMULI * NEURONS * REPEATS * BINS];
        Random random = new Random(13);
        for (int i = 0; i < traces.length; i++) {
            traces[i] = 1.6e38f * (1 - 0.01f * random.nextFloat());
        }
        return npz(levels(), Optional.of(NpyArray.ofFloats(traces, STIMULI, NEURONS, REPEATS, BINS)), "responses");
    }

    private static byte[] npz(float[] levels, Optional<NpyArray> responses, String name) {
        return npz(NpyArray.ofFloats(levels, STIMULI, BANDS, BINS), responses, name);
    }

    private static byte[] npz(NpyArray levels, Optional<NpyArray> responses, String name) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try (NpzWriter writer = new NpzWriter(file)) {
            writer.write("spectrogram", levels);
            writer.write(
                    "center_freq_hz",
                    NpyArray.ofDoubles(
                            IntStream.range(0, BANDS)
                                    .mapToDouble(band -> 500 * Math.pow(2, band / 2.0))
                                    .toArray(),
                            BANDS));
            if (responses.isPresent()) {
                writer.write(name, responses.get());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return file.toByteArray();
    }

    private static float[] levels() {
        Random random = new Random(7);
        float[] levels = new float[STIMULI * BANDS * BINS];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = (float) (40 + 10 * random.nextGaussian());
        }
        return levels;
    }

    private static byte[] counts(float[] levels) {
        Random random = new Random(11);
        byte[] counts = new byte[STIMULI * NEURONS * REPEATS * BINS];
        int next = 0;
        for (int stimulus = 0; stimulus < STIMULI; stimulus++) {
            for (int neuron = 0; neuron < NEURONS; neuron++) {
                for (int repeat = 0; repeat < REPEATS; repeat++) {
                    for (int t = 0; t < BINS; t++) {
                        counts[next++] = count(levels, stimulus, neuron, t, random);
                    }
                }
            }
        }
        return counts;
    }

    private static byte count(float[] levels, int stimulus, int neuron, int t, Random random) {
        if (neuron == SILENT_NEURON || t <= neuron) {
            return 0;
        }
        double level = levels[(stimulus * BANDS + 2 * neuron) * BINS + t - neuron - 1];
        double rate = Math.exp((level - 45) / 8);
        int spikes = 0;
        for (int chance = 0; chance < 10; chance++) {
            spikes += random.nextDouble() < rate / 10 ? 1 : 0;
        }
        return (byte) spikes;
    }
}
