package org.tonotopy.encoding.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tonotopy.encoding.feature.dream.Dream;
import org.tonotopy.encoding.feature.dream.DreamPenalties;
import org.tonotopy.encoding.feature.dream.DreamSettings;
import org.tonotopy.encoding.feature.dream.Dreamer;
import org.tonotopy.encoding.feature.figure.FeatureFigures;
import org.tonotopy.encoding.fitting.CompletedFit;
import org.tonotopy.encoding.fitting.PoissonNeurons;
import org.tonotopy.encoding.network.Clip;
import org.tonotopy.encoding.network.LinearNonlinear;
import org.tonotopy.encoding.network.LocallyConnectedEncoder;
import org.tonotopy.encoding.network.OutputNonlinearity;
import org.tonotopy.encoding.network.Recurrence;
import org.tonotopy.encoding.network.StateNet;
import org.tonotopy.encoding.network.vector.VectorBackend;
import org.tonotopy.encoding.response.InputScaling;
import org.tonotopy.figure.Figure;

/**
 * Features of a neuron that listens for a sequence are what it was made of: on its own equation, and on a StateNet that was
 * fitted to its spikes. The filter of an LN model, with a window long enough, is not.
 */
class SimulatedSequenceTest {
    private static final int BINS = 400;
    private static final ResponseTarget NEURON = ResponseTarget.neuron(0);
    private static final OnThenOffNeuron SIMULATED = new OnThenOffNeuron();
    private static final PoissonNeurons RECORDING = new PoissonNeurons(SIMULATED, BINS, 80, 20, 3);
    private static final FeatureStimuli STIMULI = stimuli(RECORDING.sounds());
    /** Bands an octave apart have little to do with each other, so smoothness counts less than by default. */
    private static final DreamSettings DREAM = DreamSettings.standard()
            .withDuration(2000)
            .withPenalties(new DreamPenalties(0.2, 0.1, 0, 0))
            .withRestarts(2);

    private static CompletedFit stateNet;
    private static CompletedFit filter;
    private static Dream ofTheStateNet;
    private static Dream ofTheEquation;

    private static FeatureStimuli stimuli(List<Clip> sounds) {
        List<Double> frequencies = IntStream.range(0, OnThenOffNeuron.BANDS)
                .mapToObj(band -> 500 * Math.pow(2, band))
                .toList();
        return new FeatureStimuli(
                new ImageAxes(ImageAxes.COCHLEAGRAM, frequencies, OnThenOffNeuron.DT_MS, new InputScaling(40, 12)),
                sounds,
                IntStream.range(0, sounds.size()).boxed().toList(),
                StimulusRange.of(sounds, OnThenOffNeuron.BANDS));
    }

    @BeforeAll
    static void fit() {
        stateNet = RECORDING.fit(
                new StateNet(new LocallyConnectedEncoder(3, 1, 6), Recurrence.GRU, OutputNonlinearity.SOFTPLUS2),
                1e-2,
                60);
        filter = RECORDING.fit(new LinearNonlinear(100, OutputNonlinearity.SOFTPLUS2), 1e-3, 30);
        ofTheStateNet = dream(fittedStateNet());
        ofTheEquation = dream(SIMULATED);
    }

    @Test
    void theNeuronRemembersTheLowSoundFor1500Ms() {
        double[] kernel = OnThenOffNeuron.memoryKernel(500);
        float[] image = new float[kernel.length * OnThenOffNeuron.BANDS];
        int highest = 0;
        for (int lag = 0; lag < kernel.length; lag++) {
            image[(kernel.length - 1 - lag) * OnThenOffNeuron.BANDS + OnThenOffNeuron.LOW] = (float) kernel[lag];
            highest = kernel[lag] > kernel[highest] ? lag : highest;
        }

        assertThat(highest * OnThenOffNeuron.DT_MS).isEqualTo(OnThenOffNeuron.DELAY_MS);
        assertThat(MemoryHorizon.of(new FeatureImage(STIMULI.axes(), image))
                        .ninetyFiveMs()
                        .value())
                .isCloseTo(OnThenOffNeuron.HORIZON_MS, within(OnThenOffNeuron.DT_MS));
    }

    @Test
    void theSlopesOfItsEquationAreThoseByCentralDifferences() {
        Clip clip = STIMULI.clips().get(0);
        float[] cotangent = new float[BINS];
        cotangent[BINS - 1] = 1;
        cotangent[BINS - 30] = -0.5f;
        float[] slopes = SIMULATED
                .respond(List.of(clip))
                .inputGradients(List.of(cotangent))
                .get(0);
        SplittableRandom random = new SplittableRandom(7);
        double[] direction = random.doubles(slopes.length, -1, 1).toArray();
        double slope = 0;
        for (int i = 0; i < slopes.length; i++) {
            slope += slopes[i] * direction[i];
        }

        assertThat((along(clip, direction, 1e-3) - along(clip, direction, -1e-3)) / 2e-3)
                .isCloseTo(slope, Percentage.withPercentage(0.1));
    }

    private static double along(Clip clip, double[] direction, double step) {
        float[] moved = clip.input().clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += (float) (step * direction[i]);
        }
        double[] rates = SIMULATED.of(moved, BINS);
        return rates[BINS - 1] - 0.5 * rates[BINS - 30];
    }

    @Test
    void itsMemoryHorizonIsRightWithin15PercentWhereTheMemoryDecides() {
        assertThat(horizons(SIMULATED, momentsThatNeedTheMemory()))
                .hasSizeGreaterThan(20)
                .allSatisfy(horizon ->
                        assertThat(horizon).isCloseTo(OnThenOffNeuron.HORIZON_MS, Percentage.withPercentage(15)));
    }

    /** Of an open gate more cannot be had: what the high sound does counts for most of the slopes, and that is recent. */
    @Test
    void whereTheGateIsOpenAlreadyTheHorizonIsShorter() {
        assertThat(mean(horizons(SIMULATED, moments(0.6, 0.9))))
                .isLessThan(0.9 * mean(horizons(SIMULATED, moments(0.1, 0.4))));
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    @Test
    void ofAStateNetFittedToItsSpikesTheMemoryHorizonIsRightWithinAFactorOfOneAndAHalf() {
        assertThat(horizons(fittedStateNet(), momentsThatNeedTheMemory()))
                .hasSizeGreaterThan(20)
                .allSatisfy(horizon -> assertThat(horizon)
                        .isBetween(OnThenOffNeuron.HORIZON_MS / 1.5, OnThenOffNeuron.HORIZON_MS * 1.5));
    }

    @Test
    void dreamsOfItsEquationShowTheSequence() {
        assertShowsTheSequence(ofTheEquation);
    }

    @Test
    void dreamsOfAStateNetFittedToItsSpikesShowTheSequence() {
        assertThat(stateNet.bestValidationScore()).isGreaterThan(filter.bestValidationScore() + 0.1);
        assertShowsTheSequence(ofTheStateNet);
    }

    @Test
    void theFilterOfAnLnModelShowsTheEndOfTheHighSoundAlone() {
        FeatureImage strf = fittedFilter();

        assertThat(filter.bestValidationScore()).isGreaterThan(0.5);
        assertThat(strf.at(0, OnThenOffNeuron.HIGH, 0)).isNegative();
        assertThat(shareOfEnergy(strf, OnThenOffNeuron.HIGH)).isGreaterThan(0.95);
        assertThat(shareOfEnergy(strf, OnThenOffNeuron.LOW)).isLessThan(0.02);
        // Of the dreams it is a tenth at least: the same measure tells them apart.
        assertThat(shareOfEnergy(ofTheEquation.distance(), OnThenOffNeuron.LOW)).isGreaterThan(0.1);
        assertThat(shareOfEnergy(ofTheStateNet.distance(), OnThenOffNeuron.LOW)).isGreaterThan(0.1);
    }

    /** A sound is on in the low band, mostly 400 ms before; one in the high band ends with the bin of the response. */
    private static void assertShowsTheSequence(Dream dream) {
        assertThat(dream.agreement().value()).isGreaterThan(0.95);
        FeatureImage image = dream.distance();
        int highest = 1;
        for (int lag = 1; lag < image.bins(); lag++) {
            assertThat(image.at(0, OnThenOffNeuron.LOW, lag)).isPositive();
            highest = image.at(0, OnThenOffNeuron.LOW, lag) > image.at(0, OnThenOffNeuron.LOW, highest) ? lag : highest;
        }
        assertThat(highest * OnThenOffNeuron.DT_MS).isCloseTo(OnThenOffNeuron.DELAY_MS, within(100.0));
        assertThat(image.at(0, OnThenOffNeuron.LOW, highest)).isGreaterThan(0.3f);
        assertThat(image.at(0, OnThenOffNeuron.HIGH, 0)).isLessThan(-1);
        for (int lag = 2; lag <= 4; lag++) {
            assertThat(image.at(0, OnThenOffNeuron.HIGH, lag)).isGreaterThan(0.3f);
        }
        int before = (int) (OnThenOffNeuron.DELAY_MS / OnThenOffNeuron.DT_MS);
        assertThat(image.at(0, OnThenOffNeuron.HIGH, before)).isLessThan(image.at(0, OnThenOffNeuron.LOW, before) / 2);
    }

    private static double shareOfEnergy(FeatureImage image, int band) {
        double own = 0;
        double all = 0;
        for (int i = 0; i < image.values().length; i++) {
            double energy = (double) image.values()[i] * image.values()[i];
            own += i % OnThenOffNeuron.BANDS == band ? energy : 0;
            all += energy;
        }
        return own / all;
    }

    /** The picture in docs/features.md. */
    @Test
    void filterAndDreamsAreDrawnBesideEachOther() throws IOException {
        Figure figure = FeatureFigures.beside(List.of(
                FeatureFigures.slope("STRF of the LN model", fittedFilter()),
                FeatureFigures.distance("dream of the StateNet", ofTheStateNet),
                FeatureFigures.distance("dream of the neuron's own equation", ofTheEquation)));

        Path file = Path.of("target", "simulated-sequence.png");
        Files.write(file, figure.png());
        assertThat(ImageIO.read(file.toFile()).getWidth()).isEqualTo(4 * figure.width());
    }

    private static FeatureImage fittedFilter() {
        return ReceptiveFields.of(
                        new VectorBackend(),
                        filter.model().spec(),
                        filter.model().shape(),
                        filter.model().parameters(),
                        STIMULI.axes())
                .get(0)
                .image();
    }

    private static DifferentiableResponse fittedStateNet() {
        return NetworkResponse.of(stateNet.model(), new VectorBackend());
    }

    private static Dream dream(DifferentiableResponse model) {
        return new Dreamer(model, STIMULI)
                .dream(DREAM, List.of(NEURON), 2, FeatureListener.silent())
                .get(0);
    }

    private static List<Double> horizons(DifferentiableResponse model, List<BaseStimulus> moments) {
        return moments.stream()
                .map(base -> GradientMaps.of(
                                model,
                                STIMULI,
                                new GradientMapSettings(3000, base, false),
                                List.of(NEURON),
                                1,
                                FeatureListener.silent())
                        .get(0)
                        .image())
                .map(image -> MemoryHorizon.of(image).ninetyFiveMs().value())
                .toList();
    }

    /**
     * A high sound has just ended and the gate begins to open: what was remembered decides. The wider the gate is already, the
     * more of the slopes lies in the high band, which is recent.
     */
    private static List<BaseStimulus> momentsThatNeedTheMemory() {
        return moments(0.1, 0.4);
    }

    private static List<BaseStimulus> moments(double leastOpen, double mostOpen) {
        List<BaseStimulus> moments = new ArrayList<>();
        for (int clip = 0; clip < STIMULI.clips().size(); clip++) {
            float[] sound = STIMULI.clips().get(clip).input();
            double[] gate = OnThenOffNeuron.gate(sound, BINS);
            double[] ending = OnThenOffNeuron.ending(sound, BINS);
            for (int bin = BINS / 2; bin < BINS; bin++) {
                if (ending[bin] > 2 && gate[bin] > leastOpen && gate[bin] < mostOpen) {
                    moments.add(new BaseStimulus.RealClip(clip, bin));
                    break;
                }
            }
        }
        return moments;
    }
}
