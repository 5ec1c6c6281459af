package org.tonotopy.api.page;

import java.util.List;

/**
 * Entries of a board on groups of neurons: every value is a text already.
 *
 * @param heads what the neurons of a group have in common, and how many there are
 * @param rows in the order of the board
 */
record GroupTable(List<String> heads, List<Row> rows) {
    /** Copies the lists. */
    GroupTable {
        heads = List.copyOf(heads);
        rows = List.copyOf(rows);
    }

    /**
     * An entry.
     *
     * @param kind of model
     * @param label what it is beside one network for all neurons; may be empty
     * @param means one for each group
     */
    record Row(String kind, String label, List<String> means) {
        /** Copies the list. */
        Row {
            means = List.copyOf(means);
        }
    }
}
