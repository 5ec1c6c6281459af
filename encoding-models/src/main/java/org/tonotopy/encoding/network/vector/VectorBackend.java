package org.tonotopy.encoding.network.vector;

import org.tonotopy.encoding.network.Network;
import org.tonotopy.encoding.network.NetworkBackend;
import org.tonotopy.encoding.network.NetworkShape;
import org.tonotopy.encoding.network.NetworkSpec;
import org.tonotopy.encoding.network.ParameterLayout;
import org.tonotopy.encoding.parallel.ParallelLoop;

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
        return new VectorNetwork(
                spec, shape, layout, name(), StageRow.of(spec, shape, layout), ParallelLoop.of(threads));
    }
}
