package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.buffer.DataType;
import org.tonotopy.encoding.deeplearning4j.NativeThreads;
import org.tonotopy.encoding.network.Network;
import org.tonotopy.encoding.network.NetworkBackend;
import org.tonotopy.encoding.network.NetworkShape;
import org.tonotopy.encoding.network.NetworkSpec;

/** Computes networks with one ND4J operation after another. */
public final class Nd4jBackend implements NetworkBackend {
    private static final String LIBRARY = "nd4j-native 1.0.0-M2.1";

    private final DataType precision;

    /**
     * A backend of the given precision.
     *
     * @param precision {@link DataType#FLOAT} or {@link DataType#DOUBLE}: that of the computation; what goes in and comes
     *     out is float
     */
    public Nd4jBackend(DataType precision) {
        if (precision != DataType.FLOAT && precision != DataType.DOUBLE) {
            throw new IllegalArgumentException("precision is " + precision + ": use FLOAT or DOUBLE");
        }
        this.precision = precision;
    }

    @Override
    public String name() {
        return LIBRARY + (precision == DataType.FLOAT ? " float32" : " float64");
    }

    /** {@inheritDoc} The threads are not used: this backend is for exactness. */
    @Override
    public Network network(NetworkSpec spec, NetworkShape shape, int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads is " + threads + ": use 1 or more");
        }
        return network(spec, shape);
    }

    Nd4jNetwork network(NetworkSpec spec, NetworkShape shape) {
        NativeThreads.keepToOne();
        return new Nd4jNetwork(spec, shape, name(), precision);
    }
}
