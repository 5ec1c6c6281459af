package org.tonotopy.api.page;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.tonotopy.api.problem.FieldProblem;
import org.tonotopy.registry.benchmark.BenchmarkRepository;

/** The benchmarks that a form offers. */
final class BenchmarkOptions {
    private BenchmarkOptions() {}

    /**
     * The field that asks for one, by name.
     *
     * @param help what it is for
     */
    static FormField field(BenchmarkRepository benchmarks, String help, TypedForm typed, List<FieldProblem> problems) {
        return FormField.offered(
                "benchmark",
                "Benchmark",
                help,
                benchmarks.findAfter("", 0, Limit.of(FormField.MOST_OPTIONS + 1)).stream()
                        .map(benchmark -> benchmark.reference().toString())
                        .toList(),
                typed,
                problems);
    }
}
