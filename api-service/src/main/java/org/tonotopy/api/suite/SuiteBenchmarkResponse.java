package org.tonotopy.api.suite;

import io.swagger.v3.oas.annotations.media.Schema;
import org.tonotopy.registry.benchmark.Benchmark;

/**
 * A benchmark of a suite.
 *
 * @param benchmark its reference
 * @param dataset reference of its dataset
 * @param neurons that count
 */
@Schema(name = "SuiteBenchmark", description = "A benchmark of a suite.")
public record SuiteBenchmarkResponse(
        @Schema(example = "ns1-natural@1") String benchmark,
        @Schema(example = "ns1@1") String dataset,

        @Schema(description = "Neurons that its filter keeps.")
        int neurons) {
    static SuiteBenchmarkResponse of(Benchmark benchmark) {
        return new SuiteBenchmarkResponse(
                benchmark.reference().toString(),
                benchmark.dataset().reference().toString(),
                benchmark.neuronsAfter());
    }
}
