package org.tonotopy.encoding.network;

import java.util.ArrayList;
import java.util.List;

/** One network of each kind, of sizes that fill no vector, block or chunk evenly. */
public final class TestedNetworks {
    /** The data that they are for. */
    public static final NetworkShape SHAPE = new NetworkShape(17, 5);

    private TestedNetworks() {}

    /** Every kind with every part. */
    public static List<NetworkSpec> all() {
        List<NetworkSpec> networks = new ArrayList<>(List.of(
                new Linear(6),
                new Linear(6, new SeparableKernel(2)),
                new Linear(6, new GaussianKernel(2)),
                nrf(HiddenActivation.TANH),
                nrf(HiddenActivation.SIGMOID),
                dnet(0, false),
                dnet(0, true),
                dnet(9, true)));
        for (OutputNonlinearity output : OutputNonlinearity.values()) {
            networks.add(new LinearNonlinear(6, output));
        }
        for (Recurrence recurrence : Recurrence.values()) {
            networks.add(new StateNet(new LocallyConnectedEncoder(5, 3, 4), recurrence, OutputNonlinearity.SOFTPLUS2));
        }
        for (Encoder encoder :
                List.of(new LocallyConnectedEncoder(4, 2, 3), new ConvolutionalEncoder(4, 2, 3), new DenseEncoder(7))) {
            networks.add(new StateNet(encoder, Recurrence.GRU, OutputNonlinearity.IDENTITY));
        }
        return networks;
    }

    private static NetworkSpec nrf(HiddenActivation activation) {
        return new ReceptiveFieldNetwork(6, new FullKernel(), 7, activation, OutputNonlinearity.SOFTPLUS2);
    }

    private static NetworkSpec dnet(int leakBins, boolean leakingOutput) {
        return new DynamicNetwork(6, new FullKernel(), 7, leakBins, leakingOutput, OutputNonlinearity.SOFTPLUS2);
    }
}
