package org.tonotopy.encoding.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.tonotopy.encoding.deeplearning4j.InvalidModelException;
import org.tonotopy.encoding.fitting.ClosedFormRidge.PenaltyChoice;
import org.tonotopy.encoding.network.Clip;
import org.tonotopy.encoding.network.Linear;
import org.tonotopy.encoding.network.LinearNonlinear;
import org.tonotopy.encoding.network.LocallyConnectedEncoder;
import org.tonotopy.encoding.network.NetworkSpec;
import org.tonotopy.encoding.network.OutputNonlinearity;
import org.tonotopy.encoding.network.ParameterNames;
import org.tonotopy.encoding.network.Recurrence;
import org.tonotopy.encoding.network.SeparableKernel;
import org.tonotopy.encoding.network.StateNet;
import org.tonotopy.encoding.network.nd4j.Nd4jBackend;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class FitterTest {

    private static final NetworkSpec LINEAR = new Linear(SimulatedNeurons.DELAY_BINS);
    private static final NetworkSpec LN =
            new LinearNonlinear(SimulatedNeurons.DELAY_BINS, OutputNonlinearity.SOFTPLUS2);
    private static final NetworkSpec STATENET =
            new StateNet(new LocallyConnectedEncoder(2, 1, 3), Recurrence.GRU, OutputNonlinearity.SOFTPLUS2);
    private static final FittingRecipe RIDGE =
            new ClosedFormRidge(List.of(0.1, 1.0, 10.0, 1000.0), PenaltyChoice.ONE_FOR_ALL);

    private static final String KEPT_BY = "any";

    private final Fitter fitter = new Fitter(Backends.tested());
    private final SimulatedNeurons neurons = new SimulatedNeurons(false);
    private final SimulatedNeurons rectified = new SimulatedNeurons(true);

    @ParameterizedTest
    @EnumSource(PenaltyChoice.class)
    void ridgeFindsTheFiltersThatTheNeuronsWereMadeWith(PenaltyChoice choice) {
        FitRequest request =
                neurons.request(LINEAR, new ClosedFormRidge(List.of(0.1, 1.0, 10.0, 1000.0), choice), 1, 1);

        CompletedFit fit = (CompletedFit) fitter.fit(request, FitListener.silent());

        assertThat(fit.stopReason()).isEqualTo(StopReason.SOLVED_IN_CLOSED_FORM);
        assertThat(fit.bestValidationScore()).isGreaterThan(0.99);
        assertThat(fit.penalties()).hasSize(4);
        assertThat(fit.penalties().stream().mapToInt(PenaltyScore::neurons).sum())
                .isEqualTo(SimulatedNeurons.NEURONS);
        int weights = LINEAR.layout(request.shape()).offset(ParameterNames.STRF_WEIGHT);
        for (int neuron = 0; neuron < SimulatedNeurons.NEURONS; neuron++) {
            for (int lag = 0; lag < SimulatedNeurons.DELAY_BINS; lag++) {
                for (int band = 0; band < SimulatedNeurons.BANDS; band++) {
                    int row = (SimulatedNeurons.DELAY_BINS - 1 - lag) * SimulatedNeurons.BANDS + band;
                    float weight = fit.model().parameters()[weights + row * SimulatedNeurons.NEURONS + neuron];
                    assertThat((double) weight)
                            .isCloseTo(neurons.filter(neuron)[lag * SimulatedNeurons.BANDS + band], within(0.05));
                }
            }
        }
    }

    @Test
    void gradientDescentFindsAlmostWhatTheClosedFormFinds() {
        CompletedFit fit = (CompletedFit)
                fitter.fit(neurons.request(LINEAR, descent(1e-2, 0, 60, 10), 1, 1), FitListener.silent());

        assertThat(fit.bestValidationScore()).isGreaterThan(0.98);
        assertThat(fit.curve().get(0).trainLoss())
                .isGreaterThan(4 * fit.curve().get(20).trainLoss());
    }

    @Test
    void theSameRequestGivesTheSameWeightsWhateverTheThreads() {
        for (NetworkSpec spec : List.of(LN, STATENET)) {
            FittingRecipe recipe = descent(1e-2, 0.3, 4, 10);
            float[] one = weights(fitter.fit(rectified.request(spec, recipe, 5, 1), FitListener.silent()));
            float[] two = weights(fitter.fit(rectified.request(spec, recipe, 5, 2), FitListener.silent()));
            float[] other = weights(fitter.fit(rectified.request(spec, recipe, 6, 1), FitListener.silent()));
            assertThat(two).isEqualTo(one);
            assertThat(other).isNotEqualTo(one);
        }
    }

    @ParameterizedTest
    @MethodSource("recipesWithAMemory")
    void anInterruptedFitEndsAsOneThatWasNot(GradientDescent recipe) throws Exception {
        FitRequest request = rectified.request(STATENET, recipe, 5, 1);
        CompletedFit whole = (CompletedFit) fitter.fit(request, FitListener.silent());
        for (int interruption : new int[] {1, 4}) {
            ByteArrayOutputStream saved = new ByteArrayOutputStream();
            fitter.fit(request, (epoch, checkpoint) -> {
                if (epoch.epoch() < interruption) {
                    return FitDecision.CONTINUE;
                }
                write(checkpoint, saved);
                return FitDecision.STOP;
            });

            CompletedFit resumed = (CompletedFit) fitter.resume(
                    request, new ByteArrayInputStream(saved.toByteArray()), KEPT_BY, FitListener.silent());

            assertThat(resumed.model().parameters()).isEqualTo(whole.model().parameters());
            assertThat(resumed.bestEpoch()).isEqualTo(whole.bestEpoch());
            assertThat(resumed.stopReason()).isEqualTo(whole.stopReason());
            assertThat(resumed.curve())
                    .usingRecursiveComparison()
                    .ignoringFields("seconds")
                    .isEqualTo(whole.curve());
        }
    }

    @Test
    void aCheckpointThatDoesNotNameItsBackendsWasComputedByWhatKeptIt() throws Exception {
        FitRequest request = rectified.request(STATENET, descent(1e-2, 0.3, 5, 5), 5, 1);
        CompletedFit whole = (CompletedFit) fitter.fit(request, FitListener.silent());
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        fitter.fit(request, (epoch, checkpoint) -> {
            write(checkpoint, saved);
            return FitDecision.STOP;
        });

        CompletedFit resumed = (CompletedFit)
                fitter.resume(request, withoutBackends(saved.toByteArray()), "an older one", FitListener.silent());

        assertThat(resumed.model().parameters()).isEqualTo(whole.model().parameters());
        assertThat(resumed.backends())
                .containsExactly("an older one", Backends.tested().name());
    }

    /** As checkpoints were before they named what computed them. */
    private static InputStream withoutBackends(byte[] checkpoint) throws IOException {
        ByteArrayOutputStream older = new ByteArrayOutputStream();
        try (ZipInputStream from = new ZipInputStream(new ByteArrayInputStream(checkpoint));
                ZipOutputStream to = new ZipOutputStream(older)) {
            for (ZipEntry entry = from.getNextEntry(); entry != null; entry = from.getNextEntry()) {
                byte[] content = from.readAllBytes();
                if (entry.getName().equals("progress.json")) {
                    ObjectNode progress = (ObjectNode) JsonMapper.shared().readTree(content);
                    progress.remove("backends");
                    content = JsonMapper.shared().writeValueAsBytes(progress);
                }
                to.putNextEntry(new ZipEntry(entry.getName()));
                to.write(content);
            }
        }
        return new ByteArrayInputStream(older.toByteArray());
    }

    @Test
    void aFitGoesOnElsewhereWithinRoundingAndNamesBothBackends() throws Exception {
        FitRequest request = rectified.request(STATENET, descent(1e-2, 0.3, 9, 9), 5, 1);
        CompletedFit whole = (CompletedFit) fitter.fit(request, FitListener.silent());
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        new Fitter(new Nd4jBackend(DataType.FLOAT)).fit(request, (epoch, checkpoint) -> {
            saved.reset();
            write(checkpoint, saved);
            return epoch.epoch() < 4 ? FitDecision.CONTINUE : FitDecision.STOP;
        });

        CompletedFit moved = (CompletedFit)
                fitter.resume(request, new ByteArrayInputStream(saved.toByteArray()), KEPT_BY, FitListener.silent());

        assertThat(moved.backends())
                .containsExactly(
                        new Nd4jBackend(DataType.FLOAT).name(),
                        Backends.tested().name());
        assertThat(whole.backends()).containsExactly(Backends.tested().name());
        assertThat(moved.model().parameters())
                .usingComparatorWithPrecision(1e-3f)
                .containsExactly(whole.model().parameters());
        assertThat(moved.model().parameters()).isNotEqualTo(whole.model().parameters());
    }

    /** Of the moments, the curve, the count of steps and of epochs. */
    static List<GradientDescent> recipesWithAMemory() {
        return List.of(
                descent(1e-2, 0.3, 9, 5),
                withMemory(Optimiser.ADAM, new LearningRateSchedule.WarmUp(3, new LearningRateSchedule.Cosine(0.01))),
                withMemory(
                        Optimiser.ADAMW,
                        new LearningRateSchedule.WarmUp(6, new LearningRateSchedule.Plateau(0.5, 1, 0.01))));
    }

    private static GradientDescent withMemory(Optimiser optimiser, LearningRateSchedule schedule) {
        return new GradientDescent(
                LossFunction.POISSON, optimiser, 3e-2, 0.1, 0.5, 2, 9, 5, 0.3, 0.05, schedule, Initialisation.RANDOM);
    }

    @Test
    void theStepRuleDecidesWhatWeightDecayMeans() {
        List<float[]> decayed = new ArrayList<>();
        List<float[]> free = new ArrayList<>();
        for (Optimiser optimiser : Optimiser.values()) {
            decayed.add(
                    weights(fitter.fit(rectified.request(LN, withDecay(optimiser, 0.5), 5, 1), FitListener.silent())));
            free.add(weights(fitter.fit(rectified.request(LN, withDecay(optimiser, 0), 5, 1), FitListener.silent())));
        }

        assertThat(decayed.get(0)).isNotEqualTo(decayed.get(1)).isNotEqualTo(free.get(0));
        assertThat(decayed.get(1)).isNotEqualTo(free.get(1));
        assertThat(free.get(0)).isEqualTo(free.get(1));
    }

    private static GradientDescent withDecay(Optimiser optimiser, double decay) {
        return new GradientDescent(
                LossFunction.MEAN_SQUARED_ERROR,
                optimiser,
                1e-2,
                decay,
                0,
                2,
                3,
                5,
                0,
                0,
                new LearningRateSchedule.Constant(),
                Initialisation.RANDOM);
    }

    @Test
    void aCheckpointGoesOnWithItsOwnRequestOnly() {
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        FittingRecipe recipe = descent(1e-2, 0, 3, 5);
        fitter.fit(rectified.request(LN, recipe, 5, 1), (epoch, checkpoint) -> {
            write(checkpoint, saved);
            return FitDecision.STOP;
        });
        ByteArrayInputStream checkpoint = new ByteArrayInputStream(saved.toByteArray());

        assertThatThrownBy(() ->
                        fitter.resume(rectified.request(LN, recipe, 6, 1), checkpoint, KEPT_BY, FitListener.silent()))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("another fit");
    }

    @ParameterizedTest
    @EnumSource(Initialisation.class)
    void aFinishedFitGivesItsResultAgainWithoutAnotherEpoch(Initialisation initialisation) throws Exception {
        GradientDescent improving = descent(1e-2, 0, 3, 5);
        GradientDescent worsening = descent(0.3, 0, 200, 4);
        for (GradientDescent plain : List.of(improving, worsening)) {
            GradientDescent recipe = new GradientDescent(
                    plain.loss(),
                    plain.learningRate(),
                    0.01,
                    0,
                    2,
                    plain.maxEpochs(),
                    plain.patience(),
                    0.2,
                    0,
                    plain.schedule(),
                    initialisation);
            FitRequest request = rectified.request(LN, recipe, 5, 1);
            Recorder first = new Recorder();
            CompletedFit whole = (CompletedFit) fitter.fit(request, first);

            Recorder second = new Recorder();
            CompletedFit again = (CompletedFit)
                    fitter.resume(request, new ByteArrayInputStream(first.finished.toByteArray()), KEPT_BY, second);

            assertThat(second.resumed).isEqualTo(whole.curve());
            assertThat(second.epochs).isEmpty();
            assertThat(again.model().parameters()).isEqualTo(whole.model().parameters());
            assertThat(again).usingRecursiveComparison().ignoringFields("model").isEqualTo(whole);
        }
    }

    /** Keeps what it hears. */
    private static final class Recorder implements FitListener {
        private final List<EpochRecord> epochs = new ArrayList<>();
        private final List<EpochRecord> resumed = new ArrayList<>();
        private final ByteArrayOutputStream finished = new ByteArrayOutputStream();

        @Override
        public FitDecision onEpoch(EpochRecord epoch, FitCheckpoint checkpoint) {
            epochs.add(epoch);
            return FitDecision.CONTINUE;
        }

        @Override
        public void onResume(List<EpochRecord> curve) {
            resumed.addAll(curve);
        }

        @Override
        public void onEnd(FitCheckpoint checkpoint) {
            write(checkpoint, finished);
        }
    }

    @Test
    void aFitThatDivergesAfterAnInterruptionSaysWhatItWouldHaveSaid() throws Exception {
        GradientDescent usual = descent(1e-3, 0, 50, 50);
        LearningRateSchedule leap = new LearningRateSchedule.WarmUp(50, new LearningRateSchedule.Constant());
        GradientDescent leaping =
                new GradientDescent(usual.loss(), 1e20, 0, 0, 1, 50, 50, 0, 0, leap, Initialisation.RANDOM);
        FitRequest request = neurons.request(LINEAR, leaping, 5, 1);
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        DivergedFit whole = (DivergedFit) fitter.fit(request, (epoch, checkpoint) -> {
            saved.reset();
            write(checkpoint, saved);
            return FitDecision.CONTINUE;
        });
        assertThat(whole.curve()).isNotEmpty();

        DivergedFit resumed = (DivergedFit)
                fitter.resume(request, new ByteArrayInputStream(saved.toByteArray()), KEPT_BY, FitListener.silent());

        assertThat(resumed.message()).isEqualTo(whole.message());
        assertThat(resumed.curve()).isEqualTo(whole.curve());
    }

    @Test
    void aListenerEndsAFitAndKeepsItsBestWeights() {
        List<EpochRecord> heard = new ArrayList<>();
        CompletedFit fit = (CompletedFit)
                fitter.fit(rectified.request(LN, descent(1e-2, 0, 50, 50), 5, 1), (epoch, checkpoint) -> {
                    heard.add(epoch);
                    return epoch.epoch() == 3 ? FitDecision.STOP : FitDecision.CONTINUE;
                });

        assertThat(fit.stopReason()).isEqualTo(StopReason.STOPPED_BY_LISTENER);
        assertThat(fit.curve()).hasSize(3).isEqualTo(heard);
        assertThat(scoreOf(fit)).isEqualTo(fit.bestValidationScore());
    }

    @Test
    void aFitThatNoLongerImprovesStopsAndRestoresItsBestWeights() {
        CompletedFit fit =
                (CompletedFit) fitter.fit(rectified.request(LN, descent(0.3, 0, 200, 4), 5, 1), FitListener.silent());

        assertThat(fit.stopReason()).isEqualTo(StopReason.NO_IMPROVEMENT);
        assertThat(fit.curve()).hasSize(fit.bestEpoch() + 4);
        assertThat(fit.bestValidationScore())
                .isEqualTo(fit.curve().stream()
                        .mapToDouble(EpochRecord::validationScore)
                        .max()
                        .orElseThrow());
        assertThat(scoreOf(fit)).isEqualTo(fit.bestValidationScore());
    }

    @Test
    void withoutAnyScoreTheLowestValidationLossIsBest() throws Exception {
        FitRequest scored = rectified.request(LN, descent(1e-2, 0, 8, 4), 5, 1);
        FitRequest unscored = new FitRequest(
                scored.spec(),
                scored.recipe(),
                scored.train(),
                scored.validation(),
                predictions -> Double.NaN,
                scored.inputScaling(),
                scored.seed(),
                1);
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        CompletedFit whole = (CompletedFit) fitter.fit(unscored, (epoch, checkpoint) -> {
            if (epoch.epoch() == 2) {
                write(checkpoint, saved);
            }
            return FitDecision.CONTINUE;
        });

        assertThat(whole.bestValidationScore()).isNaN();
        assertThat(whole.curve().get(whole.bestEpoch() - 1).validationLoss())
                .isEqualTo(whole.curve().stream()
                        .mapToDouble(EpochRecord::validationLoss)
                        .min()
                        .orElseThrow());
        CompletedFit resumed = (CompletedFit)
                fitter.resume(unscored, new ByteArrayInputStream(saved.toByteArray()), KEPT_BY, FitListener.silent());
        assertThat(resumed.model().parameters()).isEqualTo(whole.model().parameters());
    }

    @Test
    void clipsInWhichNothingWasRecordedTakeNoPart() {
        FitRequest request = rectified.request(LN, descent(1e-2, 0, 2, 5), 5, 1);
        FittingClip first = request.train().get(0);
        float[] unrecorded = new float[first.target().length];
        Arrays.fill(unrecorded, Float.NaN);
        List<FittingClip> more = new ArrayList<>(request.train());
        more.add(new FittingClip(first.bins(), first.input(), unrecorded));
        FitRequest withSilence = new FitRequest(
                request.spec(),
                request.recipe(),
                more,
                request.validation(),
                request.validationScore(),
                request.inputScaling(),
                request.seed(),
                1);

        assertThat(weights(fitter.fit(withSilence, FitListener.silent())))
                .isEqualTo(weights(fitter.fit(request, FitListener.silent())));
    }

    @Test
    void aDamagedCheckpointIsRefused() throws Exception {
        FitRequest request = rectified.request(LN, descent(1e-2, 0, 2, 5), 5, 1);
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        CompletedFit fit = (CompletedFit) fitter.fit(request, (epoch, checkpoint) -> {
            write(checkpoint, saved);
            return FitDecision.STOP;
        });
        byte[] half = Arrays.copyOf(saved.toByteArray(), saved.size() / 2);
        ByteArrayOutputStream model = new ByteArrayOutputStream();
        fit.model().writeTo(model);

        assertThatThrownBy(() -> fitter.resume(request, new ByteArrayInputStream(half), KEPT_BY, FitListener.silent()))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> fitter.resume(
                        request, new ByteArrayInputStream(model.toByteArray()), KEPT_BY, FitListener.silent()))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("lacks");
    }

    @Test
    void aFitThatDivergesSaysWhereAndLeavesNoModel() {
        GradientDescent usual = descent(1e-3, 0, 50, 50);
        GradientDescent leaping =
                new GradientDescent(usual.loss(), 1e30, 0, 0, 1, 50, 50, 0, 0, usual.schedule(), Initialisation.RANDOM);

        FitResult result = fitter.fit(neurons.request(LINEAR, leaping, 5, 1), FitListener.silent());

        assertThat(result).isInstanceOf(DivergedFit.class);
        assertThat(result.stopReason()).isEqualTo(StopReason.DIVERGED);
        DivergedFit diverged = (DivergedFit) result;
        assertThat(diverged.epoch()).isEqualTo(diverged.curve().size() + 1);
        assertThat(diverged.lastFiniteLoss()).isFinite();
        assertThat(diverged.message()).contains("epoch " + diverged.epoch(), "learning_rate");
    }

    @Test
    void startingFromRidgeSavesTheFirstEpochs() {
        GradientDescent random = descent(1e-3, 0, 1, 5);
        GradientDescent ridge =
                new GradientDescent(random.loss(), 1e-3, 0, 0, 1, 1, 5, 0, 0, random.schedule(), Initialisation.RIDGE);

        double fromRandom = fitter.fit(rectified.request(LN, random, 5, 1), FitListener.silent())
                .curve()
                .get(0)
                .validationScore();
        double fromRidge = fitter.fit(rectified.request(LN, ridge, 5, 1), FitListener.silent())
                .curve()
                .get(0)
                .validationScore();

        assertThat(fromRidge).isGreaterThan(0.9).isGreaterThan(fromRandom);
    }

    @Test
    void ridgeIsRefusedWhereItHasNoMeaning() {
        for (NetworkSpec spec :
                List.of(LN, STATENET, new Linear(SimulatedNeurons.DELAY_BINS, new SeparableKernel(1)))) {
            assertThatThrownBy(() -> fitter.fit(neurons.request(spec, RIDGE, 1, 1), FitListener.silent()))
                    .isInstanceOf(InvalidRecipeException.class)
                    .hasMessageStartingWith("recipe must be");
        }
    }

    private double scoreOf(CompletedFit fit) {
        Predictor predictor = fit.model().predictor(Backends.tested(), 1);
        return rectified.score(rectified.validation().stream()
                .map(clip -> predictor.predictScaled(new Clip(clip.bins(), clip.input())))
                .toList());
    }

    private static GradientDescent descent(double learningRate, double dropout, int maxEpochs, int patience) {
        return new GradientDescent(
                LossFunction.MEAN_SQUARED_ERROR,
                learningRate,
                0.01,
                0,
                2,
                maxEpochs,
                patience,
                dropout,
                0,
                new LearningRateSchedule.Constant(),
                Initialisation.RANDOM);
    }

    private static float[] weights(FitResult result) {
        return ((CompletedFit) result).model().parameters();
    }

    private static void write(FitCheckpoint checkpoint, ByteArrayOutputStream destination) {
        try {
            checkpoint.writeTo(destination);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
