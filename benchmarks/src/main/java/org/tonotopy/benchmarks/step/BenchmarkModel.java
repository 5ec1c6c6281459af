package org.tonotopy.benchmarks.step;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.tonotopy.encoding.network.ConvolutionalNetwork;
import org.tonotopy.encoding.network.DynamicNetwork;
import org.tonotopy.encoding.network.FullKernel;
import org.tonotopy.encoding.network.HiddenActivation;
import org.tonotopy.encoding.network.LinearNonlinear;
import org.tonotopy.encoding.network.LocallyConnectedEncoder;
import org.tonotopy.encoding.network.NetworkSpec;
import org.tonotopy.encoding.network.OutputNonlinearity;
import org.tonotopy.encoding.network.ReceptiveFieldNetwork;
import org.tonotopy.encoding.network.Recurrence;
import org.tonotopy.encoding.network.StateNet;
import org.tonotopy.encoding.network.Transformer;

/** The models that are measured, with the sizes that the catalogue gives them by default, for {@link #BANDS} bands. */
public enum BenchmarkModel {
    /** H = 70. */
    STATENET_GRU("statenet-gru") {
        @Override
        public NetworkSpec spec() {
            return new StateNet(ENCODER, Recurrence.GRU, OUTPUT);
        }

        @Override
        double productsPerBin(int neurons) {
            return recurrent(3, neurons);
        }
    },
    /** H = 70. */
    STATENET_LSTM("statenet-lstm") {
        @Override
        public NetworkSpec spec() {
            return new StateNet(ENCODER, Recurrence.LSTM, OUTPUT);
        }

        @Override
        double productsPerBin(int neurons) {
            return recurrent(4, neurons);
        }
    },
    /** Three layers of ten channels. */
    CNN2D("cnn2d") {
        @Override
        public NetworkSpec spec() {
            return new ConvolutionalNetwork(3, 3, 9, 10, FILTERS, OUTPUT);
        }

        @Override
        double productsPerBin(int neurons) {
            double window = 3 * 9 * 10;
            return FIRST_PASSES * 32 * window
                    + PASSES * ((30 + 28) * 10 * window + 28 * 10 * FILTERS + FILTERS * neurons);
        }
    },
    /** Twenty leaking units behind filters of forty bins; the leak as a kernel of twenty bins. */
    DNET("dnet") {
        @Override
        public NetworkSpec spec() {
            return new DynamicNetwork(DELAYS, new FullKernel(), FILTERS, 20, false, OUTPUT);
        }

        @Override
        double productsPerBin(int neurons) {
            return filters(neurons) + PASSES * FILTERS * 20;
        }
    },
    /** The same with the leak as a recursion. */
    DNET_RECURSION("dnet-recursion") {
        @Override
        public NetworkSpec spec() {
            return new DynamicNetwork(DELAYS, new FullKernel(), FILTERS, 0, false, OUTPUT);
        }

        @Override
        double productsPerBin(int neurons) {
            return filters(neurons);
        }
    },
    /** Twenty units behind filters of forty bins. */
    NRF("nrf") {
        @Override
        public NetworkSpec spec() {
            return new ReceptiveFieldNetwork(DELAYS, new FullKernel(), FILTERS, HiddenActivation.TANH, OUTPUT);
        }

        @Override
        double productsPerBin(int neurons) {
            return filters(neurons);
        }
    },
    /** Filters of forty bins. */
    LN("ln") {
        @Override
        public NetworkSpec spec() {
            return new LinearNonlinear(DELAYS, OUTPUT);
        }

        @Override
        double productsPerBin(int neurons) {
            return FIRST_PASSES * BANDS * DELAYS * neurons;
        }
    },
    /** A window of forty bins, 48 values per bin. */
    TRANSFORMER("transformer") {
        @Override
        public NetworkSpec spec() {
            return new Transformer(WINDOW, UNITS, 32, 0.1, OUTPUT);
        }

        @Override
        double productsPerBin(int neurons) {
            // Queries, keys and values are linear: those of a bin serve all windows that it is in.
            double bin = 3 * UNITS * UNITS + UNITS * neurons;
            double patch = 2 * WINDOW * UNITS + UNITS * UNITS + 2 * UNITS * 32;
            return FIRST_PASSES * BANDS * UNITS + PASSES * (bin + WINDOW * patch);
        }
    };

    /** Bands of the cochleagram. */
    public static final int BANDS = 34;

    private static final LocallyConnectedEncoder ENCODER = new LocallyConnectedEncoder(7, 3, 7);
    private static final OutputNonlinearity OUTPUT = OutputNonlinearity.SOFTPLUS2;
    private static final int HIDDEN = 70;
    private static final int DELAYS = 40;
    private static final int FILTERS = 20;
    private static final int WINDOW = 40;
    private static final int UNITS = 48;
    /** The way forward, the gradient of the weights and that of the input, which the first layer does not need. */
    private static final double PASSES = 3;

    private static final double FIRST_PASSES = 2;

    private final String key;

    BenchmarkModel(String key) {
        this.key = key;
    }

    /**
     * Finds a model.
     *
     * @throws IllegalArgumentException where there is none of that name
     */
    public static BenchmarkModel of(String key) {
        return Arrays.stream(values())
                .filter(model -> model.key.equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no model " + key + ": use one of "
                        + Arrays.stream(values()).map(model -> model.key).collect(Collectors.joining(", "))));
    }

    /** Name on the command line and in tables. */
    public String key() {
        return key;
    }

    /** The network. */
    public abstract NetworkSpec spec();

    /** Products of a weight or an attention with a value in one step, per bin of a clip, as the definition needs them. */
    abstract double productsPerBin(int neurons);

    /** Floating-point operations of the linear maps in one step, a multiplication and an addition for each product. */
    public double operations(int clips, int bins, int neurons) {
        return 2 * productsPerBin(neurons) * clips * bins;
    }

    private static double recurrent(int gates, int neurons) {
        return FIRST_PASSES * HIDDEN * 7 + PASSES * (gates * 2.0 * HIDDEN * HIDDEN + HIDDEN * neurons);
    }

    private static double filters(int neurons) {
        return FIRST_PASSES * BANDS * DELAYS * FILTERS + PASSES * FILTERS * neurons;
    }
}
