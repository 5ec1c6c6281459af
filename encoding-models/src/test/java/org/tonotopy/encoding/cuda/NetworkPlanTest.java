package org.tonotopy.encoding.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tonotopy.encoding.network.Clip;
import org.tonotopy.encoding.network.ConvolutionalNetwork;
import org.tonotopy.encoding.network.DenseEncoder;
import org.tonotopy.encoding.network.Dropout;
import org.tonotopy.encoding.network.DynamicNetwork;
import org.tonotopy.encoding.network.FrequencyNormalisation;
import org.tonotopy.encoding.network.FullKernel;
import org.tonotopy.encoding.network.GaussianKernel;
import org.tonotopy.encoding.network.HiddenActivation;
import org.tonotopy.encoding.network.Linear;
import org.tonotopy.encoding.network.LinearNonlinear;
import org.tonotopy.encoding.network.LocallyConnectedEncoder;
import org.tonotopy.encoding.network.NetworkShape;
import org.tonotopy.encoding.network.NetworkSpec;
import org.tonotopy.encoding.network.OutputNonlinearity;
import org.tonotopy.encoding.network.Prefiltered;
import org.tonotopy.encoding.network.ReceptiveFieldNetwork;
import org.tonotopy.encoding.network.Recurrence;
import org.tonotopy.encoding.network.SeparableKernel;
import org.tonotopy.encoding.network.StateNet;
import org.tonotopy.encoding.network.Transformer;

class NetworkPlanTest {
    private static final NetworkShape SHAPE = new NetworkShape(34, 119);
    private static final OutputNonlinearity OUTPUT = OutputNonlinearity.SOFTPLUS2;

    @Test
    void thereAreKernelsForRecurrencesOfGatesAlone() {
        for (Recurrence recurrence : Recurrence.values()) {
            StateNet network = new StateNet(new LocallyConnectedEncoder(7, 3, 7), recurrence, OUTPUT);
            assertThat(NetworkPlan.of(network, SHAPE).isPresent()).isEqualTo(recurrence.gates() > 0);
        }
    }

    @Test
    void thereAreKernelsForFiltersAndConvolutionsAndWhatIsBuiltOfThem() {
        for (NetworkSpec network : List.of(
                new Linear(5),
                new LinearNonlinear(5, new SeparableKernel(2), OUTPUT),
                new LinearNonlinear(5, new GaussianKernel(2), OutputNonlinearity.DEXP),
                new ReceptiveFieldNetwork(5, new FullKernel(), 7, HiddenActivation.TANH, OUTPUT),
                new DynamicNetwork(5, new FullKernel(), 7, 9, true, OUTPUT),
                new ConvolutionalNetwork(3, 3, 9, 10, 20, OUTPUT))) {
            NetworkPlan plan = NetworkPlan.of(network, SHAPE).orElseThrow();
            assertThat(plan.stages().get(plan.stages().size() - 1).outputWidth())
                    .isEqualTo(SHAPE.neurons());
            assertThat(plan.outputAt())
                    .isEqualTo(plan.size() - SHAPE.neurons() * network.output().parametersPerNeuron());
        }
    }

    @Test
    void whatThereAreNoKernelsForIsLeftToAnotherBackend() {
        assertThat(NetworkPlan.of(new Transformer(6, 11, 7, 0.2, OUTPUT), SHAPE))
                .isEmpty();
        assertThat(NetworkPlan.of(new Prefiltered(new FrequencyNormalisation(), new Linear(5)), SHAPE))
                .isEmpty();
        StateNet wide = new StateNet(new DenseEncoder(1025), Recurrence.RNN, OutputNonlinearity.IDENTITY);
        assertThat(NetworkPlan.of(wide, SHAPE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"GRU, 70, true, 224", "LSTM, 70, true, 288", "GRU, 203, false, 640", "LSTM, 300, false, 1024"})
    void weightsOfTheStateStayInRegistersWhereABlockHasEnough(
            Recurrence recurrence, int hidden, boolean inRegisters, int threads) {
        StateNet network = new StateNet(new DenseEncoder(hidden), recurrence, OutputNonlinearity.IDENTITY);
        Optional<RecurrenceStage> stage = NetworkPlan.of(network, SHAPE).orElseThrow().stages().stream()
                .filter(RecurrenceStage.class::isInstance)
                .map(RecurrenceStage.class::cast)
                .findFirst();
        assertThat(stage.orElseThrow().inRegisters()).isEqualTo(inRegisters);
        assertThat(stage.orElseThrow().threads()).isEqualTo(threads);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "34, 3", "70, 5", "71, 5", "119, 8", "210, 7", "280, 7", "2000, 8"})
    void aBlockIsAsWideAsCostsLeast(int columns, int sixteens) {
        assertThat(ProductTile.of(columns)).isEqualTo(new ProductTile(sixteens));
    }

    @Test
    void silenceBeforeEachClipMovesAllThatFollow() {
        Rows rows = Rows.of(List.of(member(4, 2), member(3)));
        Rows longer = rows.lengthened(10);
        assertThat(longer.clips()).containsExactly(0, 14, 0, 14, 12, 0, 26, 13, 1);
        assertThat(longer.members()).containsExactly(0, 26, 26, 13);
        assertThat(longer.total()).isEqualTo(39);
        assertThat(longer.longestMember()).isEqualTo(26);
        assertThat(rows.lengthened(0)).usingRecursiveComparison().isEqualTo(rows);
    }

    @Test
    void aGroupOfConvolutionsIsCountedWithTheSilenceBeforeItsClips() {
        NetworkPlan plan = NetworkPlan.of(new ConvolutionalNetwork(3, 3, 9, 10, 20, OUTPUT), SHAPE)
                .orElseThrow();
        long ofLongClips = GroupSize.of(member(100, 100)).bytes(plan);
        long ofShortClips = GroupSize.of(member(50, 50, 50, 50)).bytes(plan);
        // At least the twenty-four rows of 34 bands before each of the two clips more.
        assertThat(ofShortClips - ofLongClips).isGreaterThan(2L * 24 * 34 * Float.BYTES);
    }

    private static Member member(int... bins) {
        List<Clip> clips = Arrays.stream(bins)
                .mapToObj(length -> new Clip(length, new float[length]))
                .toList();
        return new Member(new float[0], clips, Dropout.NONE);
    }
}
