package org.tonotopy.api.page;

import org.tonotopy.registry.benchmark.Smoothing;

/** What benchmarks are made of, in words. */
final class BenchmarkWords {
    private BenchmarkWords() {}

    static String of(Smoothing smoothing) {
        return switch (smoothing) {
            case NONE -> "none";
            case HANNING_21MS_PEAK_ONE -> "Hanning window of 21 ms, peak 1";
            case HANNING_21MS_SUM_ONE -> "Hanning window of 21 ms, sum 1";
        };
    }
}
