package org.tonotopy.encoding.fitting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tonotopy.encoding.fitting.ClosedFormRidge.PenaltyChoice;
import org.tonotopy.encoding.network.Linear;
import org.tonotopy.encoding.network.LinearNonlinear;
import org.tonotopy.encoding.network.LocallyConnectedEncoder;
import org.tonotopy.encoding.network.NetworkSpec;
import org.tonotopy.encoding.network.OutputNonlinearity;
import org.tonotopy.encoding.network.Recurrence;
import org.tonotopy.encoding.network.StateNet;

/**
 * Fits NS1 by every recipe that was considered for {@link DefaultRecipes} and prints the validation score of each as a row
 * of a table. The test clips take no part in the choice, so they take no part here.
 */
@Tag("slow")
class RecipeChoice {

    private static final NetworkSpec LINEAR = new Linear(40);
    private static final NetworkSpec LN = new LinearNonlinear(40, OutputNonlinearity.SOFTPLUS2);
    private static final NetworkSpec STATENET =
            new StateNet(new LocallyConnectedEncoder(7, 3, 7), Recurrence.GRU, OutputNonlinearity.SOFTPLUS2);

    record Candidate(String model, NetworkSpec spec, FittingRecipe recipe, long seed) {}

    @ParameterizedTest
    @MethodSource("candidates")
    void scoresOnTheValidationClips(Candidate candidate) throws Exception {
        NaturalSounds sounds = NaturalSounds.orSkip();
        long start = System.nanoTime();

        FitResult result = new Fitter(Backends.tested())
                .fit(sounds.request(candidate.spec(), candidate.recipe(), candidate.seed(), 1), FitListener.silent());

        assertThat(result).isInstanceOf(CompletedFit.class);
        CompletedFit fit = (CompletedFit) result;
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %d | %.4f | %d of %d | %.0f |%n",
                candidate.model(),
                candidate.recipe(),
                candidate.seed(),
                fit.bestValidationScore(),
                fit.bestEpoch(),
                fit.curve().size(),
                (System.nanoTime() - start) / 1e9);
    }

    static List<Candidate> candidates() {
        List<Candidate> candidates = new ArrayList<>();
        ClosedFormRidge own = (ClosedFormRidge) DefaultRecipes.of(LINEAR);
        candidates.add(new Candidate("linear", LINEAR, own, 1));
        candidates.add(
                new Candidate("linear", LINEAR, new ClosedFormRidge(own.penalties(), PenaltyChoice.ONE_FOR_ALL), 1));
        for (long seed = 1; seed <= 3; seed++) {
            candidates.add(new Candidate("ln", LN, DefaultRecipes.of(LN), seed));
            candidates.add(new Candidate("statenet", STATENET, DefaultRecipes.of(STATENET), seed));
            candidates.add(new Candidate("statenet", STATENET, published(), seed));
        }
        return candidates;
    }

    /** The recipe of StateNet's authors. */
    private static GradientDescent published() {
        return new GradientDescent(
                LossFunction.MEAN_SQUARED_ERROR,
                1e-3,
                0,
                0,
                1,
                80,
                15,
                0,
                0,
                new LearningRateSchedule.Constant(),
                Initialisation.RANDOM);
    }
}
