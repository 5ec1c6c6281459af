package org.tonotopy.encoding.cuda;

import java.util.Optional;
import org.tonotopy.encoding.network.ConvolutionalEncoder;
import org.tonotopy.encoding.network.DenseEncoder;
import org.tonotopy.encoding.network.Encoder;
import org.tonotopy.encoding.network.LocallyConnectedEncoder;
import org.tonotopy.encoding.network.NetworkShape;
import org.tonotopy.encoding.network.NetworkSpec;
import org.tonotopy.encoding.network.OutputNonlinearity;
import org.tonotopy.encoding.network.ParameterLayout;
import org.tonotopy.encoding.network.ParameterNames;
import org.tonotopy.encoding.network.Recurrence;
import org.tonotopy.encoding.network.StateNet;

/**
 * A recurrent network as the kernels take it.
 *
 * @param network what it is
 * @param shape the data that it is for
 * @param layout where its parameters lie
 * @param hidden units of the recurrence
 * @param taps bands that a position of the encoder sees
 * @param stride bands from one position to the next
 * @param ownWeights whether each position has weights of its own
 */
record StateNetPlan(
        StateNet network,
        NetworkShape shape,
        ParameterLayout layout,
        int hidden,
        int taps,
        int stride,
        boolean ownWeights) {
    /** The most that the shared memory of a block has room for. */
    static final int MOST_UNITS = 1024;

    private static final int WARP = 32;
    private static final int MOST_THREADS = 1024;
    private static final int REGISTERS_OF_A_BLOCK = 65_536;
    /** Registers of a thread beside those for the weights of its unit. */
    private static final int OTHER_REGISTERS = 60;

    private static final int MOST_REGISTERS_OF_A_THREAD = 255;

    /** Empty where there are no kernels for such a network. */
    static Optional<StateNetPlan> of(NetworkSpec spec, NetworkShape shape) {
        if (!(spec instanceof StateNet network) || network.recurrence().gates() == 0) {
            return Optional.empty();
        }
        Encoder encoder = network.encoder();
        int hidden = encoder.width(shape.bands());
        if (hidden > MOST_UNITS) {
            return Optional.empty();
        }
        ParameterLayout layout = spec.layout(shape);
        StateNetPlan plan;
        if (encoder instanceof LocallyConnectedEncoder local) {
            plan = new StateNetPlan(network, shape, layout, hidden, local.kernelBands(), local.strideBands(), true);
        } else if (encoder instanceof ConvolutionalEncoder shared) {
            plan = new StateNetPlan(network, shape, layout, hidden, shared.kernelBands(), shared.strideBands(), false);
        } else if (encoder instanceof DenseEncoder) {
            plan = new StateNetPlan(network, shape, layout, hidden, shape.bands(), 1, false);
        } else {
            return Optional.empty();
        }
        return Optional.of(plan);
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

    int at(String parameter) {
        return layout.offset(parameter);
    }

    int positions() {
        return network.encoder().positions(shape.bands());
    }

    int gates() {
        return network.recurrence().gates();
    }

    int units() {
        return gates() * hidden;
    }

    /** Whether the slopes by the maps of the input and of the state differ. */
    boolean resetsAfterProduct() {
        return network.recurrence() == Recurrence.GRU;
    }

    OutputNonlinearity output() {
        return network.output();
    }

    /** Where the parameters of the output begin, one block after another; the end where it has none. */
    int outputAt() {
        return at(ParameterNames.READOUT_BIAS) + neurons();
    }

    /** Whether the weights of the state fit into the registers of one block. */
    boolean inRegisters() {
        long threads = threadsForEachUnit();
        long registers = (hidden + 3L) / 4 * 4 + OTHER_REGISTERS;
        return threads <= MOST_THREADS
                && registers <= MOST_REGISTERS_OF_A_THREAD
                && threads * registers <= REGISTERS_OF_A_BLOCK;
    }

    /** Threads of the block that runs through a clip. */
    int threads() {
        return Math.min(MOST_THREADS, threadsForEachUnit());
    }

    private int threadsForEachUnit() {
        return (units() + WARP - 1) / WARP * WARP;
    }

    /** What the kernels are compiled for. */
    KernelWidths widths() {
        return new KernelWidths(hidden, network.encoder().channels(), gates(), threads(), inRegisters(), output());
    }
}
