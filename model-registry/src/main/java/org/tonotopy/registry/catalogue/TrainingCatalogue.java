package org.tonotopy.registry.catalogue;

import static org.tonotopy.registry.catalogue.Hyperparameter.choice;
import static org.tonotopy.registry.catalogue.Hyperparameter.real;
import static org.tonotopy.registry.catalogue.Hyperparameter.whole;

import java.util.List;
import java.util.Optional;

/** The ways to train a model. Which of them each model takes where a request is silent, {@link DefaultRecipes} say. */
public final class TrainingCatalogue {
    static final String RIDGE = "ridge";
    static final String GRADIENT = "gradient";
    static final String LOSS = "loss";
    static final String POISSON = "poisson";
    static final String INITIALISATION = "initialisation";
    static final String OPTIMISER = "optimiser";
    static final String ADAMW = "adamw";
    static final String BATCH_CLIPS = "batch_clips";

    private static final List<CatalogueEntry> ENTRIES = List.of(
            new CatalogueEntry(
                    RIDGE,
                    "Least squares with a quadratic penalty in closed form; the penalty is chosen on validation.",
                    "Hoerl and Kennard 1970 Technometrics 12:55",
                    List.of(
                            real(
                                    "smallest_penalty",
                                    1e-6,
                                    1e9,
                                    1e0,
                                    "",
                                    "Smallest penalty tried, on the sum of squared weights."),
                            real("largest_penalty", 1e-6, 1e9, 1e6, "", "Largest penalty tried."),
                            whole("penalties", 1, 100, 25, "", "How many are tried, evenly spaced on a log axis."))),
            new CatalogueEntry(
                    GRADIENT,
                    "Gradient descent on clips in random order; stops on validation and restores the best weights.",
                    "Rancon et al. 2025 Commun Biol 8:1456",
                    List.of(
                            choice(
                                    LOSS,
                                    List.of(POISSON, "mse"),
                                    "Loss to the PSTH, over the bins that were recorded: negative log-likelihood of"
                                            + " Poisson counts, or mean squared error."),
                            choice(
                                            OPTIMISER,
                                            List.of(ADAMW, "adam"),
                                            "Step rule: with weight decay apart from the gradient (adamw), or as a"
                                                    + " quadratic penalty within it (adam).")
                                    .from("adam: Kingma and Ba 2015 ICLR; adamw: Loshchilov and Hutter 2019 ICLR"),
                            real("learning_rate", 1e-7, 1, 1e-3, "", "Step size."),
                            real(
                                    "weight_decay",
                                    0,
                                    10,
                                    0,
                                    "",
                                    "Decay of every parameter: adamw takes learning_rate times this off each step,"
                                            + " adam adds this times the parameter to the gradient."),
                            real("clip_norm", 0, 1e6, 0, "", "Largest norm of the gradient; 0: not clipped."),
                            whole(BATCH_CLIPS, 1, 256, 1, "stimuli", "Stimuli per step."),
                            whole("max_epochs", 1, 10_000, 250, "epochs", "Epochs at most."),
                            whole(
                                    "patience",
                                    1,
                                    10_000,
                                    40,
                                    "epochs",
                                    "Epochs without a better validation score before the fit stops."),
                            real(
                                    "dropout",
                                    0,
                                    0.95,
                                    0,
                                    "",
                                    "Share of units silenced before the readout while training."),
                            real(
                                    "correlation_weight",
                                    0,
                                    100,
                                    0,
                                    "",
                                    "Weight in the loss of 1 minus the mean correlation over neurons."),
                            choice(
                                            "schedule",
                                            List.of("constant", "cosine", "plateau"),
                                            "How the learning rate changes over epochs: not at all, along half a cosine"
                                                    + " to a hundredth, or by half whenever a quarter of the patience"
                                                    + " brought no better score.")
                                    .from("cosine: Loshchilov and Hutter 2017 ICLR"),
                            whole(
                                            "warmup_epochs",
                                            0,
                                            1000,
                                            0,
                                            "epochs",
                                            "Epochs over which the learning rate first rises in equal steps; 0: none.")
                                    .from("Goyal et al. 2017 arXiv:1706.02677"),
                            choice(
                                    INITIALISATION,
                                    List.of("random", RIDGE),
                                    "Where the weights start: drawn from the seed, or the linear filters at the solution"
                                            + " of ridge regression."))));

    private TrainingCatalogue() {}

    /** Every way to train. */
    public static List<CatalogueEntry> entries() {
        return ENTRIES;
    }

    /** A way to train by its kind. */
    public static Optional<CatalogueEntry> find(String kind) {
        return ENTRIES.stream().filter(entry -> entry.kind().equals(kind)).findFirst();
    }
}
