package org.tonotopy.api.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tonotopy.api.problem.FieldProblems;
import org.tonotopy.registry.dataset.DatasetShape;

/**
 * Checks a list of words that a client sent, each of which must be one of the dataset's.
 *
 * @param field path of the list in the request
 * @param known the words that there are
 */
record WordList(String field, List<String> known) {
    /** No dataset has more different words of its stimuli or neurons. */
    static final int MOST = DatasetShape.MOST_NEURONS;

    private static final int MOST_NAMED = 20;

    /** The words, in order and each once: the same set is the same definition. Empty where none were sent. */
    Optional<List<String>> check(@Nullable List<@Nullable String> sent, FieldProblems problems) {
        if (sent == null) {
            return Optional.empty();
        }
        if (sent.isEmpty()) {
            problems.add(field, "it is empty", "Name at least one, or leave it out." + there());
        }
        if (sent.size() > MOST) {
            problems.add(
                    field,
                    "there are " + sent.size() + " of them",
                    "Name each once; there can be " + MOST + " at most.");
            return Optional.empty();
        }
        List<String> words = new ArrayList<>();
        for (int place = 0; place < sent.size(); place++) {
            String word = sent.get(place);
            if (word != null && known.contains(word)) {
                words.add(word);
            } else {
                problems.add(
                        field + "[" + place + "]",
                        word == null ? "it is null" : "there is no such one in the dataset",
                        "Leave it out, or name another one." + there());
            }
        }
        return Optional.of(words.stream().distinct().sorted().toList());
    }

    private String there() {
        return known.isEmpty()
                ? " The dataset says it of none."
                : " There are: " + known.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
                        + (known.size() > MOST_NAMED ? ", ... (" + known.size() + " of them)." : ".");
    }
}
