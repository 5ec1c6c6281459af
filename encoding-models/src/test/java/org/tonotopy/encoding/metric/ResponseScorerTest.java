package org.tonotopy.encoding.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tonotopy.encoding.recording.Recordings;
import org.tonotopy.encoding.recording.ResponseKind;
import org.tonotopy.encoding.response.PreparedResponses;
import org.tonotopy.encoding.response.ResponsePreparation;
import org.tonotopy.encoding.response.ResponseSmoothing;

class ResponseScorerTest {

    private static final double NAN = Double.NaN;

    /** Two repeats of four bins: PSTH 0 3 1 2, variances 4/3 and 8/3 and of the PSTH 5/3. */
    private static final double[][] WORKED = {{0, 2, 0, 2}, {0, 4, 2, 2}};

    @ParameterizedTest
    @CsvSource({
        "SIGNAL_POWER, 1.3333333333333333", // (2 * 5/3 - 2) / 1
        "NOISE_POWER, 0.6666666666666667", // 2 - 4/3
        "SNR, 2",
        "CC_MAX, 0.9101797211244547", // rho = 1/sqrt(2), sqrt(2 rho / (1 + rho))
        "CC, 0.6324555320336759", // (2/3) / sqrt(2/3 * 5/3) = 2 / sqrt(10)
        "CC_NORM, 0.7071067811865475", // (2/3) / sqrt(2/3 * 4/3) = 1 / sqrt(2)
        "CC_NORM_HSU, 0.6948688455202313",
        "CC_TRIAL_NORM, 0.7177499863775375", // (1/sqrt(2) + 1/2) / 2 over the root of 1/sqrt(2)
        "FVE, 0.2", // 1 - 4/5
        "FEVE, 0.5", // 1 - (1 - 1/3) / (5/3 - 1/3)
        "MSE, 1"
    })
    void agreesWithTheWorkedExample(Metric metric, double expected) {
        assertThat(worked(0, 1, 1, 2).value(metric).value()).isCloseTo(expected, within(1e-12));
    }

    @Test
    void thePoissonLossAgreesWithTheWorkedExample() {
        double expected = (1 + 1 + 2 - 2 * Math.log(2)) / 4;
        assertThat(worked(0, 1, 1, 2).value(Metric.POISSON_NLL).value()).isCloseTo(expected, within(1e-7));
    }

    @Test
    void bitsPerSpikeAgreeWithTheWorkedExample() {
        // Twelve spikes; model 14 - 6 ln 3 - 4 ln 2, mean rate 12 - 12 ln 1.5.
        double gain = (12 - 12 * Math.log(1.5)) - (14 - 6 * Math.log(3) - 4 * Math.log(2));
        NeuronScores scores = ResponseScorer.score(
                        prepared(ResponseKind.COUNTS, WORKED),
                        Predictions.ofDoubles(List.of(new double[] {1, 3, 1, 2})),
                        new TrainRates(List.of(1.5)))
                .get(0);
        assertThat(scores.value(Metric.BITS_PER_SPIKE).value()).isCloseTo(gain / (12 * Math.log(2)), within(1e-12));
    }

    @Test
    void bitsPerSpikeDivideByTheSumOfTheSmoothingWindow() {
        double[][] repeats = {{0, 2, 0, 2, 1, 0}, {0, 4, 2, 2, 0, 1}};
        TrainRates rates = new TrainRates(List.of(1.0));
        double[] counts = {1, 3, 1, 2, 0.5, 0.5};
        double[] doubled = {2, 6, 2, 4, 1, 1};
        MetricValue plain = ResponseScorer.score(
                        prepared(ResponseKind.COUNTS, repeats), Predictions.ofDoubles(List.of(counts)), rates)
                .get(0)
                .value(Metric.BITS_PER_SPIKE);
        PreparedResponses smoothed = ResponsePreparation.prepare(
                Recordings.of(ResponseKind.COUNTS, 5, new double[][][][] {{repeats}}),
                List.of(0),
                ResponseSmoothing.HANNING_PEAK_ONE,
                List.of(0));
        MetricValue ofSmoothed = ResponseScorer.score(smoothed, Predictions.ofDoubles(List.of(doubled)), rates)
                .get(0)
                .value(Metric.BITS_PER_SPIKE);
        assertThat(ofSmoothed.value()).isCloseTo(plain.value(), within(1e-12));
    }

    @ParameterizedTest
    @EnumSource(
            value = Metric.class,
            names = {"CC", "CC_NORM", "CC_NORM_HSU", "CC_TRIAL_NORM"})
    void aConstantPredictionHasNoCorrelation(Metric metric) {
        assertThat(worked(0.3, 0.3, 0.3, 0.3).value(metric).reason()).contains(UndefinedReason.CONSTANT_PREDICTION);
    }

    @Test
    void aConstantPredictionStillHasAnError() {
        NeuronScores scores = worked(1.5, 1.5, 1.5, 1.5);
        assertThat(scores.value(Metric.FVE).value()).isCloseTo(0, within(1e-12));
        assertThat(scores.value(Metric.MSE).value()).isCloseTo(1.25, within(1e-12));
    }

    @Test
    void withOneRepeatThereIsNoSignalPowerAndPlainCorrelationIsFlagged() {
        NeuronScores scores = scored(new double[][] {{0, 3, 1, 2}}, 0, 1, 1, 2);
        assertThat(scores.value(Metric.SIGNAL_POWER).reason()).contains(UndefinedReason.NO_REPEATS);
        assertThat(scores.value(Metric.FEVE).reason()).contains(UndefinedReason.NO_REPEATS);
        assertThat(scores.value(Metric.CC_TRIAL_NORM).reason()).contains(UndefinedReason.NO_REPEATS);
        assertThat(scores.value(Metric.CC_NORM)).isEqualTo(scores.value(Metric.CC));
        assertThat(scores.flags()).isEqualTo(Map.of(ScoreFlag.CC_NORM_IS_PLAIN_CC, 1));
    }

    @Test
    void aSilentNeuronHasReasonsAndNoNumbersThatLookLikeScores() {
        NeuronScores scores = ResponseScorer.score(
                        prepared(ResponseKind.COUNTS, new double[][] {{0, 0, 0, 0}, {0, 0, 0, 0}}),
                        Predictions.ofDoubles(List.of(new double[] {1, 2, 1, 1})),
                        new TrainRates(List.of(0.5)))
                .get(0);
        assertThat(scores.value(Metric.CC).reason()).contains(UndefinedReason.CONSTANT_RESPONSE);
        assertThat(scores.value(Metric.CC_NORM).reason()).contains(UndefinedReason.CONSTANT_RESPONSE);
        assertThat(scores.value(Metric.FVE).reason()).contains(UndefinedReason.CONSTANT_RESPONSE);
        assertThat(scores.value(Metric.SNR).reason()).contains(UndefinedReason.NOISE_POWER_NOT_POSITIVE);
        assertThat(scores.value(Metric.CC_MAX).reason()).contains(UndefinedReason.NO_RELIABLE_STIMULUS);
        assertThat(scores.value(Metric.BITS_PER_SPIKE).reason()).contains(UndefinedReason.NO_SPIKES);
        assertThat(scores.value(Metric.SIGNAL_POWER).value()).isZero();
    }

    @Test
    void aNeuronThatWasNotRecordedHasNoMetricAtAll() {
        NeuronScores scores = ResponseScorer.score(
                        prepared(ResponseKind.COUNTS, new double[][] {{NAN, NAN, NAN, NAN}}),
                        Predictions.ofDoubles(List.of(new double[] {1, 2, 1, 1})),
                        new TrainRates(List.of(0.5)))
                .get(0);
        assertThat(scores.values().values())
                .extracting(value -> value.reason().orElseThrow())
                .containsOnly(UndefinedReason.NOT_RECORDED);
    }

    @Test
    void repeatsThatContradictEachOtherHaveNoNormalisedCorrelation() {
        NeuronScores scores = scored(new double[][] {{0, 1, 0, 1}, {1, 0, 1, 0.5}}, 0, 1, 1, 2);
        assertThat(scores.value(Metric.SIGNAL_POWER).value()).isNegative();
        assertThat(scores.value(Metric.CC_NORM).reason()).contains(UndefinedReason.SIGNAL_POWER_NOT_POSITIVE);
        assertThat(scores.value(Metric.CC_MAX).reason()).contains(UndefinedReason.NO_RELIABLE_STIMULUS);
        assertThat(scores.value(Metric.CC_TRIAL_NORM).reason()).contains(UndefinedReason.REPEATS_UNCORRELATED);
        assertThat(scores.value(Metric.FEVE).reason()).contains(UndefinedReason.NO_EXPLAINABLE_VARIANCE);
        assertThat(scores.flags()).isEqualTo(Map.of(ScoreFlag.STIMULI_LEFT_OUT_OF_CC_MAX, 1));
    }

    @ParameterizedTest
    @CsvSource({"NaN", "Infinity", "-Infinity"})
    void aPredictionThatIsNotFiniteIsNamedAsTheReason(double broken) {
        NeuronScores scores = worked(0, broken, 1, 2);
        for (Metric metric : List.of(Metric.CC, Metric.CC_NORM, Metric.MSE, Metric.FVE, Metric.CC_TRIAL_NORM)) {
            assertThat(scores.value(metric).reason()).as(metric.key()).contains(UndefinedReason.PREDICTION_NOT_FINITE);
        }
        assertThat(scores.value(Metric.SIGNAL_POWER).isDefined()).isTrue();
    }

    @Test
    void whatThePredictionSaysWhereNothingWasRecordedDoesNotMatter() {
        double[][] gaps = {{0, 2, NAN, 0, 2}, {0, 4, NAN, 2, 2}};
        NeuronScores with = scored(gaps, 0, 1, 1e9, 1, 2);
        NeuronScores without = worked(0, 1, 1, 2);
        assertThat(with.values()).isEqualTo(without.values());
    }

    @Test
    void tracesHaveNoBitsPerSpike() {
        assertThat(worked(0, 1, 1, 2).value(Metric.BITS_PER_SPIKE).reason()).contains(UndefinedReason.NOT_COUNTS);
    }

    @Test
    void aRatePredictionOfZeroHasNoBitsPerSpike() {
        NeuronScores scores = ResponseScorer.score(
                        prepared(ResponseKind.COUNTS, WORKED),
                        Predictions.ofDoubles(List.of(new double[] {0, 1, 1, 2})),
                        new TrainRates(List.of(1.5)))
                .get(0);
        assertThat(scores.value(Metric.BITS_PER_SPIKE).reason()).contains(UndefinedReason.PREDICTION_NOT_POSITIVE);
    }

    @Test
    void predictionsOfAnotherShapeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> worked(0, 1, 1))
                .withMessage("the prediction for stimulus 0 has 3 values, but 4 bins of 1 neurons make 4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ResponseScorer.score(prepared(ResponseKind.TRACE, WORKED), List.of()))
                .withMessage("there are predictions for 0 stimuli, but responses to 1");
    }

    @Test
    void aggregatesCountWhatTheyLeaveOut() {
        double[][][][] responses = {
            {WORKED, {{0, 0, 0, 0}, {0, 0, 0, 0}}, WORKED, WORKED, {{NAN, NAN, NAN, NAN}, {NAN, NAN, NAN, NAN}}}
        };
        PreparedResponses truth = ResponsePreparation.prepare(
                Recordings.of(ResponseKind.TRACE, 5, responses),
                List.of(0),
                ResponseSmoothing.NONE,
                IntStream.range(0, 5).boxed().toList());
        // Neuron 0 as in the worked example, neuron 2 its negative, neuron 3 the PSTH itself.
        float[] prediction = {
            0, 1, 0, 0, 1,
            1, 2, -1, 3, 2,
            1, 1, -1, 1, 3,
            2, 5, -2, 2, 4
        };
        List<NeuronScores> scores = ResponseScorer.score(truth, List.of(prediction));
        ScoreAggregate aggregate = ScoreAggregate.of(Metric.CC, scores);
        double one = 2 / Math.sqrt(10);
        assertThat(aggregate.counted()).isEqualTo(3);
        assertThat(aggregate.leftOut()).isEqualTo(2);
        assertThat(aggregate.reasons())
                .isEqualTo(Map.of(UndefinedReason.CONSTANT_RESPONSE, 1, UndefinedReason.NOT_RECORDED, 1));
        assertThat(aggregate.mean()).isCloseTo(1 / 3.0, within(1e-12));
        assertThat(aggregate.median()).isCloseTo(one, within(1e-12));
        assertThat(aggregate.lowerQuartile()).isCloseTo(0, within(1e-12));
        assertThat(aggregate.upperQuartile()).isCloseTo((one + 1) / 2, within(1e-12));
        assertThat(aggregate.shareAboveZero()).isCloseTo(2 / 3.0, within(1e-12));
    }

    @Test
    void anAggregateOfNothingIsNotANumber() {
        ScoreAggregate aggregate = ScoreAggregate.of(Metric.CC, List.of(worked(1, 1, 1, 1)));
        assertThat(aggregate.mean()).isNaN();
        assertThat(aggregate.median()).isNaN();
        assertThat(aggregate.shareAboveZero()).isNaN();
        assertThat(aggregate.counted()).isZero();
    }

    @Test
    void theValidationScoreGivesASilencedNeuronNothing() {
        PreparedResponses truth = ResponsePreparation.prepare(
                Recordings.of(ResponseKind.TRACE, 5, new double[][][][] {{WORKED, WORKED}}),
                List.of(0),
                ResponseSmoothing.NONE,
                List.of(0, 1));
        ValidationScore score = new ValidationScore(truth);
        double both = score.applyAsDouble(List.of(new float[] {0, 0, 1, 1, 1, 1, 2, 2}));
        double one = score.applyAsDouble(List.of(new float[] {0, 5, 1, 5, 1, 5, 2, 5}));
        assertThat(score.countedNeurons()).isEqualTo(2);
        assertThat(both).isCloseTo(1 / Math.sqrt(2), within(1e-7));
        assertThat(one).isCloseTo(both / 2, within(1e-7));
        assertThat(score.applyAsDouble(List.of(new float[] {0, 0, Float.NaN, 1, 1, 1, 2, 2})))
                .isNaN();
    }

    private static NeuronScores worked(double... prediction) {
        return scored(WORKED, prediction);
    }

    private static NeuronScores scored(double[][] repeats, double... prediction) {
        return ResponseScorer.score(
                        prepared(ResponseKind.TRACE, repeats),
                        Predictions.ofDoubles(List.of(prediction)),
                        TrainRates.unknown())
                .get(0);
    }

    private static PreparedResponses prepared(ResponseKind kind, double[][] repeats) {
        return ResponsePreparation.prepare(
                Recordings.of(kind, 5, new double[][][][] {{repeats}}), List.of(0), ResponseSmoothing.NONE, List.of(0));
    }
}
