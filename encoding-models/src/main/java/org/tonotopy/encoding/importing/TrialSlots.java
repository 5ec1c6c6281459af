package org.tonotopy.encoding.importing;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where the trials of all neurons with one stimulus are kept.
 *
 * <p>A trial of one number is one presentation to all neurons: it has the same slot with each, and those that missed it
 * have no row there. Where that would leave more than half of the slots of the busiest neuron empty, the numbers cannot
 * mean presentations that neurons share (running numbers of separate sessions, say); the trials of each neuron are then
 * counted on their own, in their order.
 */
final class TrialSlots {

    private final List<Optional<TrialLabels>> neurons;
    private final int[] shared;
    private final boolean renumbered;
    private final int slots;
    private final int[] rows;
    private final int recorded;

    TrialSlots(List<Optional<TrialLabels>> neurons) {
        this.neurons = neurons;
        this.shared = neurons.stream()
                .flatMapToInt(labels ->
                        labels.map(own -> Arrays.stream(own.inOrder())).orElse(IntStream.empty()))
                .sorted()
                .distinct()
                .toArray();
        int most = neurons.stream()
                .mapToInt(labels -> labels.map(own -> own.inOrder().length).orElse(0))
                .max()
                .orElse(0);
        this.renumbered = shared.length > 2 * most;
        this.slots = Math.max(1, renumbered ? most : shared.length);
        this.rows = new int[neurons.size() * slots];
        this.recorded = fillRows();
    }

    private int fillRows() {
        Arrays.fill(rows, -1);
        int row = 0;
        for (int neuron = 0; neuron < neurons.size(); neuron++) {
            if (neurons.get(neuron).isPresent()) {
                for (int label : neurons.get(neuron).get().inOrder()) {
                    rows[neuron * slots + slot(neuron, label)] = row++;
                }
            }
        }
        return row;
    }

    private int slot(int neuron, int label) {
        return renumbered ? neurons.get(neuron).orElseThrow().indexOf(label) : Arrays.binarySearch(shared, label);
    }

    /** The row of a trial that was declared. */
    int row(int neuron, int label) {
        int slot = slot(neuron, label);
        int row = slot < 0 ? -1 : rows[neuron * slots + slot];
        if (row < 0) {
            throw new IllegalArgumentException("trial " + label + " of neuron " + neuron + " was not declared");
        }
        return row;
    }

    /** Slots of one neuron. */
    int slots() {
        return slots;
    }

    /**
     * For each neuron and slot the row, or -1.
     *
     * @param neuronOrder for each neuron of the result, its place here
     */
    int[] rows(int[] neuronOrder) {
        int[] ordered = new int[rows.length];
        for (int neuron = 0; neuron < neuronOrder.length; neuron++) {
            System.arraycopy(rows, neuronOrder[neuron] * slots, ordered, neuron * slots, slots);
        }
        return ordered;
    }

    /** Trials of all neurons together. */
    int recorded() {
        return recorded;
    }

    boolean renumbered() {
        return renumbered;
    }
}
