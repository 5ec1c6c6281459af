package org.tonotopy.api.page;

import java.util.List;

/**
 * The form that asks for a fit.
 *
 * @param choices benchmark, model and training, which decide what else is asked for
 * @param model what the chosen kind of model is, and where it was published
 * @param training the same of the way to train
 * @param modelFields settings of the model
 * @param trainingFields settings of the training
 * @param fitFields what is asked of every fit
 * @param problems what is wrong with what was sent, field by field
 */
record FitFormView(
        List<FormField> choices,
        String model,
        String training,
        List<FormField> modelFields,
        List<FormField> trainingFields,
        List<FormField> fitFields,
        List<String> problems) {
    /** Copies the lists. */
    FitFormView {
        choices = List.copyOf(choices);
        modelFields = List.copyOf(modelFields);
        trainingFields = List.copyOf(trainingFields);
        fitFields = List.copyOf(fitFields);
        problems = List.copyOf(problems);
    }
}
