package org.tonotopy.encoding.recording;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.tonotopy.encoding.array.ElementType;

/**
 * The responses of all neurons to the repeats of one stimulus, kept in the smallest type that holds them.
 *
 * <p>Neurons may have heard fewer repeats than there are slots; those that they heard come first. What was not recorded
 * reads as NaN, never as zero.
 */
public final class StimulusResponses {

    private final int neurons;
    private final int repeatSlots;
    private final int bins;
    private final int[] recordedRepeats;
    private final int[] firstRows;
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
            int repeatSlots, int bins, int length, int[] recordedRepeats, int[] firstRows, Samples samples) {
        if (recordedRepeats.length < 1 || repeatSlots < 1 || bins < 1 || firstRows.length != recordedRepeats.length) {
            throw new IllegalArgumentException(recordedRepeats.length + " numbers of repeats and " + firstRows.length
                    + " rows for " + repeatSlots + " repeats of " + bins + " bins");
        }
        for (int neuron = 0; neuron < firstRows.length; neuron++) {
            int recorded = recordedRepeats[neuron];
            if (recorded < 0 || recorded > repeatSlots) {
                throw new IllegalArgumentException(
                        "recorded repeats must be one number per neuron, from 0 to " + repeatSlots);
            }
            if (firstRows[neuron] < 0 || ((long) firstRows[neuron] + recorded) * bins > length) {
                throw new IllegalArgumentException(length + " values do not hold " + recorded + " rows of " + bins
                        + " bins from row " + firstRows[neuron]);
            }
        }
        this.neurons = recordedRepeats.length;
        this.repeatSlots = repeatSlots;
        this.bins = bins;
        this.recordedRepeats = recordedRepeats.clone();
        this.firstRows = firstRows.clone();
        this.samples = samples;
    }

    /**
     * Spike counts up to 255 in a bin.
     *
     * @param counts unsigned, neuron-major, a row for every slot; kept, not copied
     * @param recordedRepeats for each neuron, how many of the slots were recorded; they come first
     */
    public static StimulusResponses ofCounts(
            int neurons, int repeatSlots, int bins, byte[] counts, int[] recordedRepeats) {
        int[] rows = everySlot(neurons, repeatSlots, bins, counts.length, recordedRepeats);
        return new StimulusResponses(repeatSlots, bins, counts.length, recordedRepeats, rows, new ByteCounts(counts));
    }

    /** As {@link #ofCounts(int, int, int, byte[], int[])}, with counts up to 65,535 in a bin. */
    public static StimulusResponses ofCounts(
            int neurons, int repeatSlots, int bins, short[] counts, int[] recordedRepeats) {
        int[] rows = everySlot(neurons, repeatSlots, bins, counts.length, recordedRepeats);
        return new StimulusResponses(repeatSlots, bins, counts.length, recordedRepeats, rows, new ShortCounts(counts));
    }

    /**
     * Counts or traces in which NaN marks what was not recorded.
     *
     * @param values neuron-major, a row for every slot; kept, not copied
     */
    public static StimulusResponses ofValues(int neurons, int repeatSlots, int bins, float[] values) {
        int[] recorded = new int[neurons];
        Arrays.fill(recorded, repeatSlots);
        int[] rows = everySlot(neurons, repeatSlots, bins, values.length, recorded);
        return new StimulusResponses(repeatSlots, bins, values.length, recorded, rows, new FloatValues(values));
    }

    /**
     * Spike counts up to 255 in a bin, of which only what was recorded has a row.
     *
     * @param recordedRepeats for each neuron, how many of the slots were recorded; they come first
     * @param firstRows for each neuron the row of its first repeat; the others follow
     * @param counts unsigned, row by row; kept, not copied
     */
    public static StimulusResponses ofRows(
            int repeatSlots, int bins, int[] recordedRepeats, int[] firstRows, byte[] counts) {
        return new StimulusResponses(
                repeatSlots, bins, counts.length, recordedRepeats, firstRows, new ByteCounts(counts));
    }

    /** As {@link #ofRows(int, int, int[], int[], byte[])}, with counts up to 65,535 in a bin. */
    public static StimulusResponses ofRows(
            int repeatSlots, int bins, int[] recordedRepeats, int[] firstRows, short[] counts) {
        return new StimulusResponses(
                repeatSlots, bins, counts.length, recordedRepeats, firstRows, new ShortCounts(counts));
    }

    /** As {@link #ofRows(int, int, int[], int[], byte[])}, with values in which NaN marks a bin that was not recorded. */
    public static StimulusResponses ofRows(
            int repeatSlots, int bins, int[] recordedRepeats, int[] firstRows, float[] values) {
        return new StimulusResponses(
                repeatSlots, bins, values.length, recordedRepeats, firstRows, new FloatValues(values));
    }

    private static int[] everySlot(int neurons, int repeatSlots, int bins, int length, int[] recordedRepeats) {
        if (neurons < 1 || repeatSlots < 1 || bins < 1 || length != (long) neurons * repeatSlots * bins) {
            throw new IllegalArgumentException(length + " values do not make " + neurons + " neurons, " + repeatSlots
                    + " repeats and " + bins + " bins");
        }
        if (recordedRepeats.length != neurons) {
            throw new IllegalArgumentException(
                    "recorded repeats must be one number per neuron, from 0 to " + repeatSlots);
        }
        return IntStream.range(0, neurons).map(neuron -> neuron * repeatSlots).toArray();
    }

    /** The same stimulus with nothing recorded. */
    StimulusResponses withoutRepeats() {
        int[] none = new int[neurons];
        return switch (samples.type()) {
            case U1 -> ofRows(repeatSlots, bins, none, none, new byte[0]);
            case U2 -> ofRows(repeatSlots, bins, none, none, new short[0]);
            default -> ofRows(repeatSlots, bins, none, none, new float[0]);
        };
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
        return repeat < recordedRepeats[neuron] ? samples.at((firstRows[neuron] + repeat) * bins + bin) : Double.NaN;
    }

    /** One repeat in time order, {@code bins} long, NaN where it was not recorded. */
    public double[] repeat(int neuron, int repeat) {
        double[] values = new double[bins];
        if (repeat >= recordedRepeats[neuron]) {
            Arrays.fill(values, Double.NaN);
            return values;
        }
        int start = (firstRows[neuron] + repeat) * bins;
        for (int t = 0; t < bins; t++) {
            values[t] = samples.at(start + t);
        }
        return values;
    }
}
