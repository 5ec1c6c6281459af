package org.tonotopy.worker.fit;

import java.util.List;
import java.util.stream.IntStream;
import org.tonotopy.encoding.fitting.ClosedFormRidge;
import org.tonotopy.encoding.fitting.ClosedFormRidge.PenaltyChoice;
import org.tonotopy.encoding.fitting.FittingRecipe;
import org.tonotopy.encoding.fitting.GradientDescent;
import org.tonotopy.encoding.fitting.Initialisation;
import org.tonotopy.encoding.fitting.LearningRateSchedule;
import org.tonotopy.encoding.fitting.LossFunction;
import org.tonotopy.encoding.fitting.Optimiser;
import org.tonotopy.registry.catalogue.Specification;

/** From the catalogue's words to the recipe that they mean. */
final class RecipeTranslation {
    /** A cosine ends at a hundredth of the learning rate. */
    private static final double COSINE_FINAL_SHARE = 0.01;

    /** A plateau halves the learning rate ... */
    private static final double PLATEAU_SHARE = 0.5;

    /** ... after a quarter of the patience with which the fit itself waits, */
    private static final int PLATEAU_PATIENCE_DIVISOR = 4;

    /** and goes down to a hundredth of it. */
    private static final double PLATEAU_FLOOR = 0.01;

    private RecipeTranslation() {}

    /**
     * The recipe of a complete specification.
     *
     * @throws IllegalArgumentException if the catalogue of the release that made it knew more than this one, or if no
     *     fit can run with its numbers
     */
    static FittingRecipe recipe(Specification training) {
        return switch (training.kind()) {
            case "ridge" -> new ClosedFormRidge(penalties(training), PenaltyChoice.ONE_FOR_ALL);
            case "gradient" ->
                new GradientDescent(
                        loss(training),
                        Words.constant(Optimiser.class, training, "optimiser"),
                        training.real("learning_rate"),
                        training.real("weight_decay"),
                        training.real("clip_norm"),
                        training.whole("batch_clips"),
                        training.whole("max_epochs"),
                        training.whole("patience"),
                        training.real("dropout"),
                        training.real("correlation_weight"),
                        schedule(training),
                        Words.constant(Initialisation.class, training, "initialisation"));
            default -> throw new IllegalArgumentException("this worker knows no training " + training.kind());
        };
    }

    /** Epochs at most; 0 for a solution in closed form. */
    static int maxEpochs(FittingRecipe recipe) {
        return recipe instanceof GradientDescent descent ? descent.maxEpochs() : 0;
    }

    private static List<Double> penalties(Specification training) {
        int count = training.whole("penalties");
        double lowest = Math.log10(training.real("smallest_penalty"));
        double highest = Math.log10(training.real("largest_penalty"));
        double step = count == 1 ? 0 : (highest - lowest) / (count - 1);
        return IntStream.range(0, count)
                .mapToObj(index -> Math.pow(10, lowest + index * step))
                .toList();
    }

    private static LossFunction loss(Specification training) {
        return switch (training.choice("loss")) {
            case "poisson" -> LossFunction.POISSON;
            case "mse" -> LossFunction.MEAN_SQUARED_ERROR;
            default -> throw new IllegalArgumentException("this worker knows no loss " + training.choice("loss"));
        };
    }

    private static LearningRateSchedule schedule(Specification training) {
        int rise = training.whole("warmup_epochs");
        LearningRateSchedule course = course(training);
        return rise == 0 ? course : new LearningRateSchedule.WarmUp(rise, course);
    }

    private static LearningRateSchedule course(Specification training) {
        return switch (training.choice("schedule")) {
            case "constant" -> new LearningRateSchedule.Constant();
            case "cosine" -> new LearningRateSchedule.Cosine(COSINE_FINAL_SHARE);
            case "plateau" ->
                new LearningRateSchedule.Plateau(
                        PLATEAU_SHARE,
                        Math.max(1, training.whole("patience") / PLATEAU_PATIENCE_DIVISOR),
                        PLATEAU_FLOOR);
            default ->
                throw new IllegalArgumentException("this worker knows no schedule " + training.choice("schedule"));
        };
    }
}
