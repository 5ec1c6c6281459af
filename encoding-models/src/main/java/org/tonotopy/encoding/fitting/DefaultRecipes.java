package org.tonotopy.encoding.fitting;

import java.util.ArrayList;
import java.util.List;
import org.tonotopy.encoding.fitting.ClosedFormRidge.PenaltyChoice;
import org.tonotopy.encoding.network.FullKernel;
import org.tonotopy.encoding.network.Linear;
import org.tonotopy.encoding.network.LinearNonlinear;
import org.tonotopy.encoding.network.NetworkSpec;
import org.tonotopy.encoding.network.OutputNonlinearity;
import org.tonotopy.encoding.network.StateNet;

/**
 * The recipes that a fit takes where nobody names one. Those of {@code linear} and {@code ln} with free weights and of
 * {@code statenet} were chosen on validation clips alone; {@code docs/recipes.md} has the numbers and the command that gave
 * them.
 */
public final class DefaultRecipes {

    private static final int PENALTY_DECADES = 6;
    private static final int PENALTIES_PER_DECADE = 4;

    private DefaultRecipes() {}

    /** The recipe for a network. */
    public static FittingRecipe of(NetworkSpec spec) {
        if (spec instanceof Linear linear && linear.kernel() instanceof FullKernel) {
            return linear();
        }
        if (spec instanceof LinearNonlinear linear && linear.kernel() instanceof FullKernel) {
            return linearNonlinear();
        }
        return spec instanceof StateNet ? stateNet() : untried(spec);
    }

    private static ClosedFormRidge linear() {
        List<Double> penalties = new ArrayList<>();
        for (int step = 0; step <= PENALTY_DECADES * PENALTIES_PER_DECADE; step++) {
            penalties.add(Math.pow(10, step / (double) PENALTIES_PER_DECADE));
        }
        return new ClosedFormRidge(penalties, PenaltyChoice.ONE_FOR_ALL);
    }

    private static GradientDescent linearNonlinear() {
        return new GradientDescent(
                LossFunction.MEAN_SQUARED_ERROR,
                1e-4,
                0.1,
                0,
                1,
                200,
                30,
                0,
                0.05,
                new LearningRateSchedule.Constant(),
                Initialisation.RIDGE);
    }

    private static GradientDescent stateNet() {
        return new GradientDescent(
                LossFunction.POISSON,
                3e-3,
                0.1,
                0,
                1,
                250,
                40,
                0.3,
                0.05,
                new LearningRateSchedule.Constant(),
                Initialisation.RANDOM);
    }

    /** What recipes of the literature have in common, for a network that no recipe was chosen for yet. */
    private static GradientDescent untried(NetworkSpec spec) {
        return new GradientDescent(
                // A prediction that may be negative has no Poisson likelihood.
                spec.output() == OutputNonlinearity.IDENTITY ? LossFunction.MEAN_SQUARED_ERROR : LossFunction.POISSON,
                1e-3,
                0.1,
                0,
                1,
                300,
                30,
                0,
                0,
                new LearningRateSchedule.Constant(),
                Initialisation.RANDOM);
    }
}
