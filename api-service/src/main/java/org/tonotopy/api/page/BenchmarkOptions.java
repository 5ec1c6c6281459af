package org.tonotopy.api.page;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.tonotopy.registry.benchmark.BenchmarkRepository;

/** The benchmarks that a form offers. */
final class BenchmarkOptions {
    private static final int MOST = 500;

    private BenchmarkOptions() {}

    /** By name. */
    static List<FormOption> of(BenchmarkRepository benchmarks) {
        return benchmarks.findAfter("", 0, Limit.of(MOST)).stream()
                .map(benchmark -> new FormOption(benchmark.reference().toString()))
                .toList();
    }
}
