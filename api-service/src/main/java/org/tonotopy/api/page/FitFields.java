package org.tonotopy.api.page;

import java.util.List;
import org.tonotopy.api.problem.FieldProblem;

/** The fields that every fit has beside model and training. */
final class FitFields {
    private FitFields() {}

    /** As they were left. */
    static List<FormField> of(TypedForm typed, List<FieldProblem> problems) {
        return List.of(
                FormField.typed(
                        "seed",
                        "Seed",
                        "Of initial weights, order and dropout. The same seed gives the same fit.",
                        "default: 0",
                        typed,
                        problems),
                units(typed, problems),
                FormField.typed(
                        "neurons",
                        "Neurons",
                        "Indices or names, for instance 0, 3, 5-8. A model of some neurons only is on no board.",
                        "default: all of the benchmark",
                        typed,
                        problems),
                modelName(typed, problems),
                device(typed, problems),
                VisibilityField.of(typed, problems),
                FormField.choice(
                        "force",
                        "If exactly this was fitted before",
                        "A fit that was made already, or is on its way, is shown instead of made again.",
                        List.of(new FormOption("true", "fit it again")),
                        "show that one",
                        typed,
                        problems));
    }

    /** What one network predicts. */
    static FormField units(TypedForm typed, List<FieldProblem> problems) {
        return FormField.choice(
                "units",
                "Networks",
                "What one network predicts.",
                List.of(new FormOption("each_neuron", "one for each neuron")),
                "default: one for all neurons",
                typed,
                problems);
    }

    /** Under which name it is kept. */
    static FormField modelName(TypedForm typed, List<FieldProblem> problems) {
        return FormField.typed(
                "model_name",
                "Name",
                "Under which the model is kept: lower-case letters, digits, dots and hyphens.",
                "default: kind and benchmark",
                typed,
                problems);
    }

    /** What it needs to compute on. */
    static FormField device(TypedForm typed, List<FieldProblem> problems) {
        return FormField.choice(
                "device",
                "Computes on",
                "A job that needs a GPU waits until a worker with one is there.",
                List.of(
                        new FormOption("gpu_preferred", "a GPU if one is free and faster"),
                        new FormOption("gpu", "a GPU only")),
                "default: any worker",
                typed,
                problems);
    }
}
