package org.tonotopy.encoding.network.nd4j;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.tonotopy.encoding.network.Clip;
import org.tonotopy.encoding.network.Dropout;
import org.tonotopy.encoding.network.NetworkShape;
import org.tonotopy.encoding.network.NetworkSpec;
import org.tonotopy.encoding.network.RandomBatch;
import org.tonotopy.encoding.network.ReferenceNetwork;
import org.tonotopy.encoding.network.RelativeError;
import org.tonotopy.encoding.network.TestedNetworks;

/** In double precision, where a wrong equation cannot pass for rounding. */
class Nd4jExactnessTest {
    private static final double EXACT = 1e-9;
    /** Of a central difference in double precision, so small that no rectifier of the tested networks turns within it. */
    private static final double DIFFERENCE_STEP = 3e-7;

    private static final double OF_A_DIFFERENCE = 1e-7;
    private static final int CHECKED_DIRECTIONS = 4;

    static List<ReferenceNetwork> references() throws IOException {
        return ReferenceNetwork.all();
    }

    static List<NetworkSpec> networks() {
        return TestedNetworks.all();
    }

    @ParameterizedTest
    @MethodSource("references")
    void agreesWithAnIndependentImplementation(ReferenceNetwork reference) {
        NetworkShape shape = reference.shape();
        Nd4jNetwork network = new Nd4jBackend(DataType.DOUBLE).network(reference.spec(), shape);
        List<INDArray> cotangents = sequences(reference.cotangents(), shape.neurons());
        try (ArrayScope scope = new ArrayScope()) {
            Nd4jNetwork.Pass pass = network.forward(
                    Nd4j.createFromArray(reference.parameters()),
                    sequences(reference.inputs(), shape.bands()),
                    Dropout.NONE);
            List<INDArray> inputGradients = pass.inputGradients(cotangents, scope);
            for (int clip = 0; clip < cotangents.size(); clip++) {
                assertThat(error(
                                pass.responses().get(clip),
                                reference.responses().get(clip)))
                        .as("responses to clip %d", clip)
                        .isLessThanOrEqualTo(EXACT);
                assertThat(error(
                                inputGradients.get(clip),
                                reference.inputGradients().get(clip)))
                        .as("input gradient of clip %d", clip)
                        .isLessThanOrEqualTo(EXACT);
            }
            assertThat(error(pass.parameterGradient(cotangents, scope), reference.parameterGradient()))
                    .as("parameter gradient")
                    .isLessThanOrEqualTo(EXACT);
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void gradientsAreTheSlopesThatSmallStepsShow(NetworkSpec spec) {
        assertGradients(spec, CHECKED_DIRECTIONS, RandomBatch.draw(TestedNetworks.SHAPE, 12, 9, 14));
    }

    @Test
    @Tag("slow")
    void soAreThoseOfEveryPartBesideEveryOther() {
        assertThat(TestedNetworks.compositions())
                .allSatisfy(spec -> assertGradients(spec, 1, RandomBatch.draw(TestedNetworks.SHAPE, 15, 7)));
    }

    private static void assertGradients(NetworkSpec spec, int directionsToCheck, RandomBatch batch) {
        NetworkShape shape = TestedNetworks.SHAPE;
        Dropout dropout = new Dropout(0.4, 2, 9);
        Nd4jNetwork network = new Nd4jBackend(DataType.DOUBLE).network(spec, shape);
        INDArray parameters =
                Nd4j.createFromArray(TestedNetworks.parameters(spec, 13)).castTo(DataType.DOUBLE);
        List<INDArray> inputs = batch.clips().stream()
                .map(Clip::input)
                .map(input -> sequence(doubles(input), shape.bands()))
                .toList();
        List<INDArray> cotangents = batch.cotangents().stream()
                .map(cotangent -> sequence(doubles(cotangent), shape.neurons()))
                .toList();
        try (ArrayScope scope = new ArrayScope()) {
            Nd4jNetwork.Pass pass = network.forward(parameters, inputs, dropout);
            INDArray parameterGradient = pass.parameterGradient(cotangents, scope);
            List<INDArray> inputGradients = pass.inputGradients(cotangents, scope);
            SplittableRandom random = new SplittableRandom(14);
            for (int i = 0; i < directionsToCheck; i++) {
                INDArray direction = direction(parameters, random);
                double slope = slope(
                        step -> network.forward(parameters.add(direction.mul(step)), inputs, dropout), cotangents);
                assertClose(parameterGradient.mul(direction).sumNumber().doubleValue(), slope, "parameters");
                List<INDArray> directions =
                        inputs.stream().map(input -> direction(input, random)).toList();
                double inputSlope = slope(
                        step -> network.forward(
                                parameters,
                                IntStream.range(0, inputs.size())
                                        .mapToObj(clip -> inputs.get(clip)
                                                .add(directions.get(clip).mul(step)))
                                        .toList(),
                                dropout),
                        cotangents);
                assertClose(weighted(inputGradients, directions), inputSlope, "inputs");
            }
        }
    }

    private interface Nearby {
        Nd4jNetwork.Pass at(double step);
    }

    private static double slope(Nearby nearby, List<INDArray> cotangents) {
        double above = weighted(nearby.at(DIFFERENCE_STEP).responses(), cotangents);
        double below = weighted(nearby.at(-DIFFERENCE_STEP).responses(), cotangents);
        return (above - below) / (2 * DIFFERENCE_STEP);
    }

    private static double weighted(List<INDArray> values, List<INDArray> weights) {
        double sum = 0;
        for (int i = 0; i < values.size(); i++) {
            sum += values.get(i).mul(weights.get(i)).sumNumber().doubleValue();
        }
        return sum;
    }

    private static void assertClose(double gradient, double slope, String of) {
        assertThat(Math.abs(gradient - slope) / Math.max(1, Math.abs(slope)))
                .as("gradient of %s along a direction: %s, slope %s", of, gradient, slope)
                .isLessThan(OF_A_DIFFERENCE);
    }

    private static INDArray direction(INDArray like, SplittableRandom random) {
        double[] values = new double[Math.toIntExact(like.length())];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextDouble() * 2 - 1;
        }
        return Nd4j.createFromArray(values).reshape(like.shape());
    }

    private static double error(INDArray found, double[] expected) {
        return RelativeError.of(found.dup('c').data().asDouble(), expected);
    }

    private static List<INDArray> sequences(List<double[]> clips, int width) {
        return clips.stream().map(values -> sequence(values, width)).toList();
    }

    private static INDArray sequence(double[] values, int width) {
        return Nd4j.createFromArray(values).reshape(values.length / width, width);
    }

    private static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }
}
