package org.tonotopy.worker.board;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.board.BoardStatistics.NeuronGroup;
import org.tonotopy.registry.dataset.DatasetShape;
import org.tonotopy.registry.dataset.NeuronAttributes;

/**
 * Splits neurons up by what is known of them: by brain area where there are several, and in thirds by depth and by noise (measured
 * noise power over signal power). A neuron of which something is not known is in no group by it. On the board of a suite, by
 * benchmark.
 */
final class NeuronGroups {
    private static final int PARTS = 3;
    /** Fewer in a part say nothing. */
    private static final int LEAST = 2;

    private NeuronGroups() {}

    /**
     * Neurons that have something in common.
     *
     * @param described what it is
     * @param places of the neurons in the list that was split up
     */
    record Group(NeuronGroup described, List<Integer> places) {
        /** Copies the list. */
        Group {
            places = List.copyOf(places);
        }
    }

    /**
     * All groups of a benchmark.
     *
     * @param neurons indices in the dataset
     */
    static List<Group> of(DatasetShape shape, List<Integer> neurons) {
        List<Optional<NeuronAttributes>> attributes = neurons.stream()
                .map(neuron -> shape.neurons().get(neuron).attributes())
                .toList();
        List<Group> groups = new ArrayList<>(byArea(attributes));
        groups.addAll(inParts("depth", " µm", attributes, NeuronAttributes::depthUm));
        groups.addAll(inParts("noise", "", attributes, NeuronAttributes::measuredNoiseRatio));
        return groups;
    }

    /** The neurons of each benchmark of a suite, which stand one benchmark after another. */
    static List<Group> byBenchmark(List<Benchmark> benchmarks) {
        List<Group> groups = new ArrayList<>();
        int from = 0;
        for (Benchmark benchmark : benchmarks) {
            int to = from + benchmark.neuronsAfter();
            groups.add(group(
                    "benchmark",
                    benchmark.reference().toString(),
                    IntStream.range(from, to).boxed().toList()));
            from = to;
        }
        return groups;
    }

    private static List<Group> byArea(List<Optional<NeuronAttributes>> attributes) {
        Map<String, List<Integer>> areas = new TreeMap<>();
        for (int place = 0; place < attributes.size(); place++) {
            int neuron = place;
            attributes
                    .get(place)
                    .flatMap(NeuronAttributes::area)
                    .ifPresent(area -> areas.computeIfAbsent(area, name -> new ArrayList<>())
                            .add(neuron));
        }
        if (areas.size() < 2) {
            return List.of();
        }
        return areas.entrySet().stream()
                .map(area -> group("area", area.getKey(), area.getValue()))
                .toList();
    }

    private static List<Group> inParts(
            String criterion,
            String unit,
            List<Optional<NeuronAttributes>> attributes,
            Function<NeuronAttributes, Optional<Double>> number) {
        List<Optional<Double>> numbers =
                attributes.stream().map(known -> known.flatMap(number)).toList();
        List<Double> sorted =
                numbers.stream().flatMap(Optional::stream).sorted().toList();
        if (sorted.size() < PARTS * LEAST || sorted.get(0).equals(sorted.get(sorted.size() - 1))) {
            return List.of();
        }
        List<Group> groups = new ArrayList<>();
        // Equal numbers stay together: a part begins at a number, not at a place.
        for (int part = 0; part < PARTS; part++) {
            double from = sorted.get(part * sorted.size() / PARTS);
            boolean last = part == PARTS - 1;
            double to = last ? Double.POSITIVE_INFINITY : sorted.get((part + 1) * sorted.size() / PARTS);
            List<Integer> places = IntStream.range(0, numbers.size())
                    .filter(place -> numbers.get(place)
                            .filter(value -> value >= from && value < to)
                            .isPresent())
                    .boxed()
                    .toList();
            if (!places.isEmpty()) {
                double most = places.stream()
                        .map(numbers::get)
                        .mapToDouble(Optional::orElseThrow)
                        .max()
                        .orElseThrow();
                groups.add(group(criterion, String.format(Locale.ROOT, "%.3g to %.3g%s", from, most, unit), places));
            }
        }
        return groups;
    }

    private static Group group(String criterion, String label, List<Integer> places) {
        return new Group(new NeuronGroup(criterion, label, places.size()), places);
    }
}
