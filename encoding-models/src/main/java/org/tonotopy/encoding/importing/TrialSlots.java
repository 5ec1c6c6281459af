package org.tonotopy.encoding.importing;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where the trials of all neurons with one stimulus are kept: those of each neuron in the order of their numbers, the ones
 * that were recorded first. Neurons whose trials have the same numbers keep them side by side, so that trial {@code k} of
 * both is one presentation; of a neuron that lacks some, the later ones move up.
 */
final class TrialSlots {

    private final List<Optional<TrialLabels>> neurons;
    private final int[] recordedRepeats;
    private final int[] firstRows;
    private final boolean aligned;

    TrialSlots(List<Optional<TrialLabels>> neurons) {
        this.neurons = neurons;
        this.recordedRepeats = new int[neurons.size()];
        this.firstRows = new int[neurons.size()];
        int rows = 0;
        for (int neuron = 0; neuron < recordedRepeats.length; neuron++) {
            recordedRepeats[neuron] =
                    neurons.get(neuron).map(labels -> labels.inOrder().length).orElse(0);
            firstRows[neuron] = rows;
            rows += recordedRepeats[neuron];
        }
        List<int[]> recorded = neurons.stream()
                .flatMap(Optional::stream)
                .map(TrialLabels::inOrder)
                .toList();
        int[] longest =
                recorded.stream().reduce(new int[0], (first, second) -> first.length >= second.length ? first : second);
        this.aligned = recorded.stream().allMatch(own -> Arrays.equals(own, Arrays.copyOf(longest, own.length)));
    }

    /** The row of a trial that was declared. */
    int row(int neuron, int label) {
        int index = neurons.get(neuron).map(labels -> labels.indexOf(label)).orElse(-1);
        if (index < 0) {
            throw new IllegalArgumentException("trial " + label + " of neuron " + neuron + " was not declared");
        }
        return firstRows[neuron] + index;
    }

    /** The most trials that a neuron has, at least 1. */
    int slots() {
        return Math.max(1, Arrays.stream(recordedRepeats).max().orElse(0));
    }

    /**
     * For each neuron how many trials it has.
     *
     * @param neuronOrder for each neuron of the result, its place here
     */
    int[] recordedRepeats(int[] neuronOrder) {
        return Arrays.stream(neuronOrder).map(neuron -> recordedRepeats[neuron]).toArray();
    }

    /** For each neuron the row of its first trial, in the same order. */
    int[] firstRows(int[] neuronOrder) {
        return Arrays.stream(neuronOrder).map(neuron -> firstRows[neuron]).toArray();
    }

    /** Trials of all neurons together. */
    int recorded() {
        return Arrays.stream(recordedRepeats).sum();
    }

    /** Whether trial {@code k} has the same number with all neurons that have it. */
    boolean aligned() {
        return aligned;
    }
}
