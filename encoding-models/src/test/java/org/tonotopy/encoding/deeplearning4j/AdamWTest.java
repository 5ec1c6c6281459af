package org.tonotopy.encoding.deeplearning4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;

class AdamWTest {

    private static final int PARAMETERS = 50;
    private static final double RATE = 3e-3;

    /** Gradients from 1e-9 to 1 show where epsilon stands. */
    @ParameterizedTest
    @ValueSource(doubles = {1, 1e-4, 1e-7, 1e-9})
    void stepsFollowThePublishedEquations(double scale) {
        INDArray state = Nd4j.create(2 * PARAMETERS);
        GradientUpdater<AdamW> updater = new AdamW(RATE).instantiate(state, true);
        double[] first = new double[PARAMETERS];
        double[] second = new double[PARAMETERS];
        SplittableRandom random = new SplittableRandom(5);
        for (int step = 1; step <= 20; step++) {
            float[] slopes = new float[PARAMETERS];
            for (int i = 0; i < PARAMETERS; i++) {
                slopes[i] = (float) (scale * (random.nextDouble() * 2 - 1));
            }
            INDArray gradient = Nd4j.createFromArray(slopes);
            updater.applyUpdater(gradient, step - 1, 0);
            for (int i = 0; i < PARAMETERS; i++) {
                first[i] = 0.9 * first[i] + 0.1 * slopes[i];
                second[i] = 0.999 * second[i] + 0.001 * slopes[i] * slopes[i];
                double corrected = first[i] / (1 - Math.pow(0.9, step));
                double root = Math.sqrt(second[i] / (1 - Math.pow(0.999, step)));
                double expected = RATE * corrected / (root + 1e-8);
                assertThat(gradient.getDouble(i)).isCloseTo(expected, within(RATE * 1e-5));
            }
        }
    }

    @Test
    void theLearningRateCanMoveBetweenSteps() {
        AdamW configuration = new AdamW(RATE);
        GradientUpdater<AdamW> updater = configuration.instantiate(Nd4j.create(2), true);
        configuration.setLearningRate(10 * RATE);
        INDArray gradient = Nd4j.createFromArray(2f);
        updater.applyUpdater(gradient, 0, 0);
        assertThat(gradient.getDouble(0)).isCloseTo(10 * RATE, within(1e-6));
    }
}
