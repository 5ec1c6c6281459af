package org.tonotopy.encoding.importing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.tonotopy.encoding.recording.Finding.Code;
import org.tonotopy.encoding.recording.FindingLog;

/** The order of what a file holds: first what the metadata name, as they name it, then the rest as it came. */
final class DescribedOrder {

    private DescribedOrder() {}

    /**
     * @param field the list in the metadata
     * @param names what the file holds
     * @param described what the metadata name; an error is logged where the file does not hold all of it
     * @return for each place the index of a name
     */
    static int[] of(String field, List<String> names, List<String> described, FindingLog log) {
        Map<String, Integer> places = new HashMap<>();
        List<String> missing = new ArrayList<>();
        for (String name : described) {
            if (!names.contains(name)) {
                missing.add(name);
            }
            places.putIfAbsent(name, places.size());
        }
        if (!missing.isEmpty()) {
            log.error(
                    Code.MISMATCHED_METADATA,
                    "metadata." + field,
                    "The file holds none of " + missing.size() + " that they name; the first is " + missing.get(0)
                            + ", the file has " + names.get(0) + ", say.",
                    "Name them as the file does, or leave them out.");
        }
        return IntStream.range(0, names.size())
                .boxed()
                .sorted(Comparator.comparingInt((Integer i) -> places.getOrDefault(names.get(i), Integer.MAX_VALUE)))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
