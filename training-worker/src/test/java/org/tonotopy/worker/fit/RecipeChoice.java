package org.tonotopy.encoding.fitting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
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
 * Fits NS1 by each recipe that was considered for {@link DefaultRecipes} and prints its validation score as a row of the table in
 * {@code docs/recipes.md}. The test clips take no part in the choice, so they take no part here.
 */
@Tag("slow")
class RecipeChoice {

    private static final NetworkSpec LINEAR = new Linear(40);
    private static final NetworkSpec LN = new LinearNonlinear(40, OutputNonlinearity.SOFTPLUS2);
    private static final NetworkSpec STATENET =
            new StateNet(new LocallyConnectedEncoder(7, 3, 7), Recurrence.GRU, OutputNonlinearity.SOFTPLUS2);

    private static NaturalSounds sounds;

    /** A recipe for a network, and the words for it in the table. */
    record Candidate(String words, NetworkSpec spec, FittingRecipe recipe, long seed) {}

    @BeforeAll
    static void read() throws Exception {
        sounds = NaturalSounds.orSkip();
    }

    @ParameterizedTest
    @MethodSource({"ridge", "linearNonlinear", "stateNet"})
    void scoresOnTheValidationClips(Candidate candidate) {
        long start = System.nanoTime();

        FitResult result = new Fitter(Backends.tested())
                .fit(sounds.request(candidate.spec(), candidate.recipe(), candidate.seed(), 1), FitListener.silent());

        assertThat(result).isInstanceOf(CompletedFit.class);
        CompletedFit fit = (CompletedFit) result;
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %d | %.4f | %d of %d | %.0f |%n",
                candidate.spec().getClass().getSimpleName(),
                candidate.words(),
                candidate.seed(),
                fit.bestValidationScore(),
                fit.bestEpoch(),
                fit.curve().size(),
                (System.nanoTime() - start) / 1e9);
    }

    static List<Candidate> ridge() {
        ClosedFormRidge one = (ClosedFormRidge) DefaultRecipes.of(LINEAR);
        ClosedFormRidge own = new ClosedFormRidge(one.penalties(), PenaltyChoice.ONE_PER_NEURON);
        return List.of(
                new Candidate("the default, one penalty", LINEAR, one, 1),
                new Candidate("a penalty per neuron", LINEAR, own, 1));
    }

    static List<Candidate> linearNonlinear() {
        List<Candidate> candidates = new ArrayList<>();
        for (long seed = 1; seed <= 3; seed++) {
            candidates.add(new Candidate("the default", LN, DefaultRecipes.of(LN), seed));
        }
        candidates.add(linearNonlinear(LossFunction.MEAN_SQUARED_ERROR, 1e-4, 0.1, 0, 1));
        candidates.add(linearNonlinear(LossFunction.MEAN_SQUARED_ERROR, 1e-4, 1, 0, 1));
        candidates.add(linearNonlinear(LossFunction.MEAN_SQUARED_ERROR, 3e-4, 0.3, 0, 1));
        candidates.add(linearNonlinear(LossFunction.MEAN_SQUARED_ERROR, 1e-4, 0.1, 0.1, 1));
        candidates.add(linearNonlinear(LossFunction.MEAN_SQUARED_ERROR, 1e-4, 0.1, 0.2, 1));
        candidates.add(linearNonlinear(LossFunction.MEAN_SQUARED_ERROR, 1e-4, 0.1, 1, 1));
        candidates.add(linearNonlinear(LossFunction.POISSON, 1e-4, 0.1, 0, 1));
        candidates.add(linearNonlinear(LossFunction.POISSON, 1e-4, 0.3, 0.3, 1));
        candidates.add(new Candidate(
                "POISSON, rate 3e-4, decay 0.3, from random weights",
                LN,
                descent(LossFunction.POISSON, 3e-4, 0.3, 200, 30, 0, 0, Initialisation.RANDOM),
                1));
        return candidates;
    }

    static List<Candidate> stateNet() {
        List<Candidate> candidates = new ArrayList<>();
        for (long seed = 1; seed <= 3; seed++) {
            candidates.add(new Candidate("the default", STATENET, DefaultRecipes.of(STATENET), seed));
            candidates.add(new Candidate(
                    "MEAN_SQUARED_ERROR, rate 1e-3, as its authors",
                    STATENET,
                    descent(LossFunction.MEAN_SQUARED_ERROR, 1e-3, 0, 80, 15, 0, 0, Initialisation.RANDOM),
                    seed));
        }
        return candidates;
    }

    private static Candidate linearNonlinear(
            LossFunction loss, double learningRate, double weightDecay, double correlationWeight, long seed) {
        return new Candidate(
                loss + ", rate " + learningRate + ", decay " + weightDecay + ", correlation " + correlationWeight
                        + ", from ridge",
                LN,
                descent(loss, learningRate, weightDecay, 200, 30, 0, correlationWeight, Initialisation.RIDGE),
                seed);
    }

    private static GradientDescent descent(
            LossFunction loss,
            double learningRate,
            double weightDecay,
            int maxEpochs,
            int patience,
            double dropout,
            double correlationWeight,
            Initialisation initialisation) {
        return new GradientDescent(
                loss,
                learningRate,
                weightDecay,
                0,
                1,
                maxEpochs,
                patience,
                dropout,
                correlationWeight,
                new LearningRateSchedule.Constant(),
                initialisation);
    }
}
