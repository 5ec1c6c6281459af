package org.tonotopy.encoding.recording;

import java.util.Arrays;
import org.tonotopy.encoding.array.ElementType;

/**
 * The responses of all neurons to the repeats of one stimulus, kept in the smallest type that holds them.
 *
 * <p>Neuron-major: bin {@code t} of repeat {@code r} of neuron {@code n} stands at
 * {@code (n * repeatSlots + r) * bins + t}. Neurons may have heard fewer repeats than there are slots. What was not
 * recorded reads as NaN, never as zero.
 */
public final class StimulusResponses {

    private final int neurons;
    private final int repeatSlots;
    private final int bins;
    private final int[] recordedRepeats;
    private final Samples samples;

    /** The numbers themselves, whatever they are kept in. */
    private sealed interface Samples {
        double at(int index);

        ElementType type();
    }

    private record ByteCounts(byte[] counts) implements Samples {
        @Override
        public double at(int index) {
            return counts[index] & 0xff;
        }

        @Override
        public ElementType type() {
            return ElementType.U1;
        }
    }

    private record ShortCounts(short[] counts) implements Samples {
        @Override
        public double at(int index) {
            return counts[index] & 0xffff;
        }

        @Override
        public ElementType type() {
            return ElementType.U2;
        }
    }

    private record FloatValues(float[] values) implements Samples {
        @Override
        public double at(int index) {
            return values[index];
        }

        @Override
        public ElementType type() {
            return ElementType.F4;
        }
    }

    private StimulusResponses(
            int neurons, int repeatSlots, int bins, int length, int[] recordedRepeats, Samples samples) {
        if (neurons < 1 || repeatSlots < 1 || bins < 1 || length != (long) neurons * repeatSlots * bins) {
            throw new IllegalArgumentException(length + " values do not make " + neurons + " neurons, " + repeatSlots
                    + " repeats and " + bins + " bins");
        }
        if (recordedRepeats.length != neurons
                || Arrays.stream(recordedRepeats).anyMatch(repeats -> repeats < 0 || repeats > repeatSlots)) {
            throw new IllegalArgumentException(
                    "recorded repeats must be one number per neuron, from 0 to " + repeatSlots);
        }
        this.neurons = neurons;
        this.repeatSlots = repeatSlots;
        this.bins = bins;
        this.recordedRepeats = recordedRepeats.clone();
        this.samples = samples;
    }

    /**
     * Spike counts up to 255 in a bin.
     *
     * @param counts unsigned, neuron-major; kept, not copied
     * @param recordedRepeats for each neuron, how many of the slots were recorded; they come first
     */
    public static StimulusResponses ofCounts(
            int neurons, int repeatSlots, int bins, byte[] counts, int[] recordedRepeats) {
        return new StimulusResponses(
                neurons, repeatSlots, bins, counts.length, recordedRepeats, new ByteCounts(counts));
    }

    /** As {@link #ofCounts(int, int, int, byte[], int[])}, with counts up to 65,535 in a bin. */
    public static StimulusResponses ofCounts(
            int neurons, int repeatSlots, int bins, short[] counts, int[] recordedRepeats) {
        return new StimulusResponses(
                neurons, repeatSlots, bins, counts.length, recordedRepeats, new ShortCounts(counts));
    }

    /**
     * Counts or traces in which NaN marks what was not recorded.
     *
     * @param values neuron-major; kept, not copied
     */
    public static StimulusResponses ofValues(int neurons, int repeatSlots, int bins, float[] values) {
        int[] recorded = new int[neurons];
        Arrays.fill(recorded, repeatSlots);
        return new StimulusResponses(neurons, repeatSlots, bins, values.length, recorded, new FloatValues(values));
    }

    public int neurons() {
        return neurons;
    }

    /** The largest number of repeats that a neuron may have. */
    public int repeatSlots() {
        return repeatSlots;
    }

    /** Length in time bins. */
    public int bins() {
        return bins;
    }

    /** The smallest type that holds the responses as they are kept: U1 or U2 for counts, F4 where there may be NaN. */
    public ElementType type() {
        return samples.type();
    }

    /** How many of the slots of a neuron may hold something; they come first. */
    public int recordedRepeats(int neuron) {
        return recordedRepeats[neuron];
    }

    /** One response, NaN where it was not recorded. */
    public double value(int neuron, int repeat, int bin) {
        return repeat < recordedRepeats[neuron] ? samples.at((neuron * repeatSlots + repeat) * bins + bin) : Double.NaN;
    }

    /** One repeat in time order, {@code bins} long, NaN where it was not recorded. */
    public double[] repeat(int neuron, int repeat) {
        double[] values = new double[bins];
        if (repeat >= recordedRepeats[neuron]) {
            Arrays.fill(values, Double.NaN);
            return values;
        }
        int start = (neuron * repeatSlots + repeat) * bins;
        for (int t = 0; t < bins; t++) {
            values[t] = samples.at(start + t);
        }
        return values;
    }
}
