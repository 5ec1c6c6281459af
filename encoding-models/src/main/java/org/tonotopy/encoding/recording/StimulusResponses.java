package org.tonotopy.encoding.recording;

import java.util.Arrays;
import org.tonotopy.encoding.array.ElementType;

/**
 * The responses of all neurons to the repeats of one stimulus, kept in the smallest type that holds them.
 *
 * <p>Neuron-major: repeat {@code r} of neuron {@code n} is slot {@code n * repeatSlots + r}, and has a row of
 * {@code bins} numbers if it was recorded. What was not recorded reads as NaN, never as zero, and takes no room.
 */
public final class StimulusResponses {

    private final int neurons;
    private final int repeatSlots;
    private final int bins;
    private final int[] rows;
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

    /** @param rows for each slot the row that holds it, negative where it was not recorded */
    private StimulusResponses(int neurons, int repeatSlots, int bins, int length, int[] rows, Samples samples) {
        if (neurons < 1 || repeatSlots < 1 || bins < 1 || rows.length != (long) neurons * repeatSlots) {
            throw new IllegalArgumentException(rows.length + " slots do not make " + neurons + " neurons and "
                    + repeatSlots + " repeats of " + bins + " bins");
        }
        if (Arrays.stream(rows).anyMatch(row -> (row + 1L) * bins > length)) {
            throw new IllegalArgumentException(length + " values do not hold the last row of " + bins + " bins");
        }
        this.neurons = neurons;
        this.repeatSlots = repeatSlots;
        this.bins = bins;
        this.rows = rows;
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
        return new StimulusResponses(neurons, repeatSlots, bins, counts.length, rows, new ByteCounts(counts));
    }

    /** As {@link #ofCounts(int, int, int, byte[], int[])}, with counts up to 65,535 in a bin. */
    public static StimulusResponses ofCounts(
            int neurons, int repeatSlots, int bins, short[] counts, int[] recordedRepeats) {
        int[] rows = everySlot(neurons, repeatSlots, bins, counts.length, recordedRepeats);
        return new StimulusResponses(neurons, repeatSlots, bins, counts.length, rows, new ShortCounts(counts));
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
        return new StimulusResponses(neurons, repeatSlots, bins, values.length, rows, new FloatValues(values));
    }

    /**
     * Spike counts up to 255 in a bin, of which only what was recorded has a row.
     *
     * @param rows for each slot the row that holds it, negative where it was not recorded; copied
     * @param counts unsigned, row by row; kept, not copied
     */
    public static StimulusResponses ofRows(int neurons, int repeatSlots, int bins, int[] rows, byte[] counts) {
        return new StimulusResponses(neurons, repeatSlots, bins, counts.length, rows.clone(), new ByteCounts(counts));
    }

    /** As {@link #ofRows(int, int, int, int[], byte[])}, with counts up to 65,535 in a bin. */
    public static StimulusResponses ofRows(int neurons, int repeatSlots, int bins, int[] rows, short[] counts) {
        return new StimulusResponses(neurons, repeatSlots, bins, counts.length, rows.clone(), new ShortCounts(counts));
    }

    /** As {@link #ofRows(int, int, int, int[], byte[])}, with counts or traces in which NaN marks a bin not recorded. */
    public static StimulusResponses ofRows(int neurons, int repeatSlots, int bins, int[] rows, float[] values) {
        return new StimulusResponses(neurons, repeatSlots, bins, values.length, rows.clone(), new FloatValues(values));
    }

    private static int[] everySlot(int neurons, int repeatSlots, int bins, int length, int[] recordedRepeats) {
        if (neurons < 1 || repeatSlots < 1 || bins < 1 || length != (long) neurons * repeatSlots * bins) {
            throw new IllegalArgumentException(length + " values do not make " + neurons + " neurons, " + repeatSlots
                    + " repeats and " + bins + " bins");
        }
        if (recordedRepeats.length != neurons
                || Arrays.stream(recordedRepeats).anyMatch(repeats -> repeats < 0 || repeats > repeatSlots)) {
            throw new IllegalArgumentException(
                    "recorded repeats must be one number per neuron, from 0 to " + repeatSlots);
        }
        int[] rows = new int[neurons * repeatSlots];
        for (int slot = 0; slot < rows.length; slot++) {
            rows[slot] = slot % repeatSlots < recordedRepeats[slot / repeatSlots] ? slot : -1;
        }
        return rows;
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
        int row = rows[neuron * repeatSlots + repeat];
        return row < 0 ? Double.NaN : samples.at(row * bins + bin);
    }

    /** One repeat in time order, {@code bins} long, NaN where it was not recorded. */
    public double[] repeat(int neuron, int repeat) {
        double[] values = new double[bins];
        int row = rows[neuron * repeatSlots + repeat];
        if (row < 0) {
            Arrays.fill(values, Double.NaN);
            return values;
        }
        for (int t = 0; t < bins; t++) {
            values[t] = samples.at(row * bins + t);
        }
        return values;
    }
}
