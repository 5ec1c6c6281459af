package org.tonotopy.encoding.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.tonotopy.encoding.network.nd4j.Nd4jBackend;
import org.tonotopy.encoding.npz.ReferenceVectors;

/** What every backend has to keep, in single precision at its seam. */
public abstract class NetworkBackendTest {
    private static final double SINGLE_PRECISION = 1e-5;
    /** A thousand bins of a fitted network whose state is fed back. */
    private static final double AFTER_A_LONG_CLIP = 1e-4;

    private static final float FAR_OUT = 1e4f;
    private static final int BINS = 40;
    private static final Dropout DROPOUT = new Dropout(0.3, 11, 4);

    /** The backend under test. */
    protected abstract NetworkBackend backend();

    /** Bins of clips that a backend may compute side by side: one that does names lengths around its own chunks. */
    protected int[] lengthsOfSevenClips() {
        return new int[] {3, 17, 7, 1, 8, 9, 17};
    }

    static List<ReferenceNetwork> references() throws IOException {
        return ReferenceNetwork.all();
    }

    static List<NetworkSpec> networks() {
        return TestedNetworks.all();
    }

    @ParameterizedTest
    @MethodSource("references")
    void agreesWithAnIndependentImplementation(ReferenceNetwork reference) {
        List<Clip> clips = reference.inputs().stream()
                .map(input -> new Clip(input.length / reference.shape().bands(), floats(input)))
                .toList();
        List<float[]> cotangents =
                reference.cotangents().stream().map(NetworkBackendTest::floats).toList();
        Result result = evaluate(
                reference.spec(),
                reference.shape(),
                1,
                floats(reference.parameters()),
                clips,
                cotangents,
                Dropout.NONE);
        for (int clip = 0; clip < clips.size(); clip++) {
            assertThat(RelativeError.of(
                            result.responses().get(clip), reference.responses().get(clip)))
                    .as("responses to clip %d", clip)
                    .isLessThanOrEqualTo(SINGLE_PRECISION);
            assertThat(RelativeError.of(
                            result.inputGradients().get(clip),
                            reference.inputGradients().get(clip)))
                    .as("input gradient of clip %d", clip)
                    .isLessThanOrEqualTo(SINGLE_PRECISION);
        }
        assertBlocksAgree(
                reference.spec().layout(reference.shape()), result.parameterGradient(), reference.parameterGradient());
    }

    @ParameterizedTest
    @MethodSource("networks")
    void agreesWithDoublePrecisionOnRaggedClipsWithDropout(NetworkSpec spec) {
        float[] parameters = TestedNetworks.parameters(spec, 3);
        RandomBatch batch = RandomBatch.draw(TestedNetworks.SHAPE, 4, 61, 1, 23);
        Result expected = evaluate(
                new Nd4jBackend(DataType.DOUBLE).network(spec, TestedNetworks.SHAPE, 1), parameters, batch, DROPOUT);
        Result found = evaluate(backend().network(spec, TestedNetworks.SHAPE, 1), parameters, batch, DROPOUT);
        for (int clip = 0; clip < batch.clips().size(); clip++) {
            assertThat(RelativeError.of(
                            found.responses().get(clip),
                            doubles(expected.responses().get(clip))))
                    .as("responses to clip %d", clip)
                    .isLessThanOrEqualTo(SINGLE_PRECISION);
            assertThat(RelativeError.of(
                            found.inputGradients().get(clip),
                            doubles(expected.inputGradients().get(clip))))
                    .as("input gradient of clip %d", clip)
                    .isLessThanOrEqualTo(SINGLE_PRECISION);
        }
        assertBlocksAgree(
                spec.layout(TestedNetworks.SHAPE), found.parameterGradient(), doubles(expected.parameterGradient()));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void noBinDependsOnALaterOne(NetworkSpec spec) {
        int last = 22;
        int bands = TestedNetworks.SHAPE.bands();
        int neurons = TestedNetworks.SHAPE.neurons();
        Network network = backend().network(spec, TestedNetworks.SHAPE, 1);
        float[] parameters = TestedNetworks.parameters(spec, 5);
        float[] input =
                RandomBatch.draw(TestedNetworks.SHAPE, 6, BINS).clips().get(0).input();
        float[] changed = input.clone();
        for (int i = (last + 1) * bands; i < changed.length; i++) {
            changed[i] = -changed[i] + 3;
        }
        float[] before =
                respond(network, parameters, List.of(new Clip(BINS, input))).get(0);
        float[] after =
                respond(network, parameters, List.of(new Clip(BINS, changed))).get(0);
        int unchanged = (last + 1) * neurons;
        assertThat(Arrays.copyOf(after, unchanged)).isEqualTo(Arrays.copyOf(before, unchanged));
        assertThat(Arrays.copyOfRange(after, unchanged, unchanged + neurons))
                .isNotEqualTo(Arrays.copyOfRange(before, unchanged, unchanged + neurons));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void aClipsResponsesDoNotDependOnTheBatchAroundIt(NetworkSpec spec) {
        Network network = backend().network(spec, TestedNetworks.SHAPE, 1);
        float[] parameters = TestedNetworks.parameters(spec, 7);
        RandomBatch batch = RandomBatch.draw(TestedNetworks.SHAPE, 8, 31, BINS, 2, 31);
        Result together = evaluate(network, parameters, batch, Dropout.NONE);
        for (int i = 0; i < batch.clips().size(); i++) {
            RandomBatch alone = new RandomBatch(
                    List.of(batch.clips().get(i)), List.of(batch.cotangents().get(i)));
            Result single = evaluate(network, parameters, alone, Dropout.NONE);
            assertThat(single.responses().get(0)).isEqualTo(together.responses().get(i));
            assertThat(single.inputGradients().get(0))
                    .isEqualTo(together.inputGradients().get(i));
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void everyRunGivesTheSameBitsOnAnyNumberOfThreads(NetworkSpec spec) {
        float[] parameters = TestedNetworks.parameters(spec, 9);
        RandomBatch batch = RandomBatch.draw(TestedNetworks.SHAPE, 10, 13, 7, 1, 18, 13);
        Network network = backend().network(spec, TestedNetworks.SHAPE, 1);
        Result first = evaluate(network, parameters, batch, DROPOUT);
        assertSameBits(evaluate(network, parameters, batch, DROPOUT), first);
        Network spread = backend().network(spec, TestedNetworks.SHAPE, 3);
        assertSameBits(evaluate(spread, parameters, batch, DROPOUT), first);
    }

    /** Seven, then four and three, then two and one: whatever goes through a layer side by side. */
    @ParameterizedTest
    @MethodSource("networks")
    void clipsOfAnyLengthsGetTheSameBitsInGroupsOfAnySize(NetworkSpec spec) {
        float[] parameters = InitialParameters.draw(spec, TestedNetworks.SHAPE, 17);
        RandomBatch batch = RandomBatch.draw(TestedNetworks.SHAPE, 18, lengthsOfSevenClips());
        Result together = evaluate(backend().network(spec, TestedNetworks.SHAPE, 1), parameters, batch, DROPOUT);
        for (int threads : new int[] {2, 3, 7}) {
            assertSameBits(
                    evaluate(backend().network(spec, TestedNetworks.SHAPE, threads), parameters, batch, DROPOUT),
                    together);
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void aNetworkKeepsNothingOfABatchOfOtherLengths(NetworkSpec spec) {
        float[] parameters = InitialParameters.draw(spec, TestedNetworks.SHAPE, 19);
        RandomBatch batch = RandomBatch.draw(TestedNetworks.SHAPE, 20, 12, 40, 3);
        Network used = backend().network(spec, TestedNetworks.SHAPE, 2);
        evaluate(used, parameters, RandomBatch.draw(TestedNetworks.SHAPE, 21, 50, 2, 12, 40, 9), DROPOUT);
        Result fresh = evaluate(backend().network(spec, TestedNetworks.SHAPE, 2), parameters, batch, DROPOUT);
        assertSameBits(evaluate(used, parameters, batch, DROPOUT), fresh);
    }

    @Test
    void copiesResponsesIntoArraysThatAreThereAlready() {
        NetworkSpec spec = new Linear(3);
        Network network = backend().network(spec, TestedNetworks.SHAPE, 1);
        RandomBatch batch = RandomBatch.draw(TestedNetworks.SHAPE, 22, 5, 8);
        ForwardPass pass =
                network.forward(InitialParameters.draw(spec, TestedNetworks.SHAPE, 1), batch.clips(), Dropout.NONE);
        List<float[]> copies = pass.responses();
        copies.forEach(copy -> Arrays.fill(copy, Float.NaN));
        pass.copyResponses(copies);
        assertThat(copies.get(0)).isEqualTo(pass.responses().get(0));
        assertThat(copies.get(1)).isEqualTo(pass.responses().get(1));
        assertThatThrownBy(() -> pass.copyResponses(List.of(copies.get(0), new float[1])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("destination has 1 values");
    }

    @ParameterizedTest
    @MethodSource("networks")
    void staysFiniteFarOutsideTheRangeOfAnyStimulus(NetworkSpec spec) {
        float[] parameters = TestedNetworks.parameters(spec, 15);
        RandomBatch batch = RandomBatch.draw(TestedNetworks.SHAPE, 16, 12);
        float[] input = batch.clips().get(0).input();
        for (int i = 0; i < input.length; i++) {
            input[i] *= FAR_OUT;
        }
        Network network = backend().network(spec, TestedNetworks.SHAPE, 1);
        Result result = evaluate(network, parameters, batch, Dropout.NONE);
        assertFinite(result.responses().get(0));
        assertFinite(result.parameterGradient());
        assertFinite(result.inputGradients().get(0));
    }

    private static void assertFinite(float[] values) {
        for (float value : values) {
            assertThat(value).isFinite();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"trained_gru_anchor_f_s0.npz", "trained_d_mix_s1.npz"})
    void predictsWhatAFittedNetworkPredictedElsewhere(String name) throws IOException {
        Optional<Path> file = ReferenceVectors.shared("reference/" + name);
        assumeTrue(file.isPresent(), "reference/" + name + " is not at hand: set TONOTOPY_SHARED to its folder");
        TrainedNetwork trained = TrainedNetwork.read(file.get());
        Network network = backend().network(TrainedNetwork.SPEC, TrainedNetwork.SHAPE, 1);
        Clip clip = new Clip(trained.input().length / TrainedNetwork.SHAPE.bands(), trained.input());
        float[] predicted =
                respond(network, trained.parameters(), List.of(clip)).get(0);
        assertThat(RelativeError.of(predicted, trained.prediction())).isLessThanOrEqualTo(AFTER_A_LONG_CLIP);
    }

    @Test
    void noStepOfAFitBringsTheWidthOfASigmoidToItsPole() {
        NetworkSpec spec = new LinearNonlinear(2, OutputNonlinearity.SIGMOID4);
        ParameterLayout layout = spec.layout(TestedNetworks.SHAPE);
        float[] parameters = TestedNetworks.parameters(spec, 17);
        int width = layout.offset(ParameterNames.OUTPUT_WIDTH);
        Network network = backend().network(spec, TestedNetworks.SHAPE, 1);
        RandomBatch batch = RandomBatch.draw(TestedNetworks.SHAPE, 18, 9);
        for (float raw : new float[] {-1000, -100, -10, 0, 100}) {
            Arrays.fill(parameters, width, width + TestedNetworks.SHAPE.neurons(), raw);
            Result result = evaluate(network, parameters, batch, Dropout.NONE);
            assertFinite(result.responses().get(0));
            assertFinite(result.parameterGradient());
        }
    }

    @Test
    void refusesArraysOfTheWrongLength() {
        NetworkSpec spec = new Linear(3);
        Network network = backend().network(spec, TestedNetworks.SHAPE, 1);
        float[] parameters = TestedNetworks.parameters(spec, 1);
        float[] input = new float[2 * TestedNetworks.SHAPE.bands()];
        assertThatThrownBy(() -> network.forward(new float[3], List.of(new Clip(2, input)), Dropout.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("parameters has 3 values");
        assertThatThrownBy(() -> network.forward(parameters, List.of(new Clip(3, input)), Dropout.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("input has 34 values");
    }

    @Test
    void refusesANetworkThatDoesNotFitTheBands() {
        NetworkSpec spec =
                new StateNet(new LocallyConnectedEncoder(18, 1, 2), Recurrence.GRU, OutputNonlinearity.IDENTITY);
        assertThatThrownBy(() -> backend().network(spec, TestedNetworks.SHAPE, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("kernelBands is 18");
    }

    private record Result(List<float[]> responses, float[] parameterGradient, List<float[]> inputGradients) {}

    private Result evaluate(
            NetworkSpec spec,
            NetworkShape shape,
            int threads,
            float[] parameters,
            List<Clip> clips,
            List<float[]> cotangents,
            Dropout dropout) {
        return evaluate(
                backend().network(spec, shape, threads), parameters, new RandomBatch(clips, cotangents), dropout);
    }

    private static Result evaluate(Network network, float[] parameters, RandomBatch batch, Dropout dropout) {
        ForwardPass pass = network.forward(parameters, batch.clips(), dropout);
        float[] gradient = new float[parameters.length];
        Arrays.fill(gradient, Float.NaN);
        pass.parameterGradient(batch.cotangents(), gradient);
        return new Result(pass.responses(), gradient, pass.inputGradients(batch.cotangents()));
    }

    private static List<float[]> respond(Network network, float[] parameters, List<Clip> clips) {
        return network.forward(parameters, clips, Dropout.NONE).responses();
    }

    /** Block by block, so that a small one cannot hide behind a large one. */
    private static void assertBlocksAgree(ParameterLayout layout, float[] found, double[] expected) {
        for (ParameterBlock block : layout.blocks()) {
            int end = block.offset() + block.size();
            assertThat(RelativeError.of(
                            Arrays.copyOfRange(found, block.offset(), end),
                            Arrays.copyOfRange(expected, block.offset(), end)))
                    .as("gradient of %s", block.name())
                    .isLessThanOrEqualTo(SINGLE_PRECISION);
        }
    }

    private static void assertSameBits(Result found, Result expected) {
        assertThat(found.parameterGradient()).isEqualTo(expected.parameterGradient());
        for (int i = 0; i < expected.responses().size(); i++) {
            assertThat(found.responses().get(i)).isEqualTo(expected.responses().get(i));
            assertThat(found.inputGradients().get(i))
                    .isEqualTo(expected.inputGradients().get(i));
        }
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    private static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }
}
