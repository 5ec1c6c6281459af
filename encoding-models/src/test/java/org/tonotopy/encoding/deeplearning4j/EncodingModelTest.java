package org.tonotopy.encoding.deeplearning4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.tonotopy.encoding.network.NetworkShape;

class EncodingModelTest {

    private static final int PARAMETERS = 7;
    private static final double RATE = 0.05;
    private static final double DECAY = 0.3;

    /** A bowl with its bottom at 1, 2, 3, ... */
    private static final BatchObjective BOWL = (parameters, gradient) -> {
        double value = 0;
        for (int i = 0; i < PARAMETERS; i++) {
            double distance = parameters[i] - (i + 1);
            value += distance * distance / 2;
            gradient[i] = (float) distance;
        }
        return value;
    };

    @Test
    void stepsAreThoseOfAdamWithDecoupledDecay() {
        EncodingModel model = model();
        double[] weights = new double[PARAMETERS];
        double[] first = new double[PARAMETERS];
        double[] second = new double[PARAMETERS];
        for (int step = 1; step <= 50; step++) {
            model.step(BOWL, RATE, 0);
            for (int i = 0; i < PARAMETERS; i++) {
                double slope = weights[i] - (i + 1);
                first[i] = 0.9 * first[i] + 0.1 * slope;
                second[i] = 0.999 * second[i] + 0.001 * slope * slope;
                double corrected = first[i] / (1 - Math.pow(0.9, step));
                double root = Math.sqrt(second[i] / (1 - Math.pow(0.999, step)));
                weights[i] -= RATE * DECAY * weights[i] + RATE * corrected / (root + 1e-8);
            }
        }
        for (int i = 0; i < PARAMETERS; i++) {
            assertThat((double) model.parameters()[i]).isCloseTo(weights[i], within(1e-5));
        }
        assertThat(model.steps()).isEqualTo(50);
    }

    @Test
    void aPenaltyIsPartOfTheGradientThatTheMomentsSee() {
        EncodingModel model = new EncodingModel(
                "{}", new NetworkShape(2, 3), new float[PARAMETERS], new ParameterDecay.Penalty(DECAY));
        double[] weights = new double[PARAMETERS];
        double[] first = new double[PARAMETERS];
        double[] second = new double[PARAMETERS];
        for (int step = 1; step <= 50; step++) {
            model.step(BOWL, RATE, 0);
            for (int i = 0; i < PARAMETERS; i++) {
                double slope = weights[i] - (i + 1) + DECAY * weights[i];
                first[i] = 0.9 * first[i] + 0.1 * slope;
                second[i] = 0.999 * second[i] + 0.001 * slope * slope;
                double root = Math.sqrt(second[i] / (1 - Math.pow(0.999, step)));
                weights[i] -= RATE * first[i] / (1 - Math.pow(0.9, step)) / (root + 1e-8);
            }
        }
        for (int i = 0; i < PARAMETERS; i++) {
            assertThat((double) model.parameters()[i]).isCloseTo(weights[i], within(1e-5));
        }
    }

    @Test
    void aLossThatIsNotFiniteLeavesTheParametersAlone() {
        EncodingModel model = model();
        model.step(BOWL, RATE, 0);
        float[] before = model.parameters();
        double loss = model.step((parameters, gradient) -> Double.NaN, RATE, 0);
        assertThat(loss).isNaN();
        assertThat(model.parameters()).isEqualTo(before);
        assertThat(model.steps()).isEqualTo(1);
    }

    @Test
    void aLongGradientIsScaledDownToItsLongestNorm() {
        EncodingModel model = model();
        model.step(BOWL, RATE, 0.5);
        double squares = 0;
        for (int i = 0; i < PARAMETERS; i++) {
            // The first moment after one step is a tenth of the gradient.
            double slope = 10 * model.updaterState()[i];
            squares += slope * slope;
            assertThat(slope).isCloseTo(-(i + 1) * 0.5 / Math.sqrt(140), within(1e-6));
        }
        assertThat(Math.sqrt(squares)).isCloseTo(0.5, within(1e-6));
    }

    @Test
    void aSavedModelGoesOnBitForBit() throws Exception {
        EncodingModel whole = model();
        EncodingModel half = model();
        for (int step = 0; step < 10; step++) {
            whole.step(BOWL, RATE, 0);
            half.step(BOWL, RATE, 0);
        }
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        ModelArchive.write(half, true, Map.of(), saved);

        ModelArchive archive = ModelArchive.read(
                new ByteArrayInputStream(saved.toByteArray()),
                Set.of(ModelArchive.CONFIGURATION, ModelArchive.PARAMETERS, ModelArchive.UPDATER_STATE));
        EncodingModel resumed = model();
        resumed.setParameters(archive.floats(ModelArchive.PARAMETERS, PARAMETERS));
        resumed.restoreUpdater(archive.floats(ModelArchive.UPDATER_STATE, 2 * PARAMETERS), 10);
        for (int step = 0; step < 10; step++) {
            whole.step(BOWL, RATE, 0);
            resumed.step(BOWL, RATE, 0);
        }
        assertThat(resumed.parameters()).isEqualTo(whole.parameters());
    }

    @Test
    void deeplearning4jReadsWhatIsSaved() throws Exception {
        EncodingModel model = model();
        model.step(BOWL, RATE, 0);
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        ModelArchive.write(model, true, Map.of(), saved);

        MultiLayerNetwork restored =
                ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(saved.toByteArray()), true);

        assertThat(restored.params().toFloatVector()).isEqualTo(model.parameters());
        assertThat(restored.getUpdater().getStateViewArray().toFloatVector()).isEqualTo(model.updaterState());
    }

    private static EncodingModel model() {
        return new EncodingModel(
                "{}", new NetworkShape(2, 3), new float[PARAMETERS], new ParameterDecay.Decoupled(DECAY));
    }
}
