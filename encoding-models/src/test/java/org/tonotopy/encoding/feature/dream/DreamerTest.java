package org.tonotopy.encoding.feature.dream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.tonotopy.encoding.feature.BaseStimulus;
import org.tonotopy.encoding.feature.DifferentiableResponse;
import org.tonotopy.encoding.feature.FeatureDecision;
import org.tonotopy.encoding.feature.FeatureImage;
import org.tonotopy.encoding.feature.FeatureListener;
import org.tonotopy.encoding.feature.FeatureProgress;
import org.tonotopy.encoding.feature.FeatureRefusedException;
import org.tonotopy.encoding.feature.FeatureStimuli;
import org.tonotopy.encoding.feature.NetworkResponse;
import org.tonotopy.encoding.feature.NoiseStimuli;
import org.tonotopy.encoding.feature.ReceptiveField;
import org.tonotopy.encoding.feature.ReceptiveFields;
import org.tonotopy.encoding.feature.ResponseTarget;
import org.tonotopy.encoding.network.InitialParameters;
import org.tonotopy.encoding.network.Linear;
import org.tonotopy.encoding.network.LocallyConnectedEncoder;
import org.tonotopy.encoding.network.NetworkShape;
import org.tonotopy.encoding.network.NetworkSpec;
import org.tonotopy.encoding.network.OutputNonlinearity;
import org.tonotopy.encoding.network.ParameterBlock;
import org.tonotopy.encoding.network.ParameterNames;
import org.tonotopy.encoding.network.Recurrence;
import org.tonotopy.encoding.network.StateNet;
import org.tonotopy.encoding.network.vector.VectorBackend;

class DreamerTest {
    private static final NetworkShape SHAPE = new NetworkShape(9, 5);
    private static final NetworkSpec LINEAR = new Linear(12);
    private static final NetworkSpec STATENET =
            new StateNet(new LocallyConnectedEncoder(3, 2, 3), Recurrence.GRU, OutputNonlinearity.IDENTITY);
    private static final FeatureStimuli STIMULI = NoiseStimuli.of(SHAPE.bands());
    private static final DreamSettings SHORT =
            DreamSettings.standard().withDuration(100).withSteps(200);

    private static DifferentiableResponse network(NetworkSpec spec, float[] parameters) {
        return new NetworkResponse(new VectorBackend(), spec, SHAPE, parameters, 1);
    }

    private static List<Dream> dreams(NetworkSpec spec, float[] parameters, DreamSettings settings) {
        return new Dreamer(network(spec, parameters), STIMULI)
                .dream(settings, ResponseTarget.each(SHAPE.neurons()), 2, FeatureListener.silent());
    }

    private static DreamSettings free(OptionalDouble largestNorm, double learningRate) {
        return new DreamSettings(
                100,
                1,
                new BaseStimulus.Mean(),
                0.01,
                new DreamBounds.Unbounded(),
                largestNorm,
                DreamPenalties.none(),
                new DreamJitter(0, 0),
                300,
                learningRate,
                1,
                1);
    }

    private static double cosine(FeatureImage first, FeatureImage second) {
        double product = 0;
        double firstSquare = 0;
        double secondSquare = 0;
        for (int lag = 0; lag < first.bins(); lag++) {
            for (int band = 0; band < SHAPE.bands(); band++) {
                double other = lag < second.bins() ? second.at(0, band, lag) : 0;
                product += first.at(0, band, lag) * other;
                firstSquare += Math.pow(first.at(0, band, lag), 2);
                secondSquare += Math.pow(other, 2);
            }
        }
        return product / Math.sqrt(firstSquare * secondSquare);
    }

    @Test
    void underABoundOnItsNormTheDreamOfALinearModelPointsAlongItsReceptiveField() {
        float[] parameters = InitialParameters.draw(LINEAR, SHAPE, 5);
        List<ReceptiveField> fields =
                ReceptiveFields.of(new VectorBackend(), LINEAR, SHAPE, parameters, STIMULI.axes());

        List<Dream> dreams = dreams(LINEAR, parameters, free(OptionalDouble.of(2), 0.05));

        for (int neuron = 0; neuron < SHAPE.neurons(); neuron++) {
            assertThat(cosine(dreams.get(neuron).distance(), fields.get(neuron).image()))
                    .isGreaterThan(0.99);
        }
    }

    @Test
    void aModelInOtherUnitsHasTheSameDream() {
        float[] parameters = InitialParameters.draw(STATENET, SHAPE, 5);
        float[] louder = parameters.clone();
        for (String name : List.of(ParameterNames.READOUT_WEIGHT, ParameterNames.READOUT_BIAS)) {
            ParameterBlock block = STATENET.layout(SHAPE).find(name).orElseThrow();
            for (int i = 0; i < block.size(); i++) {
                louder[block.offset() + i] *= 10;
            }
        }

        List<Dream> dreams = dreams(STATENET, parameters, SHORT);
        List<Dream> ofLouder = dreams(STATENET, louder, SHORT);

        for (int neuron = 0; neuron < SHAPE.neurons(); neuron++) {
            assertThat(cosine(
                            dreams.get(neuron).distance(), ofLouder.get(neuron).distance()))
                    .isGreaterThan(0.99);
            assertThat(ofLouder.get(neuron).best().reached())
                    .isCloseTo(10 * dreams.get(neuron).best().reached(), within(0.01));
        }
    }

    @Test
    void aLongerDreamShowsTheSameBeforeTheResponse() {
        float[] parameters = InitialParameters.draw(STATENET, SHAPE, 5);
        DreamSettings settled = SHORT.withSteps(600);

        List<Dream> shorts = dreams(STATENET, parameters, settled);
        List<Dream> longs = dreams(STATENET, parameters, settled.withDuration(300));

        for (int neuron = 0; neuron < SHAPE.neurons(); neuron++) {
            FeatureImage end = shorts.get(neuron).distance();
            float[] whole = longs.get(neuron).distance().values();
            float[] last = Arrays.copyOfRange(whole, whole.length - end.values().length, whole.length);
            assertThat(cosine(end, new FeatureImage(end.axes(), last))).isGreaterThan(0.99);
        }
    }

    @Test
    void neitherThreadsNorTheOtherNeuronsChangeABitOfADream() {
        float[] parameters = InitialParameters.draw(STATENET, SHAPE, 5);
        DreamSettings settings = SHORT.withSteps(40).withRestarts(3);

        List<Dream> together = dreams(STATENET, parameters, settings);
        Dream alone = new Dreamer(network(STATENET, parameters), STIMULI)
                .dream(settings, List.of(ResponseTarget.neuron(3)), 1, FeatureListener.silent())
                .get(0);

        assertThat(alone.image().values()).isEqualTo(together.get(3).image().values());
        assertThat(alone.runs().get(2).trace())
                .isEqualTo(together.get(3).runs().get(2).trace());
    }

    @Test
    void aListenerEndsABatchAndWhatIsFinishedStays() {
        List<ResponseTarget> heard = new ArrayList<>();
        FeatureListener<Dream> impatient = new FeatureListener<>() {
            @Override
            public void onFinished(Dream dream) {
                heard.add(dream.target());
            }

            @Override
            public FeatureDecision onProgress(FeatureProgress progress) {
                return progress.share() > 0.5 ? FeatureDecision.STOP : FeatureDecision.CONTINUE;
            }
        };
        List<Dream> dreams = new Dreamer(network(LINEAR, InitialParameters.draw(LINEAR, SHAPE, 5)), STIMULI)
                .dream(SHORT.withRestarts(8), ResponseTarget.each(SHAPE.neurons()), 1, impatient);

        assertThat(dreams).hasSizeBetween(1, SHAPE.neurons() - 1);
        assertThat(dreams).extracting(Dream::target).containsExactlyElementsOf(heard);
    }

    @Test
    void aNeuronThatNothingDrivesNeverRises() {
        Dream dream =
                dreams(LINEAR, new float[LINEAR.layout(SHAPE).size()], SHORT).get(0);

        assertThat(dream.outcome()).isInstanceOf(DreamOutcome.NeverRose.class);
        assertThat(dream.multiple().isDefined()).isFalse();
        assertThat(dream.outcome().message()).contains("another base");
    }

    @Test
    void aResponseThatIsNoNumberEndsTheClimb() {
        float[] parameters = InitialParameters.draw(LINEAR, SHAPE, 5);
        Arrays.fill(parameters, Float.MAX_VALUE);

        Dream dream =
                dreams(LINEAR, parameters, free(OptionalDouble.empty(), 1)).get(0);

        assertThat(dream.outcome()).isInstanceOf(DreamOutcome.Diverged.class);
        assertThat(dream.outcome().message()).contains("learning_rate");
    }

    private static DreamSettings from(BaseStimulus base, DreamJitter jitter) {
        return new DreamSettings(
                100,
                1,
                base,
                0.01,
                new DreamBounds.AllBands(),
                OptionalDouble.empty(),
                DreamPenalties.standard(),
                jitter,
                200,
                0.05,
                2,
                1);
    }

    @Test
    void aDreamThatIsMovedWhileItClimbsIsTheSameInEveryRunAndLessSharp() {
        float[] parameters = InitialParameters.draw(STATENET, SHAPE, 5);
        DreamSettings moved = from(new BaseStimulus.Mean(), new DreamJitter(2, 1));

        List<Dream> dreams = dreams(STATENET, parameters, moved);
        List<Dream> again = dreams(STATENET, parameters, moved);
        List<Dream> unmoved = dreams(STATENET, parameters, from(new BaseStimulus.Mean(), new DreamJitter(0, 0)));

        for (int neuron = 0; neuron < SHAPE.neurons(); neuron++) {
            assertThat(dreams.get(neuron).best().rose()).isTrue();
            assertThat(dreams.get(neuron).best().values())
                    .isEqualTo(again.get(neuron).best().values());
            // It drives the neuron wherever it is moved, so the response where it stands is not the highest that there
            // is.
            assertThat(dreams.get(neuron).best().reached())
                    .isLessThan(unmoved.get(neuron).best().reached());
        }
    }

    @Test
    void aDreamStartsFromSilenceOrFromARealSound() {
        float[] parameters = InitialParameters.draw(STATENET, SHAPE, 5);
        for (BaseStimulus base : List.of(new BaseStimulus.Silence(), new BaseStimulus.RealClip(1, 60))) {
            float[] start = base.values(STIMULI, 20);
            for (Dream dream : dreams(STATENET, parameters, from(base, new DreamJitter(0, 0)))) {
                float[] within = dream.base().values();
                for (int i = 0; i < start.length; i++) {
                    // A real sound lies outside the percentiles of the sounds now and then.
                    DreamBounds bounds = new DreamBounds.AllBands();
                    int band = i % SHAPE.bands();
                    float bounded = Math.min(
                            (float) bounds.high(STIMULI.range(), band),
                            Math.max((float) bounds.low(STIMULI.range(), band), start[i]));
                    assertThat(within[i]).isEqualTo(bounded);
                }
                assertThat(dream.best().rose()).isTrue();
                assertThat(dream.best().trace()[0]).isCloseTo((float) dream.atBase(), within(0.1f));
                assertThat(dream.best().reached()).isGreaterThan(dream.atBase());
            }
        }
    }

    @Test
    void boundsThatExcludeTheStartAreRefused() {
        DreamSettings aside = SHORT.withBounds(new DreamBounds.Explicit(1, 3));

        assertThatThrownBy(() -> dreams(LINEAR, InitialParameters.draw(LINEAR, SHAPE, 5), aside))
                .isInstanceOf(FeatureRefusedException.class)
                .hasMessageContaining("wider bounds or another base");
    }
}
