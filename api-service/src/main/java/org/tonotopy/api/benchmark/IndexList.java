package org.tonotopy.api.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tonotopy.api.problem.FieldProblems;

/**
 * Checks a list of indices that a client sent. The order says nothing, so the checked list is ascending: the same set
 * is the same definition.
 *
 * @param field path of the list in the request
 * @param things what is counted, in the plural
 * @param count how many there are
 */
record IndexList(String field, String things, int count) {
    /** The indices, ascending; empty where something is wrong with them. */
    List<Integer> check(@Nullable List<@Nullable Integer> sent, FieldProblems problems) {
        if (sent == null || sent.isEmpty()) {
            problems.add(
                    field,
                    sent == null ? "it is missing" : "it is empty",
                    "Name at least one of the dataset's " + things + " by its index, from 0 to " + (count - 1) + ".");
            return List.of();
        }
        TreeSet<Integer> indices = new TreeSet<>();
        for (int place = 0; place < sent.size(); place++) {
            Integer index = sent.get(place);
            if (index == null || index < 0 || index >= count) {
                problems.add(
                        field + "[" + place + "]",
                        index == null ? "it is null" : "there is no index " + index + " among the " + things,
                        "The dataset has " + count + " " + things + ", with indices from 0 to " + (count - 1) + ".");
                return List.of();
            }
            if (!indices.add(index)) {
                problems.add(
                        field + "[" + place + "]", "the index " + index + " is named twice", "Name each index once.");
                return List.of();
            }
        }
        return new ArrayList<>(indices);
    }
}
