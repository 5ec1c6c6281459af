package org.tonotopy.api.page;

import java.util.List;

/**
 * The form that asks for a sweep.
 *
 * @param benchmark that it is for
 * @param models that can be ticked
 * @param fields what all fits have in common
 * @param search which hyperparameters are tried
 * @param problems what is wrong with what was sent
 */
record SweepFormView(
        FormField benchmark, List<Tick> models, List<FormField> fields, FormField search, List<String> problems) {
    /**
     * A model that can be ticked.
     *
     * @param name of the field
     * @param kind of the model
     * @param meaning one sentence
     * @param chosen whether it is ticked
     */
    record Tick(String name, String kind, String meaning, boolean chosen) {}

    /** Copies the lists. */
    SweepFormView {
        models = List.copyOf(models);
        fields = List.copyOf(fields);
        problems = List.copyOf(problems);
    }
}
