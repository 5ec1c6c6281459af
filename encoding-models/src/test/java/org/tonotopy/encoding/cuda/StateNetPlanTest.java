package org.tonotopy.encoding.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tonotopy.encoding.network.DenseEncoder;
import org.tonotopy.encoding.network.Linear;
import org.tonotopy.encoding.network.LocallyConnectedEncoder;
import org.tonotopy.encoding.network.NetworkShape;
import org.tonotopy.encoding.network.OutputNonlinearity;
import org.tonotopy.encoding.network.Recurrence;
import org.tonotopy.encoding.network.StateNet;

class StateNetPlanTest {
    private static final NetworkShape SHAPE = new NetworkShape(34, 119);

    @Test
    void thereAreKernelsForRecurrencesOfGatesAlone() {
        for (Recurrence recurrence : Recurrence.values()) {
            StateNet network =
                    new StateNet(new LocallyConnectedEncoder(7, 3, 7), recurrence, OutputNonlinearity.SOFTPLUS2);
            assertThat(StateNetPlan.of(network, SHAPE).isPresent()).isEqualTo(recurrence.gates() > 0);
        }
        assertThat(StateNetPlan.of(new Linear(5), SHAPE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"GRU, 70, true, 224", "LSTM, 70, true, 288", "GRU, 203, false, 640", "LSTM, 300, false, 1024"})
    void weightsOfTheStateStayInRegistersWhereABlockHasEnough(
            Recurrence recurrence, int hidden, boolean inRegisters, int threads) {
        StateNet network = new StateNet(new DenseEncoder(hidden), recurrence, OutputNonlinearity.IDENTITY);
        StateNetPlan plan = StateNetPlan.of(network, SHAPE).orElseThrow();
        assertThat(plan.inRegisters()).isEqualTo(inRegisters);
        assertThat(plan.threads()).isEqualTo(threads);
    }

    @Test
    void aNetworkThatIsTooWideIsLeftToAnotherBackend() {
        StateNet network = new StateNet(new DenseEncoder(1025), Recurrence.RNN, OutputNonlinearity.IDENTITY);
        assertThat(StateNetPlan.of(network, SHAPE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "34, 3", "70, 5", "71, 5", "119, 8", "210, 7", "280, 7", "2000, 8"})
    void aBlockIsAsWideAsCostsLeast(int columns, int sixteens) {
        assertThat(ProductTile.of(columns)).isEqualTo(new ProductTile(sixteens));
    }
}
