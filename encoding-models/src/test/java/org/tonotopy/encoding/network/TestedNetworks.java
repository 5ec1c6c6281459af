package org.tonotopy.encoding.network;

import java.util.ArrayList;
import java.util.List;

/** One network of each kind, of sizes that fill no vector, block or chunk evenly. */
public final class TestedNetworks {
    /** The data that they are for. */
    public static final NetworkShape SHAPE = new NetworkShape(17, 5);

    private static final LocallyConnectedEncoder ENCODER = new LocallyConnectedEncoder(5, 3, 4);

    private TestedNetworks() {}

    /** Every kind with every part. */
    public static List<NetworkSpec> all() {
        List<NetworkSpec> networks = new ArrayList<>();
        networks.add(new Linear(6));
        for (OutputNonlinearity output : OutputNonlinearity.values()) {
            networks.add(new LinearNonlinear(6, output));
        }
        for (Recurrence recurrence : Recurrence.values()) {
            networks.add(new StateNet(ENCODER, recurrence, OutputNonlinearity.IDENTITY));
        }
        networks.add(new StateNet(new ConvolutionalEncoder(5, 3, 4), Recurrence.RNN, OutputNonlinearity.IDENTITY));
        networks.add(new StateNet(new DenseEncoder(13), Recurrence.RNN, OutputNonlinearity.IDENTITY));
        networks.add(new StateNet(new LocallyConnectedEncoder(4, 2, 3), Recurrence.GRU, OutputNonlinearity.SOFTPLUS2));
        return networks;
    }
}
