package org.tonotopy.api.sweep;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.tonotopy.api.job.FitRequestCheck;
import org.tonotopy.api.job.NeuronList;
import org.tonotopy.api.problem.FieldProblems;
import org.tonotopy.registry.benchmark.Benchmark;
import tools.jackson.databind.JsonNode;

/**
 * What a fit of a sweep may be for.
 *
 * @param benchmark of the sweep
 * @param neurons indices in the dataset, ascending; empty: all of the benchmark
 */
record SweepTarget(Benchmark benchmark, List<Integer> neurons) {
    private static final String BENCHMARKS = "benchmarks";
    private static final String NEURONS = "neurons";
    private static final String EACH = "each";
    static final int MOST_BENCHMARKS = 100;

    /** The benchmarks of a request. */
    static List<Benchmark> benchmarks(CreateSweepRequest request, FitRequestCheck fits, FieldProblems problems) {
        List<@Nullable String> sent = request.benchmarks();
        if (sent == null) {
            return fits.benchmark("benchmark", request.benchmark(), problems).stream()
                    .toList();
        }
        if (request.benchmark() != null) {
            problems.add(BENCHMARKS, "benchmark says it already", "Leave one of them out.");
            return List.of();
        }
        if (sent.isEmpty() || sent.size() > MOST_BENCHMARKS) {
            problems.add(
                    BENCHMARKS,
                    "there cannot be " + sent.size() + " benchmarks",
                    "Name 1 to " + MOST_BENCHMARKS + ", as name@version.");
            return List.of();
        }
        List<Benchmark> found = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int place = 0; place < sent.size(); place++) {
            String field = BENCHMARKS + "[" + place + "]";
            Optional<Benchmark> benchmark = fits.benchmark(field, sent.get(place), problems);
            if (benchmark.isPresent()) {
                refuseDifferent(field, found, benchmark.get(), problems);
                if (!names.add(benchmark.get().reference().toString())) {
                    problems.add(field, "it is named twice", "Name each benchmark once.");
                }
                found.add(benchmark.get());
            }
        }
        return found;
    }

    private static void refuseDifferent(
            String field, List<Benchmark> before, Benchmark benchmark, FieldProblems problems) {
        if (!before.isEmpty()
                && !before.get(0).dataset().id().equals(benchmark.dataset().id())) {
            problems.add(
                    field,
                    "it is of the dataset " + benchmark.dataset().reference() + ", and the first one of "
                            + before.get(0).dataset().reference(),
                    "Make a sweep for each dataset.");
        }
    }

    /**
     * The sets of neurons that a request names, for each benchmark.
     *
     * @param sent as it was sent: a list of neurons, a list of such lists, "each", or nothing
     */
    static List<SweepTarget> of(List<Benchmark> benchmarks, @Nullable JsonNode sent, FieldProblems problems) {
        return benchmarks.stream()
                .flatMap(benchmark ->
                        sets(benchmark, sent, problems).stream().map(neurons -> new SweepTarget(benchmark, neurons)))
                .toList();
    }

    private static List<List<Integer>> sets(Benchmark benchmark, @Nullable JsonNode sent, FieldProblems problems) {
        if (sent != null && sent.isString() && sent.stringValue().equals(EACH)) {
            return benchmark.neurons().size() == 1
                    ? List.of(List.of())
                    : benchmark.neurons().stream().map(List::of).toList();
        }
        if (sent == null || !sent.isArray() || sent.isEmpty() || !sent.get(0).isArray()) {
            return List.of(new NeuronList(benchmark, NEURONS).check(sent, problems));
        }
        List<List<Integer>> sets = IntStream.range(0, sent.size())
                .mapToObj(place ->
                        new NeuronList(benchmark, NEURONS + "[" + place + "]").check(sent.get(place), problems))
                .toList();
        return sets.stream().distinct().toList();
    }
}
