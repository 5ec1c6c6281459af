package org.tonotopy.registry.benchmark;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import java.util.Optional;

/**
 * What a benchmark asks for, apart from its dataset.
 *
 * @param split which stimuli are for what
 * @param smoothing of every repeat, for targets and metrics alike
 * @param neuronFilter the neurons that count
 * @param stimulusFilter by what the stimuli of the split were chosen; empty where they were not. Absent from the JSON then, so
 *     that definitions keep the hash that they had before there were filters
 * @param rankingMetric orders the board
 * @param rules in words; may be empty
 * @param testResponses who may have the responses to the test stimuli
 */
public record BenchmarkDefinition(
        BenchmarkSplit split,
        Smoothing smoothing,
        NeuronSelection neuronFilter,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<StimulusFilter> stimulusFilter,
        RankingMetric rankingMetric,
        String rules,

        @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = TestResponses.Default.class)
        TestResponses testResponses) {
    /** Fills in what definitions lack that were written before there was a choice. */
    public BenchmarkDefinition {
        testResponses = Objects.requireNonNullElse(testResponses, TestResponses.OPEN);
    }

    /** A definition whose test responses are as open as its dataset. */
    public BenchmarkDefinition(
            BenchmarkSplit split,
            Smoothing smoothing,
            NeuronSelection neuronFilter,
            Optional<StimulusFilter> stimulusFilter,
            RankingMetric rankingMetric,
            String rules) {
        this(split, smoothing, neuronFilter, stimulusFilter, rankingMetric, rules, TestResponses.OPEN);
    }

    /** Whether nobody below admin may have the responses to the test stimuli. */
    public boolean hidesTests() {
        return testResponses == TestResponses.HIDDEN;
    }
}
