package org.tonotopy.benchmarks.step;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StepWorkloadTest {
    @ParameterizedTest
    @EnumSource(BenchmarkModel.class)
    void everyModelLearnsFromItsBatch(BenchmarkModel model) {
        TrainingStepBenchmark benchmark = new TrainingStepBenchmark();
        benchmark.model = model.key();
        benchmark.clips = 2;
        benchmark.bins = 50;
        benchmark.neurons = 3;
        benchmark.threads = 2;
        benchmark.prepare();
        double first = benchmark.step();

        assertThat(benchmark.step()).isFinite().isNotEqualTo(first);
    }
}
