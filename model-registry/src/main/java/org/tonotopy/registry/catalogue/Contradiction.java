package org.tonotopy.registry.catalogue;

import static org.tonotopy.registry.catalogue.CatalogueEntry.KIND;
import static org.tonotopy.registry.catalogue.ModelCatalogue.KERNEL;
import static org.tonotopy.registry.catalogue.ModelCatalogue.LINEAR;
import static org.tonotopy.registry.catalogue.ModelCatalogue.LN;
import static org.tonotopy.registry.catalogue.ModelCatalogue.NON_NEGATIVE;
import static org.tonotopy.registry.catalogue.ModelCatalogue.OUTPUT;
import static org.tonotopy.registry.catalogue.ModelCatalogue.PREFILTER;
import static org.tonotopy.registry.catalogue.TrainingCatalogue.INITIALISATION;
import static org.tonotopy.registry.catalogue.TrainingCatalogue.LOSS;
import static org.tonotopy.registry.catalogue.TrainingCatalogue.POISSON;
import static org.tonotopy.registry.catalogue.TrainingCatalogue.RIDGE;

import java.util.List;

/**
 * A model and a training that make no fit together, whatever the data. The default recipes never contradict what a request
 * says, so a contradiction always stands in the request itself.
 *
 * @param model settings of the model, {@code kind} among them
 * @param training settings of the training, {@code kind} among them
 * @param problem what the request is told
 */
record Contradiction(Condition model, Condition training, SpecificationProblem problem) {
    private static final String[] SEEING_MORE_OR_LESS = {
        ModelCatalogue.IC_ADAPTATION,
        ModelCatalogue.ADAPTRANS,
        ModelCatalogue.STP,
        ModelCatalogue.FREQUENCY_NORMALISATION
    };
    private static final Condition CLOSED_FORM = Condition.where(KIND, RIDGE);
    private static final Condition FROM_RIDGE = Condition.where(INITIALISATION, RIDGE);
    private static final Condition POISSON_LOSS = Condition.where(LOSS, POISSON);
    private static final Condition CONSTRAINED_KERNEL =
            Condition.where(KERNEL, ModelCatalogue.SEPARABLE, ModelCatalogue.GAUSSIAN);
    private static final Condition PREFILTERED = Condition.where(PREFILTER, (Object[]) SEEING_MORE_OR_LESS);

    private static final List<Contradiction> ALL = List.of(
            new Contradiction(
                    Condition.where(KIND, kindsExcept(LINEAR)),
                    CLOSED_FORM,
                    new SpecificationProblem(
                            "training.kind",
                            "only linear has a solution in closed form",
                            "Use gradient; for ln its initialisation can be ridge.")),
            new Contradiction(
                    CONSTRAINED_KERNEL,
                    CLOSED_FORM,
                    new SpecificationProblem(
                            "training.kind",
                            "ridge regression finds free weights, and the kernel's are not free",
                            "Use gradient, or the kernel full.")),
            new Contradiction(
                    PREFILTERED,
                    CLOSED_FORM,
                    new SpecificationProblem(
                            "training.kind",
                            "ridge regression sees the cochleagram itself, and the model has a prefilter",
                            "Use gradient, or the prefilter none.")),
            new Contradiction(
                    Condition.where(KIND, kindsExcept(LINEAR, LN)),
                    FROM_RIDGE,
                    new SpecificationProblem(
                            "training.initialisation",
                            "only linear and ln have a linear solution to start from",
                            "Use random.")),
            new Contradiction(
                    CONSTRAINED_KERNEL,
                    FROM_RIDGE,
                    new SpecificationProblem(
                            "training.initialisation",
                            "ridge regression finds free weights, and the kernel's are not free",
                            "Use random, or the kernel full.")),
            new Contradiction(
                    PREFILTERED,
                    FROM_RIDGE,
                    new SpecificationProblem(
                            "training.initialisation",
                            "ridge regression sees the cochleagram itself, and the model has a prefilter",
                            "Use random, or the prefilter none.")),
            new Contradiction(
                    Condition.where(KIND, LINEAR),
                    POISSON_LOSS,
                    new SpecificationProblem(
                            "training.loss",
                            "the Poisson loss needs rates above 0, and a linear model can be negative",
                            "Use the loss mse, or the model ln with an output such as softplus2.")),
            new Contradiction(
                    Condition.where(OUTPUT, ModelCatalogue.IDENTITY),
                    POISSON_LOSS,
                    new SpecificationProblem(
                            "training.loss",
                            "the Poisson loss needs rates above 0, and the output identity can be negative",
                            "Use the loss mse, or an output such as softplus2.")),
            new Contradiction(
                    Condition.where(NON_NEGATIVE, false),
                    POISSON_LOSS,
                    new SpecificationProblem(
                            "training.loss",
                            "the Poisson loss needs rates above 0, and with non_negative false the output can be"
                                    + " negative",
                            "Use the loss mse, or leave non_negative out.")));

    static List<Contradiction> all() {
        return ALL;
    }

    boolean holds(FitSpecification fit) {
        return model.holds(fit.model().flat()) && training.holds(fit.training().flat());
    }

    private static Object[] kindsExcept(String... some) {
        List<String> left = List.of(some);
        return ModelCatalogue.entries().stream()
                .map(CatalogueEntry::kind)
                .filter(kind -> !left.contains(kind))
                .toArray();
    }
}
