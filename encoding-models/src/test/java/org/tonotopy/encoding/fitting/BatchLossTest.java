package org.tonotopy.encoding.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tonotopy.encoding.npz.NpyArray;
import org.tonotopy.encoding.npz.NpzArchive;
import org.tonotopy.encoding.npz.ReferenceVectors;

class BatchLossTest {

    private static final int NEURONS = 3;

    @ParameterizedTest
    @CsvSource({"MEAN_SQUARED_ERROR, mse", "POISSON, poisson_rate"})
    void valueAndDerivativesAgreeWithTheReference(LossFunction function, String key) throws Exception {
        try (NpzArchive archive = ReferenceVectors.bundled("losses.npz")) {
            NpyArray target = archive.read("target");
            List<Integer> shape = target.header().shape();
            List<FittingClip> clips = new ArrayList<>();
            for (float[] buffer : timeMajor(target, shape)) {
                clips.add(new FittingClip(shape.get(2), new float[shape.get(2)], buffer));
            }
            List<float[]> predictions = timeMajor(archive.read("pred"), shape);
            List<float[]> derivatives = timeMajor(archive.read(key + "_grad"), shape);
            List<float[]> cotangents = emptyLike(predictions);

            double value = new BatchLoss(function, 0, shape.get(1)).valueAndCotangents(predictions, clips, cotangents);

            // Inputs are rounded to float; where a rate is near the floor, the slope is as steep as 1/rate.
            assertThat(value).isCloseTo(archive.read(key).at(0), within(2e-6));
            for (int clip = 0; clip < clips.size(); clip++) {
                for (int i = 0; i < cotangents.get(clip).length; i++) {
                    double expected = derivatives.get(clip)[i];
                    assertThat((double) cotangents.get(clip)[i])
                            .isCloseTo(expected, within(1e-8 + 2e-4 * Math.abs(expected)));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"MEAN_SQUARED_ERROR, 0", "MEAN_SQUARED_ERROR, 0.7", "POISSON, 0", "POISSON, 0.05"})
    void derivativesAgreeWithCentralDifferences(LossFunction function, double correlationWeight) {
        List<FittingClip> clips = clips();
        List<float[]> predictions = predictions(clips);
        List<float[]> cotangents = emptyLike(predictions);
        BatchLoss loss = new BatchLoss(function, correlationWeight, NEURONS);
        loss.valueAndCotangents(predictions, clips, cotangents);
        for (int clip = 0; clip < clips.size(); clip++) {
            float[] prediction = predictions.get(clip);
            for (int i = 0; i < prediction.length; i++) {
                float original = prediction[i];
                float above = original + 1e-3f;
                float below = original - 1e-3f;
                prediction[i] = above;
                double upper = loss.value(predictions, clips);
                prediction[i] = below;
                double lower = loss.value(predictions, clips);
                prediction[i] = original;
                assertThat((double) cotangents.get(clip)[i])
                        .isCloseTo((upper - lower) / ((double) above - below), within(2e-6));
            }
        }
    }

    @Test
    void unrecordedTargetsCountNowhere() {
        float nan = Float.NaN;
        FittingClip clip = new FittingClip(2, new float[2], new float[] {1, nan, 3, nan});
        float[] prediction = {2, 100, 5, -7};
        float[] cotangent = {9, 9, 9, 9};

        double value = new BatchLoss(LossFunction.MEAN_SQUARED_ERROR, 0, 2)
                .valueAndCotangents(List.of(prediction), List.of(clip), List.of(cotangent));

        assertThat(value).isEqualTo((1 + 4) / 2.0);
        assertThat(cotangent).containsExactly(1, 0, 2, 0);
    }

    @Test
    void neuronsWithoutACorrelationAreLeftOutOfItsMean() {
        // The first neuron correlates perfectly; the second's target is constant, so it has no correlation.
        FittingClip clip = new FittingClip(3, new float[3], new float[] {1, 4, 2, 4, 3, 4});
        float[] prediction = {2, 1, 4, 2, 6, 5};
        BatchLoss with = new BatchLoss(LossFunction.MEAN_SQUARED_ERROR, 1, 2);
        BatchLoss without = new BatchLoss(LossFunction.MEAN_SQUARED_ERROR, 0, 2);

        assertThat(with.value(List.of(prediction), List.of(clip)))
                .isCloseTo(without.value(List.of(prediction), List.of(clip)), within(1e-12));
    }

    @Test
    void aBatchWithoutAnyRecordedBinHasNoLoss() {
        FittingClip clip = new FittingClip(1, new float[1], new float[] {Float.NaN});

        assertThat(new BatchLoss(LossFunction.POISSON, 0, 1).value(List.of(new float[] {1}), List.of(clip)))
                .isNaN();
    }

    private static List<FittingClip> clips() {
        SplittableRandom random = new SplittableRandom(3);
        List<FittingClip> clips = new ArrayList<>();
        for (int bins : new int[] {7, 4}) {
            float[] target = new float[bins * NEURONS];
            for (int i = 0; i < target.length; i++) {
                target[i] = random.nextInt(6) == 0 ? Float.NaN : random.nextInt(3);
            }
            clips.add(new FittingClip(bins, new float[bins], target));
        }
        return clips;
    }

    private static List<float[]> predictions(List<FittingClip> clips) {
        SplittableRandom random = new SplittableRandom(4);
        List<float[]> predictions = new ArrayList<>();
        for (FittingClip clip : clips) {
            float[] prediction = new float[clip.target().length];
            for (int i = 0; i < prediction.length; i++) {
                prediction[i] = (float) (0.3 + random.nextDouble());
            }
            predictions.add(prediction);
        }
        return predictions;
    }

    private static List<float[]> emptyLike(List<float[]> buffers) {
        return buffers.stream().map(buffer -> new float[buffer.length]).toList();
    }

    /** From (clips, neurons, bins) to one (bins, neurons) buffer per clip. */
    private static List<float[]> timeMajor(NpyArray array, List<Integer> shape) {
        int neurons = shape.get(1);
        int bins = shape.get(2);
        List<float[]> clips = new ArrayList<>();
        for (int clip = 0; clip < shape.get(0); clip++) {
            float[] buffer = new float[neurons * bins];
            for (int neuron = 0; neuron < neurons; neuron++) {
                for (int bin = 0; bin < bins; bin++) {
                    buffer[bin * neurons + neuron] = (float) array.at((clip * neurons + neuron) * bins + bin);
                }
            }
            clips.add(buffer);
        }
        return clips;
    }
}
