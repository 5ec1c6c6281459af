package org.tonotopy.encoding.network;

import java.util.List;

/** One network of each kind, of sizes that fill no vector, block or chunk evenly. */
public final class TestedNetworks {
    /** The data that they are for. */
    public static final NetworkShape SHAPE = new NetworkShape(17, 5);

    private TestedNetworks() {}

    /** Every kind with every part. */
    public static List<NetworkSpec> all() {
        return List.of(
                new Linear(6),
                new LinearNonlinear(6, OutputNonlinearity.SOFTPLUS2),
                new StateNet(new LocallyConnectedEncoder(5, 3, 4), Recurrence.GRU, OutputNonlinearity.IDENTITY),
                new StateNet(new LocallyConnectedEncoder(4, 2, 3), Recurrence.GRU, OutputNonlinearity.SOFTPLUS2),
                new StateNet(new LocallyConnectedEncoder(4, 2, 3), Recurrence.LSTM, OutputNonlinearity.SOFTPLUS2),
                new StateNet(new LocallyConnectedEncoder(5, 3, 4), Recurrence.RNN, OutputNonlinearity.IDENTITY));
    }
}
