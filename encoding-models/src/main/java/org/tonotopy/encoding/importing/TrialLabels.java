package org.tonotopy.encoding.importing;

import java.util.Arrays;

/** The numbers of the trials of one neuron with one stimulus, in whatever order and however often they come. */
final class TrialLabels {

    private int[] labels = new int[4];
    private int size;
    private boolean sorted = true;

    /** Returns how many bytes were needed to take it. */
    int add(int label) {
        if (size > 0 && labels[size - 1] == label) {
            return 0;
        }
        int grownBy = 0;
        if (size == labels.length) {
            sort();
            if (size > labels.length / 2) {
                grownBy = labels.length * Integer.BYTES;
                labels = Arrays.copyOf(labels, labels.length * 2);
            }
        }
        sorted &= size == 0 || labels[size - 1] < label;
        labels[size++] = label;
        return grownBy;
    }

    /** All of them once, in order. */
    int[] inOrder() {
        sort();
        return Arrays.copyOf(labels, size);
    }

    /** The place of a label in {@link #inOrder()}, negative where it was never added. */
    int indexOf(int label) {
        sort();
        return Arrays.binarySearch(labels, 0, size, label);
    }

    private void sort() {
        if (sorted) {
            return;
        }
        Arrays.sort(labels, 0, size);
        int distinct = 1;
        for (int i = 1; i < size; i++) {
            if (labels[i] != labels[distinct - 1]) {
                labels[distinct++] = labels[i];
            }
        }
        size = distinct;
        sorted = true;
    }
}
