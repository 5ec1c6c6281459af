package org.tonotopy.encoding.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;

/** One network of each kind, of sizes that fill no vector, block or chunk evenly. */
public final class TestedNetworks {
    /** The data that they are for. */
    public static final NetworkShape SHAPE = new NetworkShape(17, 5);

    private static final List<Double> RETENTION = Collections.nCopies(SHAPE.bands(), 0.9);

    /** Of inputs between -1 and 1: some values are silent, some contrasts are out of range. */
    private static final ContrastReference REFERENCE = new ContrastReference(
            Collections.nCopies(SHAPE.bands(), -0.6),
            Collections.nCopies(SHAPE.bands(), 0.3),
            Collections.nCopies(SHAPE.bands(), 0.9));

    /** Of inputs between -1 and 1: some values are silent, and where sounds are loud, nothing is left. */
    private static final Prefilter DEPRESSION = new ShortTermDepression(Collections.nCopies(SHAPE.bands(), -0.6), 1.4);

    private TestedNetworks() {}

    /** Parameters as in the middle of a fit: of those that a fit starts from many are equal, or zero. */
    public static float[] parameters(NetworkSpec spec, long seed) {
        float[] parameters = InitialParameters.draw(spec, SHAPE, seed);
        SplittableRandom random = new SplittableRandom(seed + 1);
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] += (float) (0.4 * random.nextDouble() - 0.2);
        }
        return parameters;
    }

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
        for (OutputNonlinearity output : List.of(
                OutputNonlinearity.SIGMOID4,
                OutputNonlinearity.SIGMOID4_NON_NEGATIVE,
                OutputNonlinearity.DEXP,
                OutputNonlinearity.DEXP_NON_NEGATIVE)) {
            networks.add(new ContrastGain(4, new FullKernel(), output, 5, REFERENCE));
        }
        networks.add(new ContrastGain(4, new GaussianKernel(2), OutputNonlinearity.DEXP, 7, REFERENCE));
        networks.add(new ContrastGain(4, new SeparableKernel(2), OutputNonlinearity.SIGMOID4, 3, REFERENCE));
        for (Recurrence recurrence : Recurrence.values()) {
            networks.add(new StateNet(new LocallyConnectedEncoder(5, 3, 4), recurrence, OutputNonlinearity.SOFTPLUS2));
        }
        for (Encoder encoder :
                List.of(new LocallyConnectedEncoder(4, 2, 3), new ConvolutionalEncoder(4, 2, 3), new DenseEncoder(7))) {
            networks.add(new StateNet(encoder, Recurrence.GRU, OutputNonlinearity.IDENTITY));
        }
        networks.add(new ConvolutionalNetwork(3, 3, 5, 6, 7, OutputNonlinearity.SOFTPLUS2));
        networks.add(new ConvolutionalNetwork(1, 4, 1, 3, 3, OutputNonlinearity.IDENTITY));
        networks.add(new Transformer(6, 11, 7, 0.2, OutputNonlinearity.SOFTPLUS2));
        networks.add(new Transformer(1, 4, 2, 0, OutputNonlinearity.IDENTITY));
        networks.add(new Prefiltered(new FrequencyNormalisation(), new Linear(6)));
        networks.add(new Prefiltered(new MidbrainAdaptation(8, RETENTION), nrf(HiddenActivation.TANH)));
        AdapTrans adapTrans = new AdapTrans(8, RETENTION);
        networks.add(new Prefiltered(DEPRESSION, new Linear(6)));
        networks.add(new Prefiltered(
                DEPRESSION,
                new StateNet(new LocallyConnectedEncoder(5, 3, 4), Recurrence.LSTM, OutputNonlinearity.SOFTPLUS2)));
        networks.add(new Prefiltered(adapTrans, new Linear(6, new GaussianKernel(2))));
        networks.add(new Prefiltered(adapTrans, new ConvolutionalNetwork(2, 3, 4, 5, 6, OutputNonlinearity.SOFTPLUS2)));
        networks.add(new Prefiltered(adapTrans, new Transformer(5, 8, 6, 0.1, OutputNonlinearity.SOFTPLUS2)));
        networks.add(new Prefiltered(
                adapTrans,
                new StateNet(new ConvolutionalEncoder(4, 2, 3), Recurrence.GRU, OutputNonlinearity.SOFTPLUS2)));
        return networks;
    }

    /**
     * Every part with every other that it can stand beside, as small as they come: kernels with outputs and with prefilters,
     * recurrences with encoders, and both with prefilters.
     */
    public static List<NetworkSpec> compositions() {
        List<NetworkSpec> cores = new ArrayList<>();
        for (FilterKernel kernel : List.of(new FullKernel(), new SeparableKernel(2), new GaussianKernel(2))) {
            for (OutputNonlinearity output : OutputNonlinearity.values()) {
                cores.add(new LinearNonlinear(3, kernel, output));
            }
            cores.add(new ReceptiveFieldNetwork(3, kernel, 3, HiddenActivation.TANH, OutputNonlinearity.SIGMOID4));
            cores.add(new DynamicNetwork(3, kernel, 3, 0, true, OutputNonlinearity.DEXP));
            cores.add(new DynamicNetwork(3, kernel, 3, 4, true, OutputNonlinearity.SOFTPLUS));
        }
        for (Recurrence recurrence : Recurrence.values()) {
            for (Encoder encoder : List.of(
                    new LocallyConnectedEncoder(5, 4, 3), new ConvolutionalEncoder(5, 4, 3), new DenseEncoder(5))) {
                cores.add(new StateNet(encoder, recurrence, OutputNonlinearity.SOFTPLUS2));
            }
        }
        cores.add(new ConvolutionalNetwork(2, 3, 2, 3, 3, OutputNonlinearity.SIGMOID));
        cores.add(new Transformer(3, 4, 3, 0.1, OutputNonlinearity.DEXP_NON_NEGATIVE));
        List<NetworkSpec> networks = new ArrayList<>(cores);
        for (Prefilter prefilter : List.of(
                new FrequencyNormalisation(),
                new MidbrainAdaptation(4, RETENTION),
                new AdapTrans(4, RETENTION),
                DEPRESSION)) {
            cores.forEach(core -> networks.add(new Prefiltered(prefilter, core)));
        }
        for (FilterKernel kernel : List.of(new FullKernel(), new SeparableKernel(2), new GaussianKernel(2))) {
            for (OutputNonlinearity output : OutputNonlinearity.values()) {
                if (output.parametersPerNeuron() == 4) {
                    networks.add(new ContrastGain(3, kernel, output, 3, REFERENCE));
                }
            }
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
