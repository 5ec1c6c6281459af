package org.tonotopy.registry.score;

import java.util.List;

/**
 * The test stimuli of a benchmark, scored once.
 *
 * @param scorerVersion version of the scorer's formulas
 * @param neurons one entry per neuron of the benchmark, in its order
 * @param aggregates one entry per metric
 */
public record BenchmarkScore(String scorerVersion, List<NeuronScore> neurons, List<ScoreAggregate> aggregates) {
    /** Copies the lists. */
    public BenchmarkScore {
        neurons = List.copyOf(neurons);
        aggregates = List.copyOf(aggregates);
    }
}
