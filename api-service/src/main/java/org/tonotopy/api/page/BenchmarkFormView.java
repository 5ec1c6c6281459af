package org.tonotopy.api.page;

import java.util.List;

/**
 * The form that defines a benchmark.
 *
 * @param choices on which the other fields depend
 * @param name what it is called
 * @param split which stimuli are for what
 * @param responses how they are prepared and ranked
 * @param filters of neurons and stimuli
 * @param rules in words
 * @param stimuli of the chosen dataset, the first of many
 * @param moreStimuli how many others there are
 * @param problems what was wrong with what was sent
 */
record BenchmarkFormView(
        List<FormField> choices,
        FormField name,
        List<FormField> split,
        List<FormField> responses,
        List<FormField> filters,
        FormField rules,
        List<Stimulus> stimuli,
        int moreStimuli,
        List<String> problems) {
    /**
     * A stimulus to choose.
     *
     * @param index in the dataset
     * @param name in the dataset
     * @param kind what sort of sound it is; empty where nobody says
     * @param duration how long it is
     */
    record Stimulus(int index, String name, String kind, String duration) {}
}
