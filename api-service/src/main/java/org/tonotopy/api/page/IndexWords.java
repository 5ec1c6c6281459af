package org.tonotopy.api.page;

import java.util.ArrayList;
import java.util.List;

/** Indices as a form takes them. */
final class IndexWords {
    private IndexWords() {}

    /**
     * For instance {@code 0-13, 17}.
     *
     * @param indices ascending
     */
    static String of(List<Integer> indices) {
        List<String> ranges = new ArrayList<>();
        for (int place = 0; place < indices.size(); place++) {
            int first = indices.get(place);
            int last = first;
            while (place + 1 < indices.size() && indices.get(place + 1) == last + 1) {
                last++;
                place++;
            }
            ranges.add(first == last ? String.valueOf(first) : first + "-" + last);
        }
        return String.join(", ", ranges);
    }
}
