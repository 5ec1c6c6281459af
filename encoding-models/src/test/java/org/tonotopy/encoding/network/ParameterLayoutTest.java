package org.tonotopy.encoding.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ParameterLayoutTest {
    private static final Prefilter ADAPTRANS = new AdapTrans(12, Collections.nCopies(34, 0.9));
    /** Embedding, codes, attention's maps in and out, two norms, feed-forward, readout. */
    private static final int TRANSFORMER_PARAMETERS =
            48 * 35 + 40 * 48 + 3 * 48 * 49 + 48 * 49 + 2 * 2 * 48 + 32 * 49 + 48 * 33 + 119 * 49;

    static Stream<Arguments> countedNetworks() {
        StateNet gru = stateNet(7, 3, 7, OutputNonlinearity.IDENTITY);
        StateNet lstm =
                new StateNet(new LocallyConnectedEncoder(5, 2, 10), Recurrence.LSTM, OutputNonlinearity.IDENTITY);
        return Stream.of(
                Arguments.of(gru, 34, 1, 30_465),
                Arguments.of(gru, 34, 119, 38_843),
                Arguments.of(stateNet(7, 3, 7, OutputNonlinearity.SOFTPLUS2), 34, 119, 39_081),
                Arguments.of(
                        new StateNet(new ConvolutionalEncoder(7, 3, 7), Recurrence.GRU, OutputNonlinearity.IDENTITY),
                        34,
                        1,
                        29_961),
                Arguments.of(
                        new StateNet(new DenseEncoder(70), Recurrence.RNN, OutputNonlinearity.RELU), 34, 1, 12_601),
                Arguments.of(lstm, 18, 1, 40_271),
                Arguments.of(stateNet(9, 4, 5, OutputNonlinearity.IDENTITY), 54, 1, 22_631),
                // LMU: 2H + 128 + 2H^2 + 128H of 70 units; encoder 2,450, norm 140, readout 71.
                Arguments.of(
                        new StateNet(new DenseEncoder(70), Recurrence.LMU, OutputNonlinearity.IDENTITY), 34, 1, 21_689),
                // S4: 4 * 32H + 2H for modes, step and skip, H^2 + H for the mix.
                Arguments.of(
                        new StateNet(new DenseEncoder(70), Recurrence.S4, OutputNonlinearity.IDENTITY), 34, 1, 16_731),
                // Mamba: 6H^2 + 4H * 5 + 110H, with five as a sixteenth of 70 rounded up.
                Arguments.of(
                        new StateNet(new DenseEncoder(70), Recurrence.MAMBA, OutputNonlinearity.IDENTITY),
                        34,
                        1,
                        41_161),
                Arguments.of(cnn2d(OutputNonlinearity.SOFTPLUS2), 34, 119, 14_117),
                Arguments.of(new Prefiltered(ADAPTRANS, cnn2d(OutputNonlinearity.SOFTPLUS2)), 34, 119, 14_489),
                Arguments.of(
                        new Prefiltered(ADAPTRANS, stateNet(7, 3, 7, OutputNonlinearity.SOFTPLUS2)), 34, 119, 39_673),
                // tau and u of 34 bands more than without.
                Arguments.of(
                        new Prefiltered(
                                new ShortTermDepression(Collections.nCopies(34, 0.0), 20),
                                stateNet(7, 3, 7, OutputNonlinearity.SOFTPLUS2)),
                        34,
                        119,
                        39_149),
                Arguments.of(stateNet(Recurrence.LSTM), 34, 119, 49_021),
                Arguments.of(stateNet(Recurrence.RNN), 34, 119, 19_201),
                Arguments.of(dnet(9), 34, 119, 8_937),
                Arguments.of(dnet(40), 34, 119, 30_017),
                Arguments.of(nrf(9, 20), 34, 119, 8_917),
                Arguments.of(nrf(40, 20), 34, 119, 29_997),
                Arguments.of(nrf(40, 60), 34, 119, 89_277),
                Arguments.of(new Prefiltered(ADAPTRANS, nrf(40, 20)), 34, 119, 57_299),
                Arguments.of(new LinearNonlinear(9, OutputNonlinearity.SOFTPLUS2), 34, 119, 36_771),
                Arguments.of(
                        new Prefiltered(ADAPTRANS, new LinearNonlinear(9, OutputNonlinearity.SOFTPLUS2)),
                        34,
                        119,
                        73_287),
                Arguments.of(
                        new Prefiltered(ADAPTRANS, new LinearNonlinear(40, OutputNonlinearity.SOFTPLUS2)),
                        34,
                        119,
                        324_139),
                Arguments.of(new Linear(9), 34, 119, 36_533),
                Arguments.of(
                        new Transformer(40, 48, 32, 0.1, OutputNonlinearity.IDENTITY), 34, 119, TRANSFORMER_PARAMETERS),
                Arguments.of(new Linear(40), 34, 119, 161_959),
                Arguments.of(new LinearNonlinear(40, OutputNonlinearity.SOFTPLUS2), 34, 119, 162_197));
    }

    private static NetworkSpec cnn2d(OutputNonlinearity output) {
        return new ConvolutionalNetwork(3, 3, 9, 10, 20, output);
    }

    private static NetworkSpec dnet(int delayBins) {
        return new DynamicNetwork(delayBins, new FullKernel(), 20, 0, false, OutputNonlinearity.SOFTPLUS2);
    }

    private static NetworkSpec nrf(int delayBins, int hiddenUnits) {
        return new ReceptiveFieldNetwork(
                delayBins, new FullKernel(), hiddenUnits, HiddenActivation.TANH, OutputNonlinearity.SOFTPLUS2);
    }

    private static NetworkSpec stateNet(Recurrence recurrence) {
        return new StateNet(new LocallyConnectedEncoder(7, 3, 7), recurrence, OutputNonlinearity.SOFTPLUS2);
    }

    private static StateNet stateNet(int kernel, int stride, int channels, OutputNonlinearity output) {
        return new StateNet(new LocallyConnectedEncoder(kernel, stride, channels), Recurrence.GRU, output);
    }

    @ParameterizedTest
    @MethodSource("countedNetworks")
    void hasThePublishedNumberOfParameters(NetworkSpec spec, int bands, int neurons, int expected) {
        assertThat(spec.layout(new NetworkShape(bands, neurons)).size()).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("countedNetworks")
    void blocksFollowOneAnotherWithoutGaps(NetworkSpec spec, int bands, int neurons, int expected) {
        int next = 0;
        for (ParameterBlock block :
                spec.layout(new NetworkShape(bands, neurons)).blocks()) {
            assertThat(block.offset()).as(block.name()).isEqualTo(next);
            next += block.size();
        }
        assertThat(next).isEqualTo(expected);
    }

    @Test
    void namesTheParameterThatANetworkDoesNotHave() {
        ParameterLayout layout = new Linear(2).layout(TestedNetworks.SHAPE);
        assertThat(layout.find(ParameterNames.READOUT_WEIGHT)).isEmpty();
        assertThatThrownBy(() -> layout.offset(ParameterNames.READOUT_WEIGHT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("readout.weight");
    }
}
