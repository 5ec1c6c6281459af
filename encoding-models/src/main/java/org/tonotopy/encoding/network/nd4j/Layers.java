package org.tonotopy.encoding.network.nd4j;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tonotopy.encoding.network.Dropout;
import org.tonotopy.encoding.network.Linear;
import org.tonotopy.encoding.network.LinearNonlinear;
import org.tonotopy.encoding.network.NetworkShape;
import org.tonotopy.encoding.network.NetworkSpec;
import org.tonotopy.encoding.network.OutputNonlinearity;
import org.tonotopy.encoding.network.ParameterNames;
import org.tonotopy.encoding.network.StateNet;

/** The layers that make up a network. */
final class Layers {
    private Layers() {}

    /**
     * The layers in the order in which a clip passes them.
     *
     * @param spec the network
     * @param shape the data that it is for
     * @param parameters their parameters
     * @param dropout what is silenced before the readout
     * @param place the clip's place in the batch
     */
    static List<Layer> of(
            NetworkSpec spec, NetworkShape shape, ParameterArrays parameters, Dropout dropout, int place) {
        List<Layer> layers = new ArrayList<>();
        // A readout that sees the stimulus itself has no units to silence.
        if (spec instanceof Linear || spec instanceof LinearNonlinear) {
            layers.add(new DelayFilter(parameters));
        } else if (spec instanceof StateNet stateNet) {
            layers.add(new BandEncoding(stateNet.encoder().geometry(shape.bands()), parameters));
            layers.add(new ChannelNormalisation(parameters));
            layers.add(new Logistic());
            layers.add(recurrence(stateNet, parameters));
            if (dropout.rate() > 0) {
                layers.add(new Silencing(dropout, place));
            }
            layers.add(new Affine(parameters, ParameterNames.READOUT_WEIGHT, ParameterNames.READOUT_BIAS));
        }
        output(spec.output(), parameters).ifPresent(layers::add);
        return layers;
    }

    private static Optional<Layer> output(OutputNonlinearity output, ParameterArrays parameters) {
        return switch (output) {
            case IDENTITY -> Optional.empty();
            case RELU -> Optional.of(new Rectifier());
            case SOFTPLUS -> Optional.of(new Softplus());
            case SOFTPLUS2 -> Optional.of(new Softplus2(parameters));
            case SIGMOID -> Optional.of(new Logistic());
            case SIGMOID4, SIGMOID4_NON_NEGATIVE ->
                Optional.of(new FourParameterLogistic(parameters, output.keepsBaseAndAmplitudePositive()));
            case DEXP, DEXP_NON_NEGATIVE ->
                Optional.of(new DoubleExponential(parameters, output.keepsBaseAndAmplitudePositive()));
        };
    }

    private static Layer recurrence(StateNet stateNet, ParameterArrays parameters) {
        return switch (stateNet.recurrence()) {
            case GRU -> new GatedRecurrence(parameters);
            case LSTM -> new LongShortTermMemory(parameters);
            case RNN -> new PlainRecurrence(parameters);
        };
    }
}
