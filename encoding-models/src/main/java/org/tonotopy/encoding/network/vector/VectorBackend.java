package org.tonotopy.encoding.network.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tonotopy.encoding.network.Linear;
import org.tonotopy.encoding.network.LinearNonlinear;
import org.tonotopy.encoding.network.Network;
import org.tonotopy.encoding.network.NetworkBackend;
import org.tonotopy.encoding.network.NetworkShape;
import org.tonotopy.encoding.network.NetworkSpec;
import org.tonotopy.encoding.network.OutputNonlinearity;
import org.tonotopy.encoding.network.ParameterLayout;
import org.tonotopy.encoding.network.ParameterNames;
import org.tonotopy.encoding.network.StateNet;

/** Computes networks in float32 on the processor's vector units, one clip per thread. */
public final class VectorBackend implements NetworkBackend {
    private static final int VERSION = 1;

    @Override
    public String name() {
        return "vector " + VERSION + ", float32, " + Lanes.COUNT + " lanes, Java "
                + Runtime.version().feature();
    }

    @Override
    public Network network(NetworkSpec spec, NetworkShape shape, int threads) {
        ParameterLayout layout = spec.layout(shape);
        return new VectorNetwork(spec, shape, layout, name(), stages(spec, shape, layout), ClipThreads.of(threads));
    }

    /** The stages up to the readout, the readout, and what follows it. */
    record Stages(List<Stage> beforeReadout, List<Stage> readout) {}

    private static Stages stages(NetworkSpec spec, NetworkShape shape, ParameterLayout layout) {
        List<Stage> before = new ArrayList<>();
        List<Stage> readout = new ArrayList<>();
        if (spec instanceof Linear linear) {
            readout.add(strf(linear.delayBins(), shape, layout));
        } else if (spec instanceof LinearNonlinear linear) {
            readout.add(strf(linear.delayBins(), shape, layout));
        } else if (spec instanceof StateNet stateNet) {
            EncoderStage encoder = new EncoderStage(stateNet.encoder(), shape.bands(), layout);
            before.add(encoder);
            before.add(
                    switch (stateNet.recurrence()) {
                        case GRU -> new GruStage(encoder.outputWidth(), layout);
                        case LSTM -> new LstmStage(encoder.outputWidth(), layout);
                        case RNN -> new RnnStage(encoder.outputWidth(), layout);
                    });
            readout.add(new DenseStage(
                    encoder.outputWidth(),
                    shape.neurons(),
                    layout.offset(ParameterNames.READOUT_WEIGHT),
                    layout.offset(ParameterNames.READOUT_BIAS)));
        }
        output(spec.output(), shape.neurons(), layout).ifPresent(readout::add);
        return new Stages(before, readout);
    }

    private static Optional<Stage> output(OutputNonlinearity output, int neurons, ParameterLayout layout) {
        return switch (output) {
            case IDENTITY -> Optional.empty();
            case RELU -> Optional.of(new RectifierStage(neurons));
            case SOFTPLUS -> Optional.of(new SoftplusStage(neurons));
            case SOFTPLUS2 -> Optional.of(new Softplus2Stage(neurons, layout));
            case SIGMOID -> Optional.of(new SigmoidStage(neurons));
            case SIGMOID4, SIGMOID4_NON_NEGATIVE ->
                Optional.of(new Sigmoid4Stage(neurons, layout, output.keepsBaseAndAmplitudePositive()));
            case DEXP, DEXP_NON_NEGATIVE ->
                Optional.of(new DoubleExponentialStage(neurons, layout, output.keepsBaseAndAmplitudePositive()));
        };
    }

    private static Stage strf(int delayBins, NetworkShape shape, ParameterLayout layout) {
        return new StrfStage(
                shape.bands(),
                delayBins,
                shape.neurons(),
                layout.offset(ParameterNames.STRF_WEIGHT),
                layout.offset(ParameterNames.STRF_BIAS));
    }
}
