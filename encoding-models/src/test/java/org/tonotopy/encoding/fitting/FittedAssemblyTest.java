package org.tonotopy.encoding.fitting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tonotopy.encoding.deeplearning4j.InvalidModelException;
import org.tonotopy.encoding.deeplearning4j.ModelDescription;
import org.tonotopy.encoding.network.InitialParameters;
import org.tonotopy.encoding.network.LinearNonlinear;
import org.tonotopy.encoding.network.NetworkShape;
import org.tonotopy.encoding.network.NetworkSpec;
import org.tonotopy.encoding.network.OutputNonlinearity;
import org.tonotopy.encoding.recording.Stimulus;
import org.tonotopy.encoding.response.InputScaling;

class FittedAssemblyTest {

    private static final int BANDS = 3;
    private static final int BINS = 20;
    private static final NetworkSpec SPEC = new LinearNonlinear(4, OutputNonlinearity.SOFTPLUS);
    private static final Stimulus SOUND = sound();

    @Test
    void oneNetworkPredictsAsItDoesAlone() {
        FittedModel model = model(2, 1);

        assertThat(predict(FittedAssembly.of(model, List.of(0, 5)), Optional.empty()))
                .isEqualTo(model.predictor(Backends.tested(), 1).predict(SOUND));
    }

    @Test
    void networksOfSingleNeuronsStandSideBySideInTheOrderOfTheNeurons() {
        FittedModel ofThree = model(1, 1);
        FittedModel ofSeven = model(1, 2);
        FittedAssembly assembly = new FittedAssembly(List.of(
                network(ofSeven, List.of(7), Optional.empty()), network(ofThree, List.of(3), Optional.empty())));

        float[] together = predict(assembly, Optional.empty());

        assertThat(assembly.neurons()).containsExactly(3, 7);
        float[] three = ofThree.predictor(Backends.tested(), 1).predict(SOUND);
        float[] seven = ofSeven.predictor(Backends.tested(), 1).predict(SOUND);
        for (int t = 0; t < BINS; t++) {
            assertThat(together[2 * t]).isEqualTo(three[t]);
            assertThat(together[2 * t + 1]).isEqualTo(seven[t]);
        }
    }

    @Test
    void anEnsemblePredictsTheMeanOfItsMembers() {
        FittedModel first = model(2, 1);
        FittedModel second = model(2, 2);
        FittedAssembly ensemble = FittedAssembly.mean(
                List.of(FittedAssembly.of(first, List.of(0, 1)), FittedAssembly.of(second, List.of(0, 1))));

        float[] mean = predict(ensemble, Optional.empty());

        float[] one = first.predictor(Backends.tested(), 1).predict(SOUND);
        float[] other = second.predictor(Backends.tested(), 1).predict(SOUND);
        for (int i = 0; i < mean.length; i++) {
            assertThat(mean[i]).isEqualTo((float) (((double) one[i] + other[i]) / 2));
        }
        assertThat(ensemble.networksFor(1)).hasSize(2);
        assertThat(ensemble.parameterCount()).isEqualTo(2L * first.parameterCount());
    }

    @Test
    void aHeldOutSoundIsPredictedByItsOwnFoldAndANewOneByAll() {
        FittedModel first = model(1, 1);
        FittedModel second = model(1, 2);
        FittedAssembly folds = new FittedAssembly(
                List.of(network(first, List.of(0), Optional.of(0)), network(second, List.of(0), Optional.of(1))));

        float[] one = first.predictor(Backends.tested(), 1).predict(SOUND);
        float[] other = second.predictor(Backends.tested(), 1).predict(SOUND);
        assertThat(predict(folds, Optional.of(0))).isEqualTo(one);
        assertThat(predict(folds, Optional.of(1))).isEqualTo(other);
        assertThat(predict(folds, Optional.empty())[4]).isEqualTo((float) (((double) one[4] + other[4]) / 2));
    }

    @Test
    void aNeuronThatLacksANetworkInAFoldIsRefused() {
        assertThatThrownBy(() -> new FittedAssembly(List.of(
                        network(model(2, 1), List.of(0, 1), Optional.of(0)),
                        network(model(1, 2), List.of(0), Optional.of(1)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fold 1");
        assertThatThrownBy(() -> network(model(2, 1), List.of(0), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAssemblyComesBackWholeFromItsFile() throws IOException {
        FittedAssembly assembly = new FittedAssembly(List.of(
                network(model(2, 1), List.of(0, 9), Optional.of(0)),
                network(model(2, 2), List.of(0, 9), Optional.of(1))));

        FittedAssembly read = read(bytes(assembly), List.of());

        assertThat(read.neurons()).containsExactly(0, 9);
        assertThat(read.networks()).extracting(AssembledNetwork::fold).containsExactly(Optional.of(0), Optional.of(1));
        assertThat(predict(read, Optional.of(1))).isEqualTo(predict(assembly, Optional.of(1)));
        assertThat(Arrays.equals(bytes(read), bytes(assembly))).isTrue();
    }

    @Test
    void aSingleNetworkKeepsTheFormOfASingleNetwork() throws IOException {
        FittedModel model = model(2, 1);
        byte[] file = bytes(FittedAssembly.of(model, List.of(4, 6)));

        assertThat(FittedModel.read(new ByteArrayInputStream(file)).parameters())
                .isEqualTo(model.parameters());
        assertThat(read(file, List.of(4, 6)).neurons()).containsExactly(4, 6);
        assertThatThrownBy(() -> read(file, List.of(4)))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("save the model again");
    }

    @Test
    void aCutOrForeignFileIsNoAssembly() throws IOException {
        byte[] file = bytes(new FittedAssembly(List.of(
                network(model(1, 1), List.of(0), Optional.empty()),
                network(model(1, 2), List.of(1), Optional.empty()))));

        assertThatThrownBy(() -> read(Arrays.copyOf(file, file.length / 2), List.of()))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read(new byte[10], List.of(0))).isInstanceOf(InvalidModelException.class);
        byte[] wrong = file.clone();
        wrong[new String(file, StandardCharsets.ISO_8859_1).indexOf("neurons")] ^= 0x55;
        assertThatThrownBy(() -> read(wrong, List.of())).isInstanceOf(IOException.class);
    }

    private static FittedAssembly read(byte[] file, List<Integer> neurons) throws IOException {
        return FittedAssembly.read(new ByteArrayInputStream(file), neurons);
    }

    private static byte[] bytes(FittedAssembly assembly) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        assembly.writeTo(file);
        return file.toByteArray();
    }

    private static float[] predict(FittedAssembly assembly, Optional<Integer> fold) {
        return assembly.predict(List.of(new HeldOutSound(SOUND, fold)), Backends.tested(), 1)
                .get(0);
    }

    private static AssembledNetwork network(FittedModel model, List<Integer> neurons, Optional<Integer> fold) {
        return new AssembledNetwork(model, neurons, fold);
    }

    private static FittedModel model(int neurons, long seed) {
        NetworkShape shape = new NetworkShape(BANDS, neurons);
        return new FittedModel(
                new ModelDescription(SPEC, shape), new InputScaling(40, 10), InitialParameters.draw(SPEC, shape, seed));
    }

    private static Stimulus sound() {
        Random random = new Random(5);
        float[] levels = new float[BINS * BANDS];
        for (int i = 0; i < levels.length; i++) {
            levels[i] = 40 + 10 * (float) random.nextGaussian();
        }
        return new Stimulus("sound", Optional.empty(), BINS, BANDS, levels);
    }
}
