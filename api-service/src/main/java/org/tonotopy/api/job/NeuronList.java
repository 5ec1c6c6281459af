package org.tonotopy.api.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tonotopy.api.problem.FieldProblems;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.dataset.DatasetShape.NeuronShape;
import tools.jackson.databind.JsonNode;

/**
 * Checks a list of neurons that a client sent: numbers are indices in the dataset, texts are the names that it gives them. The
 * order says nothing, so the checked list is ascending.
 *
 * @param benchmark whose neurons they must be
 * @param field of the request that has the list
 */
public record NeuronList(Benchmark benchmark, String field) {
    /** The indices, ascending; empty where something is wrong, and where the list is all of the benchmark. */
    public List<Integer> check(@Nullable JsonNode sent, FieldProblems problems) {
        if (sent == null || sent.isNull()) {
            return List.of();
        }
        if (!sent.isArray() || sent.isEmpty()) {
            problems.add(
                    field,
                    sent.isArray() ? "it is empty" : "it is not a list of neurons",
                    "Name neurons by index or by name, for instance [0, 3], or leave it out for all of the benchmark.");
            return List.of();
        }
        SortedMap<Integer, Integer> places = new TreeMap<>();
        for (int place = 0; place < sent.size(); place++) {
            index(sent.get(place), place, places, problems);
        }
        List<Integer> indices = new ArrayList<>(places.keySet());
        return indices.equals(benchmark.neurons()) ? List.of() : indices;
    }

    private void index(JsonNode sent, int place, SortedMap<Integer, Integer> places, FieldProblems problems) {
        String element = field + "[" + place + "]";
        Optional<Integer> found = find(sent);
        if (found.isEmpty()) {
            problems.add(
                    element,
                    sent.isString() || sent.isIntegralNumber()
                            ? "the dataset " + benchmark.dataset().reference() + " has no neuron " + sent
                            : "it is neither an index nor a name",
                    "Use an index from 0 to " + (known().size() - 1) + ", or a name as GET /api/v1/datasets/"
                            + benchmark.dataset().reference() + " lists them.");
            return;
        }
        int index = found.get();
        if (!benchmark.neurons().contains(index)) {
            problems.add(
                    element,
                    "the benchmark " + benchmark.reference() + " leaves neuron " + inWords(index) + " out",
                    "Use its own: " + FieldProblems.listed(benchmark.neurons()) + ".");
            return;
        }
        Integer before = places.putIfAbsent(index, place);
        if (before != null) {
            problems.add(
                    element,
                    "neuron " + inWords(index) + " is named by " + field + "[" + before + "] already",
                    "Name each neuron once.");
        }
    }

    private Optional<Integer> find(JsonNode sent) {
        List<NeuronShape> known = known();
        if (sent.isString()) {
            return IntStream.range(0, known.size())
                    .filter(index -> known.get(index).name().equals(sent.stringValue()))
                    .boxed()
                    .findFirst();
        }
        boolean index = sent.isIntegralNumber()
                && sent.canConvertToInt()
                && sent.intValue() >= 0
                && sent.intValue() < known.size();
        return index ? Optional.of(sent.intValue()) : Optional.empty();
    }

    private List<NeuronShape> known() {
        return benchmark.dataset().shape().orElseThrow().neurons();
    }

    private String inWords(int index) {
        return index + " (" + known().get(index).name() + ")";
    }
}
