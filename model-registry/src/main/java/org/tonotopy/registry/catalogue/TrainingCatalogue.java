package org.tonotopy.registry.catalogue;

import static org.tonotopy.registry.catalogue.Hyperparameter.choice;
import static org.tonotopy.registry.catalogue.Hyperparameter.real;
import static org.tonotopy.registry.catalogue.Hyperparameter.whole;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ways to train a model, and which of them each model takes where a request is silent. */
public final class TrainingCatalogue {
    static final String RIDGE = "ridge";
    static final String GRADIENT = "gradient";

    private static final List<CatalogueEntry> ENTRIES = List.of(
            new CatalogueEntry(
                    RIDGE,
                    "Least squares with a quadratic penalty in closed form; the penalty is chosen on validation.",
                    "Hoerl and Kennard 1970 Technometrics 12:55",
                    List.of(
                            real("smallest_penalty", 1e-6, 1e9, 1e0, "Smallest penalty tried, on the sum of squares."),
                            real("largest_penalty", 1e-6, 1e9, 1e6, "Largest penalty tried."),
                            whole("penalties", 1, 100, 25, "How many are tried, evenly spaced on a log axis."))),
            new CatalogueEntry(
                    GRADIENT,
                    "AdamW on clips in random order; stops on validation and restores the best weights.",
                    "Loshchilov and Hutter 2019 ICLR",
                    List.of(
                            choice("loss", List.of("poisson", "mse"), "Loss to the PSTH over recorded bins."),
                            real("learning_rate", 1e-7, 1, 1e-3, "Step size."),
                            real("weight_decay", 0, 10, 0, "Decoupled weight decay."),
                            real("clip_norm", 0, 1e6, 0, "Largest norm of the gradient; 0: not clipped."),
                            whole("batch_clips", 1, 256, 1, "Stimuli per step."),
                            whole("max_epochs", 1, 10_000, 250, "Epochs at most."),
                            whole(
                                    "patience",
                                    1,
                                    10_000,
                                    40,
                                    "Epochs without a better validation score before stopping."),
                            real("dropout", 0, 0.95, 0, "Share of units silenced before the readout while training."),
                            real("correlation_weight", 0, 100, 0, "Weight of 1 - mean correlation in the loss."),
                            choice(
                                    "schedule",
                                    List.of("constant", "cosine", "plateau"),
                                    "How the learning rate changes over epochs."),
                            choice(
                                    "initialisation",
                                    List.of("random", "ridge"),
                                    "Where the weights start; ridge: at the closed-form linear solution."))));

    private static final Map<String, Object> LN_DEFAULTS = Map.of(
            "loss",
            "mse",
            "learning_rate",
            1e-4,
            "weight_decay",
            0.1,
            "max_epochs",
            200,
            "patience",
            30,
            "correlation_weight",
            0.05,
            "initialisation",
            RIDGE);

    private static final Map<String, Object> STATENET_DEFAULTS =
            Map.of("learning_rate", 3e-3, "weight_decay", 0.1, "dropout", 0.3, "correlation_weight", 0.05);

    private TrainingCatalogue() {}

    /** Every way to train. */
    public static List<CatalogueEntry> entries() {
        return ENTRIES;
    }

    static Optional<CatalogueEntry> find(String kind) {
        return ENTRIES.stream().filter(entry -> entry.kind().equals(kind)).findFirst();
    }

    /** How a model is trained where a request does not say. */
    public static String defaultKind(String modelKind) {
        return modelKind.equals(ModelCatalogue.LINEAR) ? RIDGE : GRADIENT;
    }

    /** What a model's own recipe changes about the defaults of a way to train. */
    static Map<String, Object> defaults(String modelKind, String trainingKind) {
        if (!trainingKind.equals(GRADIENT)) {
            return Map.of();
        }
        return switch (modelKind) {
            case ModelCatalogue.LN -> LN_DEFAULTS;
            case ModelCatalogue.STATENET -> STATENET_DEFAULTS;
            default -> Map.of("loss", "mse");
        };
    }
}
