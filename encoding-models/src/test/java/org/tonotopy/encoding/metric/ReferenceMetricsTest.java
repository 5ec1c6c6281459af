package org.tonotopy.encoding.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tonotopy.encoding.array.ArrayFileLimits;
import org.tonotopy.encoding.npz.NpyArray;
import org.tonotopy.encoding.npz.NpzArchive;
import org.tonotopy.encoding.npz.ReferenceVectors;
import org.tonotopy.encoding.recording.Recordings;
import org.tonotopy.encoding.recording.ResponseKind;
import org.tonotopy.encoding.response.PreparedResponses;
import org.tonotopy.encoding.response.ResponsePreparation;
import org.tonotopy.encoding.response.ResponseSmoothing;

/** Against values that an independent implementation computed in double precision. */
class ReferenceMetricsTest {

    private static final Map<String, Metric> METRICS = Map.of(
            "cc", Metric.CC,
            "fve", Metric.FVE,
            "ccnorm_schoppe", Metric.CC_NORM,
            "ccnorm_hsu", Metric.CC_NORM_HSU,
            "ccmax_hsu", Metric.CC_MAX,
            "signal_power", Metric.SIGNAL_POWER,
            "noise_power", Metric.NOISE_POWER,
            "snr", Metric.SNR,
            "mse", Metric.MSE);

    @ParameterizedTest
    @ValueSource(strings = {"metrics_full.npz", "metrics_nan.npz"})
    void agreesWithTheReferenceWithAndWithoutMissingData(String file) throws IOException {
        try (NpzArchive reference = ReferenceVectors.bundled(file)) {
            compare(reference);
        }
    }

    @Test
    void agreesWithTheReferenceOnRealResponses() throws IOException {
        Optional<Path> file = ReferenceVectors.shared("reference/metrics_ns1.npz");
        assumeTrue(file.isPresent(), "reference/metrics_ns1.npz is not at hand: set TONOTOPY_SHARED to its folder");
        try (NpzArchive reference = NpzArchive.open(file.get(), ArrayFileLimits.standard())) {
            compare(reference);
        }
    }

    private static void compare(NpzArchive reference) throws IOException {
        PreparedResponses truth = prepared(reference.read("responses"));
        NpyArray prediction = reference.read("pred");
        List<NeuronScores> scores =
                ResponseScorer.score(truth, Predictions.ofDoubles(timeMajor(prediction, truth)), TrainRates.unknown());
        for (Map.Entry<String, Metric> metric : METRICS.entrySet()) {
            double[] expected = reference.read(metric.getKey()).toDoubles();
            for (int neuron = 0; neuron < truth.neurons(); neuron++) {
                MetricValue value = scores.get(neuron).value(metric.getValue());
                String where = metric.getKey() + " of neuron " + neuron;
                if (Double.isNaN(expected[neuron])) {
                    assertThat(value.reason()).as(where).contains(UndefinedReason.SIGNAL_POWER_NOT_POSITIVE);
                } else {
                    assertThat(value.value()).as(where).isCloseTo(expected[neuron], within(1e-9));
                }
            }
        }
        double[] normalised = IntStream.range(0, truth.neurons())
                .mapToDouble(neuron -> scores.get(neuron).value(Metric.CC_NORM).value())
                .filter(value -> !Double.isNaN(value))
                .toArray();
        assertThat(new ValidationScore(truth).applyAsDouble(rounded(timeMajor(prediction, truth))))
                .as("the validation score is the mean of cc_norm")
                .isCloseTo(
                        IntStream.range(0, normalised.length)
                                .mapToDouble(i -> normalised[i])
                                .average()
                                .orElseThrow(),
                        within(1e-5));
    }

    /** The reference is smoothed already, and pads a short stimulus with NaN. */
    private static PreparedResponses prepared(NpyArray responses) {
        List<Integer> shape = responses.header().shape();
        double[][][][] values = new double[shape.get(0)][shape.get(1)][shape.get(2)][shape.get(3)];
        int next = 0;
        for (double[][][] stimulus : values) {
            for (double[][] neuron : stimulus) {
                for (double[] repeat : neuron) {
                    for (int t = 0; t < repeat.length; t++) {
                        repeat[t] = responses.at(next++);
                    }
                }
            }
        }
        return ResponsePreparation.prepare(
                Recordings.of(ResponseKind.TRACE, 5, values),
                IntStream.range(0, shape.get(0)).boxed().toList(),
                ResponseSmoothing.NONE,
                IntStream.range(0, shape.get(1)).boxed().toList());
    }

    private static List<double[]> timeMajor(NpyArray prediction, PreparedResponses truth) {
        List<double[]> series = new ArrayList<>();
        int bins = prediction.header().length(2);
        for (int stimulus = 0; stimulus < truth.stimuli(); stimulus++) {
            double[] values = new double[bins * truth.neurons()];
            for (int neuron = 0; neuron < truth.neurons(); neuron++) {
                for (int t = 0; t < bins; t++) {
                    values[t * truth.neurons() + neuron] =
                            prediction.at((stimulus * truth.neurons() + neuron) * bins + t);
                }
            }
            series.add(values);
        }
        return series;
    }

    private static List<float[]> rounded(List<double[]> series) {
        List<float[]> rounded = new ArrayList<>();
        for (double[] values : series) {
            float[] floats = new float[values.length];
            for (int i = 0; i < values.length; i++) {
                floats[i] = (float) values[i];
            }
            rounded.add(floats);
        }
        return rounded;
    }
}
