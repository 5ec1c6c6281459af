package org.tonotopy.encoding.recording;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.tonotopy.encoding.npz.NpyArray;
import org.tonotopy.encoding.npz.NpzWriter;

/**
 * Writes the arrays of a recording in the canonical form, so that reading them gives the recording back. Names and
 * provenance go into JSON metadata beside them.
 */
public final class NpzRecordingWriter {

    private NpzRecordingWriter() {}

    /**
     * Writes a recording. Counts that are complete and at most 255 become {@code uint8}, everything else {@code float32}
     * with NaN where nothing was recorded; short stimuli are padded with NaN.
     *
     * @throws IOException where the file cannot be written
     * @throws IllegalArgumentException where an array would have more elements than a Java array
     */
    public static void write(Recording recording, Path npz) throws IOException {
        int bins = recording.stimuli().stream().mapToInt(Stimulus::bins).max().orElseThrow();
        try (NpzWriter writer = new NpzWriter(new BufferedOutputStream(Files.newOutputStream(npz)))) {
            writer.write(CanonicalArrays.SPECTROGRAM, spectrogram(recording, bins));
            writer.write(
                    recording.responseKind() == ResponseKind.COUNTS
                            ? CanonicalArrays.COUNTS
                            : CanonicalArrays.RESPONSES,
                    responses(recording, bins));
            writer.write(
                    CanonicalArrays.FREQUENCIES,
                    NpyArray.ofDoubles(
                            recording.centerFrequenciesHz().stream()
                                    .mapToDouble(Double::doubleValue)
                                    .toArray(),
                            recording.bands()));
            writer.write(CanonicalArrays.TIME_STEP, NpyArray.ofDoubles(new double[] {recording.dtMs()}));
            if (recording.split().isPresent()) {
                StimulusSplit split = recording.split().get();
                writer.write(CanonicalArrays.TRAIN, indices(split.train()));
                writer.write(CanonicalArrays.VALIDATION, indices(split.validation()));
                writer.write(CanonicalArrays.TEST, indices(split.test()));
            }
        }
    }

    private static NpyArray indices(List<Integer> indices) {
        return NpyArray.ofIntegers(indices.stream().mapToInt(Integer::intValue).toArray(), indices.size());
    }

    private static NpyArray spectrogram(Recording recording, int bins) {
        int bands = recording.bands();
        float[] levels = new float[elements(recording.stimuli().size(), bands, bins)];
        Arrays.fill(levels, Float.NaN);
        int start = 0;
        for (Stimulus stimulus : recording.stimuli()) {
            for (int band = 0; band < bands; band++) {
                for (int bin = 0; bin < stimulus.bins(); bin++) {
                    levels[start + band * bins + bin] = stimulus.level(bin, band);
                }
            }
            start += bands * bins;
        }
        return NpyArray.ofFloats(levels, recording.stimuli().size(), bands, bins);
    }

    private static NpyArray responses(Recording recording, int bins) {
        int stimuli = recording.stimuli().size();
        int neurons = recording.neurons().size();
        int repeats = recording.responses().stream()
                .mapToInt(StimulusResponses::repeatSlots)
                .max()
                .orElseThrow();
        float[] values = new float[elements(stimuli, neurons, repeats, bins)];
        Arrays.fill(values, Float.NaN);
        for (int stimulus = 0; stimulus < stimuli; stimulus++) {
            StimulusResponses own = recording.responses().get(stimulus);
            for (int neuron = 0; neuron < neurons; neuron++) {
                for (int repeat = 0; repeat < own.repeatSlots(); repeat++) {
                    int start = ((stimulus * neurons + neuron) * repeats + repeat) * bins;
                    for (int bin = 0; bin < own.bins(); bin++) {
                        values[start + bin] = (float) own.value(neuron, repeat, bin);
                    }
                }
            }
        }
        return recording.responseKind() == ResponseKind.COUNTS && fitBytes(values)
                ? NpyArray.ofUnsignedBytes(bytes(values), stimuli, neurons, repeats, bins)
                : NpyArray.ofFloats(values, stimuli, neurons, repeats, bins);
    }

    private static int elements(int... shape) {
        long product = 1;
        for (int length : shape) {
            product = Math.multiplyExact(product, (long) length);
        }
        if (product > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    "an array of shape " + Arrays.toString(shape) + " is too large to write: split the recording");
        }
        return (int) product;
    }

    private static boolean fitBytes(float[] values) {
        for (float value : values) {
            if (!(value <= 255)) {
                return false;
            }
        }
        return true;
    }

    private static byte[] bytes(float[] values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) (int) values[i];
        }
        return bytes;
    }
}
