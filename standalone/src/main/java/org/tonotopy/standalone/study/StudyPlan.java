package org.tonotopy.standalone.study;

import java.util.List;

/**
 * What a study fits.
 *
 * @param models kinds of models; empty: every kind that the server has
 * @param units what one network predicts, of {@code population} and {@code each_neuron}
 * @param seeds fits of each, with seeds 0, 1, ...
 */
record StudyPlan(List<String> models, List<String> units, int seeds) {
    /** Copies the lists. */
    StudyPlan {
        models = List.copyOf(models);
        units = List.copyOf(units);
    }
}
