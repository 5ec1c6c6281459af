package org.tonotopy.registry.benchmark;

/**
 * What a benchmark asks for, apart from its dataset.
 *
 * @param split which stimuli are for what
 * @param smoothing of every repeat, for targets and metrics alike
 * @param neuronFilter the neurons that count
 * @param rankingMetric orders the board
 * @param rules in words; may be empty
 */
public record BenchmarkDefinition(
        BenchmarkSplit split,
        Smoothing smoothing,
        NeuronSelection neuronFilter,
        RankingMetric rankingMetric,
        String rules) {}
