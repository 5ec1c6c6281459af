package org.tonotopy.encoding.cuda;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tonotopy.encoding.network.ConvolutionalEncoder;
import org.tonotopy.encoding.network.ConvolutionalNetwork;
import org.tonotopy.encoding.network.DynamicNetwork;
import org.tonotopy.encoding.network.Encoder;
import org.tonotopy.encoding.network.FilterKernel;
import org.tonotopy.encoding.network.HiddenActivation;
import org.tonotopy.encoding.network.Linear;
import org.tonotopy.encoding.network.LinearNonlinear;
import org.tonotopy.encoding.network.LocallyConnectedEncoder;
import org.tonotopy.encoding.network.NetworkShape;
import org.tonotopy.encoding.network.NetworkSpec;
import org.tonotopy.encoding.network.OutputNonlinearity;
import org.tonotopy.encoding.network.ParameterLayout;
import org.tonotopy.encoding.network.ParameterNames;
import org.tonotopy.encoding.network.ReceptiveFieldNetwork;
import org.tonotopy.encoding.network.StateNet;

/**
 * A network as the kernels take it.
 *
 * @param network what it is
 * @param shape the data that it is for
 * @param layout where its parameters lie
 * @param stages from the sound to what comes before the output nonlinearity
 */
record NetworkPlan(NetworkSpec network, NetworkShape shape, ParameterLayout layout, List<Stage> stages) {
    /** Empty where there are no kernels for such a network. */
    static Optional<NetworkPlan> of(NetworkSpec spec, NetworkShape shape) {
        ParameterLayout layout = spec.layout(shape);
        return new Composition(shape, layout)
                .of(spec)
                .map(stages -> new NetworkPlan(spec, shape, layout, List.copyOf(stages)));
    }

    int bands() {
        return shape.bands();
    }

    int neurons() {
        return shape.neurons();
    }

    int size() {
        return layout.size();
    }

    OutputNonlinearity output() {
        return network.output();
    }

    /** Where the parameters of the output begin, one block after another; the end where it has none. */
    int outputAt() {
        return size() - output().parametersPerNeuron() * neurons();
    }

    /** Fewest rows of a chunk of a stage. */
    int shortestChunk() {
        return stages.stream()
                .mapToInt(stage -> stage.footprint().chunk())
                .min()
                .orElse(KernelModule.CHUNK);
    }

    /**
     * Puts stages behind each other. A normalisation writes over what it is given, so it follows only stages that do not need
     * their own output on the way back.
     */
    private static final class Composition {
        private final NetworkShape shape;
        private final ParameterLayout layout;
        private final List<Stage> stages = new ArrayList<>();

        Composition(NetworkShape shape, ParameterLayout layout) {
            this.shape = shape;
            this.layout = layout;
        }

        Optional<List<Stage>> of(NetworkSpec spec) {
            if (spec instanceof Linear linear) {
                addFilters(linear.kernel(), linear.delayBins(), shape.neurons());
            } else if (spec instanceof LinearNonlinear linear) {
                addFilters(linear.kernel(), linear.delayBins(), shape.neurons());
            } else if (spec instanceof ReceptiveFieldNetwork network) {
                addFilters(network.kernel(), network.delayBins(), network.hiddenUnits());
                addNorm(
                        network.hiddenUnits(),
                        network.activation() == HiddenActivation.TANH ? UnitActivation.TANH : UnitActivation.SIGMOID);
                addSilentReadout();
            } else if (spec instanceof DynamicNetwork network) {
                add(network);
            } else if (spec instanceof ConvolutionalNetwork network) {
                add(network);
            } else if (spec instanceof StateNet network) {
                add(network);
            }
            return stages.isEmpty() ? Optional.empty() : Optional.of(stages);
        }

        private void add(DynamicNetwork network) {
            int units = network.hiddenUnits();
            addFilters(network.kernel(), network.delayBins(), units);
            addNorm(units, UnitActivation.SIGMOID);
            stages.add(new LeakStage(stages.size(), units, network.leakBins(), at(ParameterNames.LEAK)));
            addSilentReadout();
            if (network.leakingOutput()) {
                stages.add(new LeakStage(
                        stages.size(), shape.neurons(), network.leakBins(), at(ParameterNames.OUTPUT_LEAK)));
            }
        }

        private void add(ConvolutionalNetwork network) {
            stages.add(ConvolutionStage.of(stages.size(), network, shape.bands(), layout));
            addDense(network.hiddenUnits(), ParameterNames.HIDDEN_WEIGHT, ParameterNames.HIDDEN_BIAS);
            stages.add(new ActivationStage(stages.size(), width(), UnitActivation.LEAKY_RECTIFIER));
            addSilentReadout();
        }

        private void add(StateNet network) {
            int hidden = network.encoder().width(shape.bands());
            if (network.recurrence().gates() == 0 || hidden > RecurrenceStage.MOST_UNITS) {
                return;
            }
            stages.add(encoder(network.encoder()));
            stages.add(RecurrenceStage.of(stages.size(), network.recurrence(), hidden, layout));
            addDense(shape.neurons(), ParameterNames.READOUT_WEIGHT, ParameterNames.READOUT_BIAS);
        }

        private EncoderStage encoder(Encoder encoder) {
            int channels = encoder.channels();
            Normalisation norm = new Normalisation(
                    stages.size(),
                    "norm",
                    channels,
                    encoder.positions(shape.bands()),
                    UnitActivation.SIGMOID,
                    at(ParameterNames.NORM_SCALE),
                    at(ParameterNames.NORM_SHIFT));
            int taps = shape.bands();
            int stride = 1;
            if (encoder instanceof LocallyConnectedEncoder local) {
                taps = local.kernelBands();
                stride = local.strideBands();
            } else if (encoder instanceof ConvolutionalEncoder shared) {
                taps = shared.kernelBands();
                stride = shared.strideBands();
            }
            return new EncoderStage(
                    stages.size(),
                    shape.bands(),
                    channels,
                    taps,
                    stride,
                    encoder instanceof LocallyConnectedEncoder,
                    at(ParameterNames.ENCODER_WEIGHT),
                    at(ParameterNames.ENCODER_BIAS),
                    norm);
        }

        private void addFilters(FilterKernel kernel, int delays, int filters) {
            int kernelAt = layout.blocks().get(0).offset();
            stages.add(new FilterStage(
                    stages.size(), kernel, shape.bands(), delays, filters, kernelAt, at(ParameterNames.STRF_BIAS)));
        }

        private void addNorm(int width, UnitActivation activation) {
            stages.add(NormStage.of(
                    stages.size(), width, activation, at(ParameterNames.NORM_SCALE), at(ParameterNames.NORM_SHIFT)));
        }

        private void addSilentReadout() {
            stages.add(new SilenceStage(stages.size(), width()));
            addDense(shape.neurons(), ParameterNames.READOUT_WEIGHT, ParameterNames.READOUT_BIAS);
        }

        private void addDense(int outputs, String weight, String bias) {
            stages.add(new DenseStage(stages.size(), width(), outputs, at(weight), at(bias)));
        }

        private int width() {
            return stages.get(stages.size() - 1).outputWidth();
        }

        private int at(String parameter) {
            return layout.offset(parameter);
        }
    }
}
