package org.tonotopy.encoding.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tonotopy.encoding.recording.Recordings;
import org.tonotopy.encoding.recording.ResponseKind;
import org.tonotopy.encoding.response.PreparedResponses;
import org.tonotopy.encoding.response.ResponsePreparation;
import org.tonotopy.encoding.response.ResponseSmoothing;

/** What several stimuli make of a neuron's scores, in numbers that can be worked out on paper. */
class ScoresOverStimuliTest {

    private static final double NAN = Double.NaN;

    /** Four bins: PSTH 0 3 1 2, signal power 4/3, noise power 2/3, rho = 1/sqrt(2). */
    private static final double[][] NOISY = {{0, 2, 0, 2}, {0, 4, 2, 2}};
    /** Two bins: PSTH 0 2, signal power 2, no noise, rho = 1. */
    private static final double[][] EXACT = {{0, 2}, {0, 2}};
    /** Three bins: PSTH 1 1 1, signal power -1, noise power 2, rho = -1. */
    private static final double[][] OPPOSED = {{0, 1, 2}, {2, 1, 0}};

    /** PSTH 0 3 1 2 0 2 of mean 4/3 and variance 22/15; prediction 0 1 1 2 0 2 of mean 1, variance 4/5 and covariance 4/5. */
    @ParameterizedTest
    @CsvSource({
        "SIGNAL_POWER, 1.5555555555555556", // (4 * 4/3 + 2 * 2) / 6 = 14/9
        "NOISE_POWER, 0.4444444444444444", // (4 * 2/3 + 2 * 0) / 6 = 4/9
        "SNR, 3.5",
        "CC_MAX, 0.9401198140829698", // (4 * 0.9101797211244547 + 2 * 1) / 6
        "CC, 0.7385489458759964", // 4/5 / sqrt(4/5 * 22/15) = sqrt(6/11)
        "CC_NORM, 0.7171371656006361", // 4/5 / sqrt(4/5 * 14/9) = sqrt(18/35)
        "CC_NORM_HSU, 0.7855902352152916", // cc / cc_max
        "MSE, 0.6666666666666666", // 4 / 6
        "FVE, 0.45454545454545453", // 1 - 4 / (5 * 22/15)
        "FEVE, 0.6428571428571429" // noise 4/9 / 2 = 2/9: 1 - (2/3 - 2/9) / (22/15 - 2/9) = 9/14
    })
    void powersAreAveragedByLengthAndCorrelationsAreOverAllBinsTogether(Metric metric, double expected) {
        NeuronScores scores = scored(heard(NOISY, EXACT), new double[] {0, 1, 1, 2}, new double[] {0, 2});
        assertThat(scores.value(metric).value()).isCloseTo(expected, within(1e-12));
        assertThat(scores.flags()).isEmpty();
    }

    @Test
    void aStimulusWhoseHalvesContradictEachOtherIsDroppedFromTheCeilingAndCounted() {
        double[] prediction = {0, 1, 1, 2};
        double ceilingOfNoisy = Math.sqrt(2 / (Math.sqrt(2) + 1));
        NeuronScores scores =
                scored(heard(NOISY, OPPOSED, EXACT), prediction, new double[] {1, 1, 1}, new double[] {0, 2});
        assertThat(scores.value(Metric.CC_MAX).value()).isCloseTo((4 * ceilingOfNoisy + 2) / 6, within(1e-12));
        // Signal power keeps it: (4 * 4/3 - 3 * 1 + 2 * 2) / 9.
        assertThat(scores.value(Metric.SIGNAL_POWER).value()).isCloseTo(19 / 27.0, within(1e-12));
        assertThat(scores.value(Metric.CC_NORM_HSU).value())
                .isCloseTo(
                        scores.value(Metric.CC).value()
                                / scores.value(Metric.CC_MAX).value(),
                        within(1e-15));
        assertThat(scores.flags()).isEqualTo(Map.of(ScoreFlag.STIMULI_LEFT_OUT_OF_CC_MAX, 1));
    }

    @Test
    void theLastOfAnOddNumberOfRepeatsEntersNoHalf() {
        double[][] three = {NOISY[0], NOISY[1], {9, 1, 4, 7}};
        assertThat(scored(heard(three), new double[] {0, 1, 1, 2})
                        .value(Metric.CC_MAX)
                        .value())
                .isCloseTo(0.9101797211244547, within(1e-12));
    }

    @Test
    void theCeilingOfFourRepeatsIsTheMeanOfThreeSplits() {
        // Means of halves: 12 | 34 are 0 1 0 1 | 0 1 1 2; 13 | 24 are 0 1 0.5 1.5 | 0 1 0.5 1.5; 14 | 23 likewise.
        double[][] four = {{0, 1, 0, 1}, {0, 1, 0, 1}, {0, 1, 1, 2}, {0, 1, 1, 2}};
        double rho = (1 / Math.sqrt(2) + 1 + 1) / 3;
        assertThat(scored(heard(four), new double[] {0, 1, 1, 2})
                        .value(Metric.CC_MAX)
                        .value())
                .isCloseTo(Math.sqrt(2 * rho / (1 + rho)), within(1e-12));
    }

    @Test
    void trialCorrelationsAverageOverTrialsAndOverPairsOfTrials() {
        // The prediction correlates with the trials by 1, 1/2 and -1/2, and these with each other by 1/2, -1/2 and 1/2.
        double[][] trials = {{0, 1, 2}, {0, 2, 1}, {1, 2, 0}};
        double expected = (1 + 0.5 - 0.5) / 3 / Math.sqrt((0.5 - 0.5 + 0.5) / 3);
        assertThat(scored(heard(trials), new double[] {3, 5, 7})
                        .value(Metric.CC_TRIAL_NORM)
                        .value())
                .isCloseTo(expected, within(1e-12));
    }

    @Test
    void trialsThatWereNotRecordedTogetherAreComparedWhereBothWere() {
        double[][] first = {{0, 1, 2}, {0, 2, 1}};
        double[][] onlyOnce = {{5, 1, 3}, {NAN, NAN, NAN}};
        // Trial 1 is 0 1 2 5 1 3, the prediction the same; trial 2 is 0 2 1 in the first stimulus alone.
        NeuronScores scores = scored(heard(first, onlyOnce), new double[] {0, 1, 2}, new double[] {5, 1, 3});
        assertThat(scores.value(Metric.CC_TRIAL_NORM).value()).isCloseTo((1 + 0.5) / 2 / Math.sqrt(0.5), within(1e-12));
        assertThat(scores.flags()).isEqualTo(Map.of(ScoreFlag.STIMULI_LEFT_OUT_OF_SIGNAL_POWER, 1));
    }

    @Test
    void bitsPerSpikeCountEverySpikeOfEveryStimulus() {
        // Four spikes. Model: 1 - ln 1 + 2 - 3 ln 2 + 1 - ln 1 + 1 = 5 - 3 ln 2. Mean rate of 1/2: 2 + 4 ln 2.
        NeuronScores scores = ResponseScorer.score(
                        prepared(ResponseKind.COUNTS, heard(new double[][] {{1, 3}}, new double[][] {{0, 0}})),
                        Predictions.ofDoubles(List.of(new double[] {1, 2}, new double[] {1, 1})),
                        new TrainRates(List.of(0.5)))
                .get(0);
        double gain = 2 + 4 * Math.log(2) - (5 - 3 * Math.log(2));
        assertThat(scores.value(Metric.BITS_PER_SPIKE).value()).isCloseTo(gain / (4 * Math.log(2)), within(1e-12));
    }

    @Test
    void thePoissonLossOfARateOfZeroIsFiniteBecauseOfItsFloor() {
        NeuronScores scores = scored(heard(new double[][] {{1, 0}}), new double[] {0, 1});
        double floor = 1e-8;
        double expected = (0 - Math.log(floor + floor) + 1 - 0) / 2;
        assertThat(scores.value(Metric.POISSON_NLL).value()).isCloseTo(expected, within(1e-12));
    }

    /** Seven times 0.7 is not 4.9 in double precision, so the mean of a constant repeat is not its level. */
    @Test
    void aConstantRepeatIsConstantAtEveryLevel() {
        double[] level = {0.7, 0.7, 0.7, 0.7, 0.7, 0.7, 0.7};
        NeuronSignal signal = NeuronSignal.measure(List.of(List.of(level, level)));
        assertThat(signal.ccMax().reason()).contains(UndefinedReason.NO_RELIABLE_STIMULUS);
        assertThat(signal.signalPower().value()).isZero();
    }

    @Test
    void repeatsThatAreTheSameHaveNoNoiseThatRoundingMadeUp() {
        double[] repeat = {0.1, 0.9, 0.2, 0.8};
        NeuronSignal signal = NeuronSignal.measure(List.of(List.of(repeat, repeat, repeat, repeat)));
        assertThat(signal.noisePower().value()).isZero();
        assertThat(signal.snr().reason()).contains(UndefinedReason.NOISE_POWER_NOT_POSITIVE);
    }

    @Test
    void repeatsThatShareNothingHaveNoSignalThatRoundingMadeUp() {
        // Patterns at right angles: every covariance is zero.
        double[] fast = {0.7, 1.1, 0.7, 1.1, 0.7, 1.1, 0.7, 1.1};
        double[] slow = {0.7, 0.7, 1.1, 1.1, 0.7, 0.7, 1.1, 1.1};
        double[] slowest = {0.7, 0.7, 0.7, 0.7, 1.1, 1.1, 1.1, 1.1};
        NeuronSignal signal = NeuronSignal.measure(List.of(List.of(fast, slow, slowest)));
        assertThat(signal.signalPower().value()).isZero();
    }

    /** The repeats of one neuron to each stimulus. */
    private static List<double[][]> heard(double[][]... stimuli) {
        return List.of(stimuli);
    }

    private static NeuronScores scored(List<double[][]> stimuli, double[]... predictions) {
        return ResponseScorer.score(
                        prepared(ResponseKind.TRACE, stimuli),
                        Predictions.ofDoubles(List.of(predictions)),
                        TrainRates.unknown())
                .get(0);
    }

    private static PreparedResponses prepared(ResponseKind kind, List<double[][]> stimuli) {
        double[][][][] responses =
                stimuli.stream().map(repeats -> new double[][][] {repeats}).toArray(double[][][][]::new);
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < responses.length; i++) {
            all.add(i);
        }
        return ResponsePreparation.prepare(Recordings.of(kind, 5, responses), all, ResponseSmoothing.NONE, List.of(0));
    }
}
