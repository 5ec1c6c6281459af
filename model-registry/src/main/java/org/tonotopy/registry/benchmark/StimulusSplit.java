package org.tonotopy.registry.benchmark;

import java.util.List;

/**
 * Which stimuli are for what; by index in the dataset, from 0.
 *
 * @param train fitted to
 * @param validation stop the fit and choose its settings
 * @param test touched once, by the scorer, after fitting is over
 */
public record StimulusSplit(List<Integer> train, List<Integer> validation, List<Integer> test)
        implements BenchmarkSplit {
    /** Copies the lists. */
    public StimulusSplit {
        train = List.copyOf(train);
        validation = List.copyOf(validation);
        test = List.copyOf(test);
    }

    @Override
    public List<StimulusSplit> turns() {
        return List.of(this);
    }
}
